import { type FaultBook, type OpenFault } from '../live/fault-book.js';
import { type Grounds } from '../live/grounds.js';
import { stateOf, type Ports } from './truth.js';

export interface DistrictState {
  readonly seed: number;
  readonly startedAt: string;
  readonly ports: Ports;
  readonly sites: number;
  readonly hosts: { readonly total: number; readonly dark: number };
  /** `dark` = offline by unplugging or by personality; online + degraded + dark = total. */
  readonly cameras: { readonly total: number; readonly online: number; readonly degraded: number; readonly dark: number };
  readonly personalities: Readonly<Record<string, number>>;
  readonly sockets: { readonly rtsp: number; readonly http: number; readonly udp: number; readonly streams: number };
  readonly faults: readonly OpenFault[];
}

/** GET /state: what is broken now, on purpose and by nature, and what the sockets are doing. */
export function districtState(o: { grounds: Grounds; faults: FaultBook; ports: Ports; startedAt: string; sockets: () => { rtsp: number; http: number; udp: number } }): DistrictState {
  const { grounds } = o;
  const counts = { online: 0, degraded: 0, offline: 0 };
  const personalities: Record<string, number> = {};
  for (const camera of grounds.world.cameras) {
    const { host } = grounds.channel(camera.id);
    counts[stateOf(host, camera)]++;
    personalities[host.personality] = (personalities[host.personality] ?? 0) + 1;
  }
  return {
    seed: grounds.world.seed, startedAt: o.startedAt, ports: o.ports, sites: grounds.world.sites.length,
    hosts: { total: grounds.hosts.length, dark: grounds.hosts.filter((host) => !host.reachable).length },
    cameras: { total: grounds.world.cameras.length, online: counts.online, degraded: counts.degraded, dark: counts.offline },
    personalities,
    sockets: { ...o.sockets(), streams: grounds.hosts.reduce((sum, host) => sum + host.counters.streams, 0) },
    faults: o.faults.list(),
  };
}
