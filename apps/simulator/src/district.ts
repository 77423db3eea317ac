import { openLog, systemClock, type Clock, type Log } from '#kernel';
import { type LockRule } from './auth/account.js';
import { openControl } from './control/server.js';
import { districtState, type DistrictState } from './control/state.js';
import { truthOf, type Ports, type Truth } from './control/truth.js';
import { openDiscovery, type Discovery } from './discovery/responder.js';
import { FaultBook } from './live/fault-book.js';
import { openDoor } from './live/door.js';
import { Grounds } from './live/grounds.js';
import { isDevice } from './live/live-host.js';
import { ClipShelf } from './media/clips.js';
import { openOnvif } from './onvif/server.js';
import { answerAsBox, RtspConnection } from './rtsp/connection.js';
import { generateWorld } from './world/generate.js';
import { type Oddities } from './world/personality.js';

export interface DistrictOptions {
  /** 1 … 8,000; default 400. */
  readonly cameras?: number;
  readonly seed?: number;
  /** First address of the range the sites are cut from; default 127.16.0.0. */
  readonly base?: string;
  /** Ports; 0 takes any free one. Discovery has no 0: callers must know it. Defaults 8554, 8000, 3702, 8187. */
  readonly ports?: Partial<Ports>;
  /** One UDP socket per device. Off: no WS-Discovery at all, and 8,000 descriptors fewer. Default on. */
  readonly discovery?: boolean;
  /** `demo`: about 95 % work; `none`: all are fine; `each`: every oddity once. */
  readonly oddities?: Oddities;
  readonly token?: string;
  /** Default: five wrong passwords lock an account for 300 s. */
  readonly lock?: LockRule;
  readonly clock?: Clock;
  readonly log?: Log;
}

export interface District {
  readonly ports: Ports;
  readonly controlUrl: string;
  readonly faults: FaultBook;
  readonly grounds: Grounds;
  /** As it is now: addresses and passwords follow the faults. */
  truth(): Truth;
  state(): DistrictState;
  close(): Promise<void>;
}

/** Opens the whole district in this process: sockets first, control last, so that whoever can steer it can also see it. */
export async function openDistrict(options: DistrictOptions = {}): Promise<District> {
  const clock = options.clock ?? systemClock;
  const log = options.log ?? openLog('simulator', 'warn');
  const world = generateWorld({ cameras: options.cameras ?? 400, seed: options.seed ?? 1, base: options.base ?? '127.16.0.0', oddities: options.oddities ?? 'demo' });
  const grounds = new Grounds(world, clock, options.lock ?? { failures: 5, lockS: 300 });
  const faults = new FaultBook(grounds, clock);
  const shelf = new ClipShelf();
  const startedAt = new Date(clock.now()).toISOString();
  const closing: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const wanted: Ports = { rtsp: 8554, onvif: 8000, discovery: 3702, control: 8187, ...options.ports };
    let ports = wanted;
    const rtsp = await openDoor({
      port: wanted.rtsp, grounds, clock, kind: 'rtsp',
      service: (socket, host) => {
        if (isDevice(host)) new RtspConnection(socket, host, shelf, clock);
        else answerAsBox(socket, () => host.reachable);
      },
    });
    closing.push(rtsp.close);
    const onvif = openOnvif({ shelf, clock, ports: () => ({ rtsp: ports.rtsp, http: ports.onvif }) });
    const http = await openDoor({ port: wanted.onvif, grounds, clock, kind: 'http', service: onvif.serve });
    closing.push(http.close);
    ports = { ...wanted, rtsp: rtsp.port, onvif: http.port };
    let discovery: Discovery | undefined;
    if (options.discovery !== false) {
      discovery = await openDiscovery({ grounds, port: wanted.discovery, httpPort: http.port, clock, log });
      closing.push(discovery.close);
    }
    const state = (): DistrictState => districtState({ grounds, faults, ports, startedAt, sockets: () => ({ rtsp: rtsp.open(), http: http.open(), udp: discovery?.sockets ?? 0 }) });
    const truth = (): Truth => truthOf(grounds, ports);
    const control = await openControl({ port: wanted.control, token: options.token, faults, truth, state, log });
    closing.push(control.close);
    ports = { ...ports, control: control.port };
    return { ports, controlUrl: `http://127.0.0.1:${control.port}`, faults, grounds, truth, state, close };
  } catch (error) {
    await close();
    throw error;
  }
}
