import { Fault } from '#kernel';

export type TrackCodec = 'h264' | 'h265' | 'pcma' | 'pcmu' | 'aac';

/** One medium that we understand. */
export interface SdpTrack {
  readonly kind: 'video' | 'audio';
  readonly codec: TrackCodec;
  readonly payloadType: number;
  readonly clockRate: number;
  /** 1 for video. */
  readonly channels: number;
  /** As written; relative, absolute, `*`, or empty. */
  readonly control: string;
  readonly fmtp: ReadonlyMap<string, string>;
  /** Video: VPS, SPS, PPS in the order given. */
  readonly parameterSets: readonly Buffer[];
  /** AAC: AudioSpecificConfig. */
  readonly config: Buffer | undefined;
  /** Units in an order other than decoding order (packetization-mode 2, sprop-max-don-diff): not understood. */
  readonly interleaved: boolean;
}

export interface Sdp {
  readonly tracks: readonly SdpTrack[];
  /** Session-level control, empty when there is none. */
  readonly control: string;
  /** Media left out, as `kind/encoding`, for the one who wonders why there is no picture. */
  readonly skipped: readonly string[];
}

export const sdpLimit = 65_536;
const trackLimit = 32;
const setLimit = 16;

interface Format { readonly payloadType: number; readonly values: ReadonlyMap<string, string> }
interface Medium { readonly kind: string; readonly payloadTypes: readonly number[]; readonly rtpmaps: Map<number, string>; readonly formats: Format[]; control: string }

/** Payload types with a meaning of their own (RFC 3551 §6); cameras leave the rtpmap out for them. */
const staticMaps: ReadonlyMap<number, string> = new Map([[0, 'PCMU/8000'], [8, 'PCMA/8000']]);
const codecs: ReadonlyMap<string, TrackCodec> = new Map([['h264', 'h264'], ['h265', 'h265'], ['hevc', 'h265'], ['pcma', 'pcma'], ['pcmu', 'pcmu'], ['mpeg4-generic', 'aac']]);

/**
 * Reads a session description line by line and takes what it can use: several `s=`, a broken `c=`, unknown attributes and media disturb
 * nothing. Throws `protocols.sdp` for text that is no SDP at all, `protocols.sdp-too-large` above 64 kB.
 *
 * RFC 4566 §5, RFC 2326 §C.1
 *
 *   v=0 …                               session: a=control
 *   m=<kind> <port> <proto> <types…>    begins a medium; what follows is its own
 *   a=rtpmap:<type> <encoding>/<clock>[/<channels>]
 *   a=fmtp:<type> <name>=<value>;…
 *   a=control:<url>
 */
export function parseSdp(text: string): Sdp {
  if (text.length > sdpLimit) throw new Fault('misunderstood', { code: 'protocols.sdp-too-large', message: `the session description is larger than ${sdpLimit} bytes` });
  const media: Medium[] = [];
  const session: Medium = { kind: '', payloadTypes: [], rtpmaps: new Map(), formats: [], control: '' };
  let known = 0;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [kind, value] = [line[0], line.slice(2).trim()];
    if (line[1] !== '=' || kind === undefined) continue;
    known++;
    if (kind === 'm' && media.length < trackLimit) media.push(readMedium(value));
    else if (kind === 'a') readAttribute(value, media.at(-1) ?? session);
  }
  if (known === 0) throw new Fault('misunderstood', { code: 'protocols.sdp', message: 'the session description has no line that could be one' });
  const formats = [session, ...media].flatMap((each) => each.formats);
  const tracks: SdpTrack[] = [];
  const skipped: string[] = [];
  for (const medium of media) {
    const track = readTrack(medium, formats);
    if (track) tracks.push(track);
    else skipped.push(`${medium.kind}/${medium.rtpmaps.values().next().value ?? String(medium.payloadTypes[0] ?? '')}`.slice(0, 64));
  }
  return { tracks, control: session.control, skipped };
}

function readMedium(value: string): Medium {
  const [kind = '', , , ...types] = value.slice(0, 256).split(/\s+/);
  return { kind: kind.toLowerCase(), payloadTypes: types.map(Number).filter((type) => Number.isInteger(type) && type >= 0 && type < 128), rtpmaps: new Map(), formats: [], control: '' };
}

function readAttribute(value: string, medium: Medium): void {
  const colon = value.indexOf(':');
  const [name, rest] = colon < 0 ? [value, ''] : [value.slice(0, colon).toLowerCase(), value.slice(colon + 1).trim()];
  if (name === 'control') { medium.control = rest; return; }
  if (name !== 'rtpmap' && name !== 'fmtp') return;
  const split = /^(\d{1,3})\s+(.*)$/.exec(rest);
  if (!split) return;
  const payloadType = Number(split[1]);
  if (name === 'rtpmap') medium.rtpmaps.set(payloadType, split[2] ?? '');
  else if (medium.formats.length < trackLimit) medium.formats.push({ payloadType, values: readFormat(split[2] ?? '') });
}

function readFormat(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const pair of text.split(';', 64)) {
    const equals = pair.indexOf('=');
    const name = (equals < 0 ? pair : pair.slice(0, equals)).trim().toLowerCase();
    if (name) values.set(name, equals < 0 ? '' : pair.slice(equals + 1).trim());
  }
  return values;
}

function readTrack(medium: Medium, formats: readonly Format[]): SdpTrack | undefined {
  if (medium.kind !== 'video' && medium.kind !== 'audio') return undefined;
  for (const payloadType of medium.payloadTypes) {
    const [encoding = '', clock, channels] = (medium.rtpmaps.get(payloadType) ?? staticMaps.get(payloadType) ?? '').split('/');
    const codec = codecs.get(encoding.toLowerCase());
    if (codec === undefined || (medium.kind === 'video') !== (codec === 'h264' || codec === 'h265')) continue;
    const fmtp = formatOf(medium, payloadType, codec, formats);
    return {
      kind: medium.kind, codec, payloadType, clockRate: clockOf(clock, medium.kind), channels: Math.min(8, Math.max(1, Number(channels) || 1)), control: medium.control, fmtp,
      parameterSets: setsOf(codec, fmtp), config: codec === 'aac' ? hexOf(fmtp.get('config')) : undefined,
      interleaved: fmtp.get('packetization-mode') === '2' || Number(fmtp.get('sprop-max-don-diff') ?? 0) > 0,
    };
  }
  return undefined;
}

const clockOf = (said: string | undefined, kind: 'video' | 'audio'): number => {
  const rate = Number(said);
  return Number.isInteger(rate) && rate > 0 && rate <= 1_000_000 ? rate : kind === 'video' ? 90_000 : 8_000;
};

/** Its own by payload type; else anybody's by payload type; else the one that can only be this codec's (some cameras hang it on another track). */
function formatOf(medium: Medium, payloadType: number, codec: TrackCodec, all: readonly Format[]): ReadonlyMap<string, string> {
  const byType = (each: Format): boolean => each.payloadType === payloadType && fits(codec, each.values);
  const found = medium.formats.find(byType) ?? all.find(byType) ?? all.find((each) => marks[codec].some((mark) => each.values.has(mark)));
  return found?.values ?? new Map();
}

/** Parameters that only this codec has. */
const marks: Readonly<Record<TrackCodec, readonly string[]>> = {
  h264: ['sprop-parameter-sets', 'packetization-mode', 'profile-level-id'], h265: ['sprop-vps', 'sprop-sps', 'sprop-pps'], aac: ['config', 'sizelength'], pcma: [], pcmu: [],
};

/** Not the format of another codec under our number: two cameras in one box reuse 96 for both. */
const fits = (codec: TrackCodec, values: ReadonlyMap<string, string>): boolean =>
  marks[codec].some((mark) => values.has(mark)) || !Object.values(marks).flat().some((mark) => values.has(mark));

/** RFC 6184 §8.1, RFC 7798 §7.1: base64, commas between sets. A start code in front is some cameras' own idea. */
function setsOf(codec: TrackCodec, fmtp: ReadonlyMap<string, string>): Buffer[] {
  const names = codec === 'h264' ? ['sprop-parameter-sets'] : codec === 'h265' ? ['sprop-vps', 'sprop-sps', 'sprop-pps'] : [];
  return names.flatMap((name) => (fmtp.get(name) ?? '').split(',', setLimit)).map((set) => withoutStartCode(Buffer.from(set, 'base64'))).filter((set) => set.length > 1);
}

function withoutStartCode(set: Buffer): Buffer {
  if (set.length > 4 && set.readUInt32BE(0) === 1) return set.subarray(4);
  return set.length > 3 && set.readUIntBE(0, 3) === 1 ? set.subarray(3) : set;
}

const hexOf = (text: string | undefined): Buffer | undefined => text !== undefined && /^([0-9a-f]{2}){2,64}$/i.test(text) ? Buffer.from(text, 'hex') : undefined;
