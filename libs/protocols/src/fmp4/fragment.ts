import { Fault } from '#kernel';
import { type SlabRun } from '../rtp/slab.js';
import { videoTrackId } from './init.js';

export interface FragmentTimes {
  /** Counts fragments from 1. */
  readonly sequence: number;
  readonly decodeAt: number;
  readonly duration: number;
  readonly key: boolean;
  /** Presentation minus decoding; undefined for a stream without B-frames. */
  readonly shift: number | undefined;
  readonly trackId?: number;
}

/** Size of the moof of one sample, without and with a composition offset. */
export const moofBytes = 100;
export const moofBytesShifted = 104;

const keySample = 0x0200_0000; // depends on no other
const otherSample = 0x0101_0000; // depends on others, not a sync sample

/**
 * Writes moof and mdat header of one access unit into the free bytes before it and returns where the fragment begins:
 * `slab.subarray(begin, end)` is the fragment, and not one byte of video was moved.
 *
 * ISO/IEC 14496-12 §8.8
 *
 *   moof 100 ─ mfhd 16 (sequence)
 *            └ traf 76 ─ tfhd 16 (0x020000 default-base-is-moof, track)
 *                      ├ tfdt 20 (v1, decoding time in 64 bits)
 *                      └ trun 32 (0x000701: data offset, duration, size, flags), or 36 (v1, 0x000f01: composition offset as well)
 *   mdat header 8
 */
export function writeFragment(run: SlabRun, times: FragmentTimes): number {
  const shifted = times.shift !== undefined;
  const size = shifted ? moofBytesShifted : moofBytes;
  const begin = run.start - size - 8;
  if (begin < 0) throw new Fault('bug', { code: 'protocols.no-head-room', message: `an access unit begins ${run.start} bytes into its slab: no room for its fragment's head` });
  const { slab } = run;
  slab.set(shifted ? shiftedTemplate : template, begin);
  slab.writeUInt32BE(times.sequence >>> 0, begin + 20);
  slab.writeUInt32BE(times.trackId ?? videoTrackId, begin + 44);
  slab.writeUInt32BE(Math.floor(times.decodeAt / 0x1_0000_0000), begin + 60);
  slab.writeUInt32BE(times.decodeAt % 0x1_0000_0000, begin + 64);
  slab.writeUInt32BE(times.duration >>> 0, begin + 88);
  slab.writeUInt32BE(run.end - run.start, begin + 92);
  slab.writeUInt32BE(times.key ? keySample : otherSample, begin + 96);
  if (times.shift !== undefined) slab.writeInt32BE(times.shift, begin + 100);
  slab.writeUInt32BE(run.end - run.start + 8, begin + size);
  slab.write('mdat', begin + size + 4, 'latin1');
  return begin;
}

const template = moof(false);
const shiftedTemplate = moof(true);

function moof(shifted: boolean): Buffer {
  const extra = shifted ? 4 : 0;
  const data = Buffer.alloc(moofBytes + extra);
  const head = (at: number, size: number, type: string): void => { data.writeUInt32BE(size, at); data.write(type, at + 4, 'latin1'); };
  head(0, moofBytes + extra, 'moof');
  head(8, 16, 'mfhd');
  head(24, 76 + extra, 'traf');
  head(32, 16, 'tfhd');
  data.writeUInt32BE(0x0002_0000, 40);
  head(48, 20, 'tfdt');
  data.writeUInt8(1, 56);
  head(68, 32 + extra, 'trun');
  data.writeUInt32BE(shifted ? 0x0100_0f01 : 0x0000_0701, 76);
  data.writeUInt32BE(1, 80);
  data.writeUInt32BE(moofBytes + extra + 8, 84);
  return data;
}
