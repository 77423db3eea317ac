import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { setMaxListeners } from 'node:events';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';
import { Fault, newId, type Clock } from '#kernel';
import type { Discoverer, DiscoveryRequest, Sighting } from '#inventory';
import { addressesOf, probeMessage, readMatches, scopeClaims, type ProbeMatch } from '#protocols';

export interface DiscoveryOptions { readonly clock: Clock; readonly port?: number; /** Also ask on the loopback interface (demonstration). */ readonly loopback?: boolean; readonly listenMs?: number }

const group = '239.255.255.250';
const repeats = 2;
const defaultRate = 500;
/** A device answers each probe once and may answer a repeat; who sends more is not read any more. */
const maxAnswersEach = 32;
/** Sources of one multicast run: more than any link has, and a bound for forged ones. */
const maxSources = 20_000;

/**
 * WS-Discovery without credentials: multicast on every interface, or one datagram to every address of the given ranges (routers do not
 * forward the group). Replies are hostile input: junk is dropped, so is who was not asked, who answers without end is not read any more, and
 * an XAddr that names another host is not believed but reported.
 */
export function onvifDiscoverer({ clock, port = 3702, loopback = false, listenMs = 3_000 }: DiscoveryOptions): Discoverer {
  return {
    name: 'onvif',
    serves: (request) => request.kind === 'multicast' || request.kind === 'unicast',
    async discover(request, on, signal) {
      const targets = request.kind === 'multicast' ? interfacesOf(loopback).map((address) => ({ from: address, to: group })) : addressesOf(request.kind === 'unicast' ? request.cidrs : []).map((to) => ({ from: null, to }));
      setMaxListeners(0, signal); // one listener per pause; the signal lives as long as the run
      const messageId = newId();
      const message = probeMessage(messageId);
      const answered = new Set<string>();
      const asking = request.kind === 'multicast' ? null : new Set(targets.map((target) => target.to));
      const answers = new Map<string, number>();
      const hear = (data: Buffer, from: RemoteInfo) => {
        if (asking && !asking.has(from.address)) return;
        const before = answers.get(from.address) ?? 0;
        if (before >= maxAnswersEach || (before === 0 && answers.size >= maxSources)) return;
        const matches = readMatches(data, messageId);
        // Junk is not counted: it may be forged in the name of the true device, to silence it.
        if (matches.length > 0) answers.set(from.address, before + 1);
        for (const match of matches) {
          answered.add(from.address);
          on.found(sightingOf(match, from.address));
        }
      };
      const sockets = new Map<string | null, Socket>();
      try {
        for (const from of new Set(targets.map((target) => target.from))) sockets.set(from, await openSocket(from, hear));
        const perTick = Math.max(1, Math.round((rateOf(request) * 20) / 1000));
        let asked = 0;
        for (let round = 0; round < repeats; round++) {
          for (let at = 0; at < targets.length; at += perTick) {
            if (signal.aborted) return;
            for (const { from, to } of targets.slice(at, at + perTick)) {
              if (round > 0 && answered.has(to)) continue;
              sockets.get(from)?.send(message, port, to, () => undefined /* no route to one address is that address's silence */);
            }
            asked = Math.max(asked, Math.min(targets.length, at + perTick));
            on.progress({ total: targets.length, asked: round === 0 ? asked : targets.length, answered: answered.size });
            await clock.sleep(20, signal).catch(() => undefined);
          }
          await clock.sleep(round === repeats - 1 ? listenMs : 300, signal).catch(() => undefined);
        }
        on.progress({ total: targets.length, asked: targets.length, answered: answered.size });
      } finally {
        for (const socket of sockets.values()) socket.close();
      }
    },
  };
}

const rateOf = (request: DiscoveryRequest): number => (request.kind === 'multicast' ? defaultRate : Math.min(5_000, request.ratePerS ?? defaultRate));

function openSocket(from: string | null, hear: (data: Buffer, from: RemoteInfo) => void): Promise<Socket> {
  return new Promise((resolve, reject) => {
    // Not connected to 3702: some devices answer from another port (measured).
    const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 });
    socket.once('error', (cause) => reject(new Fault('busy', { code: 'adapters.discovery-socket', message: `cannot open a socket for discovery: ${cause.message}`, cause })));
    socket.on('message', hear);
    socket.bind(0, from ?? undefined, () => {
      socket.removeAllListeners('error');
      socket.on('error', () => undefined); // an unreachable address reports here; discovery goes on
      if (from !== null) { socket.setMulticastInterface(from); socket.setMulticastTTL(1); }
      resolve(socket);
    });
  });
}

function interfacesOf(loopback: boolean): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []).filter((each) => each.family === 'IPv4' && (loopback || !each.internal)).map((each) => each.address);
}

/** Path and port of the XAddr on the host that really answered; another host in it is never asked, only reported (NAT, old addresses, attacks). */
export function sightingOf(match: ProbeMatch, ip: string): Sighting {
  const urls = match.xaddrs.map(parseUrl).filter((url) => url !== undefined);
  const own = urls.find((url) => url.hostname === ip) ?? urls.find((url) => !ipaddr.IPv6.isValid(url.hostname.replace(/[[\]]/g, '')));
  const claims = scopeClaims(match.scopes);
  const name = claims['name']?.[0]?.trim();
  const hardware = claims['hardware']?.[0];
  const named = [...new Set(urls.map((url) => url.hostname.replace(/[[\]]/g, '')))].filter((host) => host !== ip && !ipaddr.IPv6.isValid(host)).slice(0, 8);
  return {
    source: 'ws-discovery', ip, onvif: true, httpPort: own?.port ? Number(own.port) : 80, onvifPath: own?.pathname && own.pathname !== '/' ? own.pathname.slice(0, 256) : '/onvif/device_service',
    epr: match.epr, types: match.types, scopes: match.scopes, auth: 'unknown', ...(name ? { name: name.slice(0, 64) } : {}), ...(hardware ? { brandHint: hardware.slice(0, 64) } : {}), ...(named.length > 0 ? { namedHosts: named } : {}),
  };
}

function parseUrl(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return url.protocol === 'http:' ? url : undefined;
  } catch { return undefined; /* malformed XAddr */ }
}
