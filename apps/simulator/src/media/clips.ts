import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '#kernel';
import { type Picture } from '../live/live-host.js';
import { readVideoTrack, type VideoTrack } from './mp4.js';
import { packetiseH264, packetiseH265 } from './packetise.js';

export const rtpClock = 90_000;

/** One access unit ready to send: RTP packets with a 4-byte interleaved header in front and the fields of a session still empty. */
export interface Frame {
  /** Both in 90 kHz ticks from the clip's start. */
  readonly decodeAt: number;
  readonly presentAt: number;
  readonly key: boolean;
  /** `$`, channel 0, length, then V=2, marker and type 96 set; sequence, timestamp and SSRC are written per session. */
  readonly packets: readonly Buffer[];
}

/** A clip cut into packets once, sent to any number of viewers. */
export interface Clip {
  readonly name: string;
  readonly codec: 'h264' | 'h265';
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly duration: number;
  readonly parameterSets: readonly Buffer[];
  readonly frames: readonly Frame[];
  /** Frame to go on with after the last one: a frozen picture must not start to move again. Always a key frame. */
  readonly loopFrom: number;
}

const headRoom = 16;

export function makeClip(name: string, track: VideoTrack): Clip {
  const ticks = (value: number): number => Math.round((value * rtpClock) / track.timescale);
  const packetise = track.codec === 'h264' ? packetiseH264 : packetiseH265;
  const isSet = (nal: Buffer): boolean => track.codec === 'h264' ? [7, 8].includes((nal[0] ?? 0) & 31) : [32, 33, 34].includes(((nal[0] ?? 0) >> 1) & 63);
  const frames = track.samples.map((sample) => {
    // Parameter sets before every key frame, so that a switch of clips or a late joiner needs no new DESCRIBE.
    const nals = sample.key && !sample.nals.some(isSet) ? [...track.parameterSets, ...sample.nals] : sample.nals;
    return { decodeAt: ticks(sample.decodeAt), presentAt: ticks(sample.presentAt), key: sample.key, packets: frame(packetise(nals)) };
  });
  const loopFrom = name.includes('frozen') ? Math.max(0, frames.findLastIndex((each) => each.key)) : 0;
  const duration = ticks(track.duration);
  return { name, codec: track.codec, width: track.width, height: track.height, fps: (track.samples.length * rtpClock) / duration, duration, parameterSets: track.parameterSets, frames, loopFrom };
}

const frame = (payloads: readonly Buffer[]): Buffer[] => payloads.map((payload, index) => {
  const packet = Buffer.alloc(headRoom + payload.length);
  packet.writeUInt8(0x24, 0);
  packet.writeUInt16BE(12 + payload.length, 2);
  packet.writeUInt8(0x80, 4);
  packet.writeUInt8((index === payloads.length - 1 ? 0x80 : 0) | 96, 5);
  payload.copy(packet, headRoom);
  return packet;
});

export type StreamName = 'main' | 'sub';

/** Which file shows what a lens sees. Broken pictures look the same in both streams. */
export function clipFile(codec: 'h264' | 'h265', stream: StreamName, picture: Picture, reordered: boolean): string {
  if (picture !== 'good') return codec === 'h264' ? `q-${picture}.mp4` : `h265-q-${picture}.mp4`;
  if (stream === 'sub') return `${codec}-sub.mp4`;
  return codec === 'h265' ? 'h265-main.mp4' : reordered ? 'h264-bframes.mp4' : 'h264-main.mp4';
}

/** Clips and snapshots from apps/simulator/clips, read on first use and shared. */
export class ClipShelf {
  private readonly clips = new Map<string, Clip>();
  private readonly pictures = new Map<Picture, Buffer>();
  constructor(private readonly folder = clipFolder()) {}

  clip(file: string): Clip {
    const known = this.clips.get(file);
    if (known) return known;
    const made = makeClip(file, readVideoTrack(readFileSync(join(this.folder, file))));
    this.clips.set(file, made);
    return made;
  }

  snapshot(picture: Picture): Buffer {
    const known = this.pictures.get(picture) ?? readFileSync(join(this.folder, `snapshot-${picture}.jpg`));
    this.pictures.set(picture, known);
    return known;
  }
}

/** The clips are not copied by the compiler: from dist/ as from the source they are found beside the repository's package.json. */
export function clipFolder(from = fileURLToPath(import.meta.url)): string {
  for (let folder = dirname(from); folder !== dirname(folder); folder = dirname(folder)) {
    const here = join(folder, 'apps/simulator/clips');
    if (existsSync(here)) return here;
  }
  throw new Fault('missing', { code: 'simulator.clips', message: 'apps/simulator/clips is not there: the simulator has no pictures to send' });
}
