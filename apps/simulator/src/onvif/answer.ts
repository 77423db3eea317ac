import { type LiveChannel, type LiveDevice } from '../live/live-host.js';
import { type Call } from './soap.js';

/** What an operation says: the body of the response, or a refusal in ONVIF's words. */
export type Answer = { readonly body: string } | { readonly subcodes: readonly string[]; readonly reason: string; readonly side?: 'Sender' | 'Receiver' };

export interface Question {
  readonly host: LiveDevice;
  readonly call: Call;
  readonly ports: { readonly rtsp: number; readonly http: number };
  /** The device's own idea of the time, milliseconds. */
  readonly deviceNowMs: number;
  /** Address the caller used: what a device puts into its XAddrs. */
  readonly ip: string;
}

export type Operation = (question: Question) => Answer;

export const servicePaths = { tds: '', trt: '/onvif/media_service', tr2: '/onvif/media2_service', tptz: '/onvif/ptz_service' } as const;
export const devicePath = (host: LiveDevice): string => host.brand.onvifPath;
export const serviceAddress = (q: Question, service: keyof typeof servicePaths): string => `http://${q.ip}:${q.ports.http}${service === 'tds' ? devicePath(q.host) : servicePaths[service]}`;

export const hasMedia2 = (host: LiveDevice): boolean => host.brand.media2;
export const notSupported: Answer = { subcodes: ['ActionNotSupported'], reason: 'Optional Action Not Implemented', side: 'Receiver' };

/** Channels with a camera on them, in order. A recorder lists a dark channel too: its input exists. */
export const channelsOf = (host: LiveDevice): (readonly [number, LiveChannel])[] => [...host.channels].sort(([left], [right]) => left - right);
