import { connect } from 'node:net';
import type { Clock } from '#kernel';
import type { Discoverer, Sighting } from '#inventory';
import { addressesOf, envelope, postSoap, readSoap } from '#protocols';

export interface RangeSweepOptions { readonly clock: Clock; readonly connectMs?: number; readonly inFlight?: number }

/** Ports that cameras listen on, most telling first (ONVIF vendors' defaults). */
export const defaultPorts: readonly number[] = [80, 8000, 8080, 554, 8554, 2020, 8899, 8999, 443];
const rtspPorts = new Set([554, 8554, 10554]);
const defaultRate = 200;

/**
 * Asks every address of the given ranges by TCP, at a bounded rate, and tells an ONVIF device by its answer to GetSystemDateAndTime (a SOAP fault
 * is an answer too). Sends no credentials. Finds what does not hear WS-Discovery: other subnets, devices with discovery switched off.
 */
export function rangeSweep({ clock, connectMs = 1_500, inFlight = 256 }: RangeSweepOptions): { name: 'range-sweep'; discoverer: Discoverer } {
  const discoverer: Discoverer = {
    name: 'range-sweep',
    serves: (request) => request.kind === 'sweep',
    async discover(request, on, signal) {
      if (request.kind === 'multicast') return;
      const addresses = addressesOf(request.cidrs);
      const ports = [...new Set(request.ports?.length ? request.ports : defaultPorts)];
      const pauseMs = 1000 / Math.min(5_000, request.ratePerS ?? defaultRate);
      const seen = { asked: 0, answered: 0 };
      const total = addresses.length;
      let next = 0;
      let dueAt = clock.monotonicMs();
      const paced = async (): Promise<void> => {
        dueAt = Math.max(dueAt + pauseMs, clock.monotonicMs());
        const wait = dueAt - clock.monotonicMs();
        if (wait > 2) await clock.sleep(wait, signal).catch(() => undefined);
      };
      const lane = async (): Promise<void> => {
        while (next < total && !signal.aborted) {
          const ip = addresses[next++] ?? '';
          const open: number[] = [];
          for (const port of ports) {
            await paced();
            if (signal.aborted) return;
            if (await answers(ip, port, connectMs, clock)) open.push(port);
          }
          seen.asked++;
          if (open.length > 0) {
            seen.answered++;
            on.found(await fingerprint(ip, open, clock, signal));
          }
          on.progress({ total, ...seen });
        }
      };
      await Promise.all(Array.from({ length: Math.min(inFlight, total) }, lane));
    },
  };
  return { name: 'range-sweep', discoverer };
}

function answers(ip: string, port: number, connectMs: number, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: ip, port });
    const end = (open: boolean): void => {
      cancel();
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      socket.resetAndDestroy();
      resolve(open);
    };
    const cancel = clock.after(connectMs, () => end(false));
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}

/** What the open ports belong to, without logging in. */
async function fingerprint(ip: string, open: readonly number[], clock: Clock, signal: AbortSignal): Promise<Sighting> {
  const rtspPort = open.find((port) => rtspPorts.has(port));
  const base = { source: 'range-sweep', ip, openPorts: open, auth: 'unknown' as const, ...(rtspPort === undefined ? {} : { rtspPort }) };
  for (const port of open.filter((each) => !rtspPorts.has(each) && each !== 443)) {
    try {
      const reply = await postSoap({ ip, port, path: '/onvif/device_service', body: envelope('device', 'GetSystemDateAndTime'), action: 'http://www.onvif.org/ver10/device/wsdl/GetSystemDateAndTime', deadlineMs: 4_000, signal, clock });
      const server = reply.server ? { brandHint: reply.server.slice(0, 64) } : {};
      if (readSoap(reply.body).kind !== 'not-soap') return { ...base, onvif: true, httpPort: port, onvifPath: '/onvif/device_service', ...server };
      return { ...base, onvif: false, httpPort: port, ...server };
    } catch { /* not HTTP, or silent: the next port may say more */ }
  }
  return { ...base, onvif: false };
}
