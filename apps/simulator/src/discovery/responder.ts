import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { stableHash, type Clock, type Log } from '#kernel';
import { isLoopback } from '../world/addresses.js';
import { type Grounds } from '../live/grounds.js';
import { isDevice, type LiveDevice } from '../live/live-host.js';
import { scopesOf } from '../onvif/scopes.js';
import { hello, isAsked, probeMatches, readProbe, type Announcement, type ProbeAsk } from './message.js';

export const group = '239.255.255.250';
/** APP_MAX_DELAY of WS-Discovery 2005/04 is 500 ms; our devices spread over the first 400. */
const spreadMs = 400;

export interface Discovery { readonly sockets: number; close(): Promise<void> }

/**
 * WS-Discovery for every device: one UDP socket per address, because a datagram's destination cannot be read in Node, and one that
 * hears the group on loopback. Costs one descriptor and about 1 KB per device (8,000 cameras: 4,739 sockets, 147 MB in all).
 */
export async function openDiscovery(o: { grounds: Grounds; port: number; httpPort: number; clock: Clock; log: Log }): Promise<Discovery> {
  const own = new Map<LiveDevice, Socket>();
  const devices = o.grounds.hosts.filter(isDevice);

  const announcement = (host: LiveDevice): Announcement => {
    const mine = `http://${host.ip}:${o.httpPort}${host.brand.onvifPath}`;
    // The lying device still names the address it had at the factory.
    const xaddrs = host.personality === 'lying' ? [`http://192.168.1.64${host.brand.onvifPath}`] : [mine];
    return { epr: host.device.epr, scopes: scopesOf(host), xaddrs, metadataVersion: host.metadataVersion };
  };
  const answer = (host: LiveDevice, ask: ProbeAsk, to: RemoteInfo): void => {
    if (!host.reachable) return;
    const reply = host.personality === 'garbage' ? Buffer.from('\x00\x01garbage\xff', 'latin1') : probeMatches(announcement(host), ask);
    own.get(host)?.send(reply, to.port, to.address);
    host.counters.discovered++;
  };
  const openOwn = async (host: LiveDevice): Promise<void> => {
    const socket = await bind(host.ip, o.port, (datagram, from) => {
      if (!isLoopback(from.address)) return;
      const ask = readProbe(datagram);
      if (ask && isAsked(ask)) answer(host, ask, from);
    });
    socket.setMulticastInterface('127.0.0.1');
    own.set(host, socket);
  };
  for (const host of devices) await openOwn(host);

  const timers = new Set<() => void>();
  /** A caller repeats its Probe with the same id because of UDP loss; a device answers it once. */
  const answered = new Map<string, number>();
  const ear = await bind(group, o.port, (datagram, from) => {
    if (!isLoopback(from.address)) return;
    const ask = readProbe(datagram);
    if (!ask || !isAsked(ask) || answered.has(ask.messageId)) return;
    answered.set(ask.messageId, o.clock.monotonicMs());
    if (answered.size > 256) answered.delete(answered.keys().next().value as string);
    for (const host of devices) {
      const stop = o.clock.after(stableHash(host.plan.id + ask.messageId) % spreadMs, () => { timers.delete(stop); answer(host, ask, from); });
      timers.add(stop);
    }
  });
  ear.addMembership(group, '127.0.0.1');

  const sayHello = (host: LiveDevice): void => { if (host.reachable) own.get(host)?.send(hello(announcement(host)), o.port, group); };
  const onHello = (host: Parameters<typeof isDevice>[0]): void => { if (isDevice(host)) sayHello(host); };
  const onMoved = (host: Parameters<typeof isDevice>[0]): void => {
    if (!isDevice(host)) return;
    own.get(host)?.close();
    own.delete(host);
    openOwn(host).then(() => sayHello(host), (error: unknown) => o.log.warn({ err: error, ip: host.ip }, 'no discovery at the new address'));
  };
  o.grounds.on('hello', onHello).on('moved', onMoved);
  return {
    get sockets() { return own.size + 1; },
    close: async () => {
      o.grounds.off('hello', onHello).off('moved', onMoved);
      for (const stop of timers) stop();
      await Promise.all([ear, ...own.values()].map((socket) => new Promise<void>((resolve) => socket.close(() => resolve()))));
    },
  };
}

function bind(address: string, port: number, hear: (datagram: Buffer, from: RemoteInfo) => void): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket({ type: 'udp4', reuseAddr: true });
    socket.once('error', reject);
    socket.on('message', hear);
    socket.bind({ address, port, exclusive: true }, () => {
      socket.off('error', reject);
      socket.on('error', () => undefined /* ICMP answers of callers that have gone */);
      resolve(socket);
    });
  });
}
