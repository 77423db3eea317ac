import { Fault } from '#kernel';

/** One picture as it lies in the file: its NAL units without length prefixes, times in ticks of the track's timescale. */
export interface Sample { readonly nals: readonly Buffer[]; readonly decodeAt: number; readonly presentAt: number; readonly key: boolean }

export interface VideoTrack {
  readonly codec: 'h264' | 'h265';
  readonly width: number;
  readonly height: number;
  readonly timescale: number;
  /** Total, in ticks. */
  readonly duration: number;
  /** VPS (H.265 only), SPS and PPS, in that order. */
  readonly parameterSets: readonly Buffer[];
  readonly samples: readonly Sample[];
}

interface Box { readonly type: string; readonly body: Buffer }

const broken = (what: string, cause?: unknown): Fault => new Fault('misunderstood', { code: 'simulator.mp4', message: `not an MP4 clip we can read: ${what}`, cause });

/** Boxes of one level (ISO/IEC 14496-12 §4.2): 32-bit size, type; size 1 means 64 bits follow, size 0 to the end. */
function* boxes(data: Buffer): Generator<Box> {
  for (let at = 0; at + 8 <= data.length;) {
    let size = data.readUInt32BE(at);
    const type = data.toString('latin1', at + 4, at + 8);
    let header = 8;
    if (size === 1) {
      if (at + 16 > data.length) throw broken(`cut off in ${type}`);
      size = Number(data.readBigUInt64BE(at + 8));
      header = 16;
    } else if (size === 0) size = data.length - at;
    if (size < header || at + size > data.length) throw broken(`box ${type} says ${size} bytes, ${data.length - at} are left`);
    yield { type, body: data.subarray(at + header, at + size) };
    at += size;
  }
}

function child(data: Buffer, path: string): Buffer | undefined {
  const [first, ...rest] = path.split('/');
  for (const box of boxes(data)) if (box.type === first) return rest.length === 0 ? box.body : child(box.body, rest.join('/'));
  return undefined;
}

function need(data: Buffer, path: string): Buffer {
  const found = child(data, path);
  if (!found) throw broken(`no ${path}`);
  return found;
}

/** A full box's table: entry count at 4, then `width` bytes per entry. */
function table<T>(body: Buffer, width: number, read: (at: number) => T): T[] {
  const count = body.readUInt32BE(4);
  if (8 + count * width > body.length) throw broken('a table is cut off');
  return Array.from({ length: count }, (_, index) => read(8 + index * width));
}

/**
 * Reads the first H.264 or H.265 track of a small progressive MP4, all samples in memory. Not a general demuxer: no fragments, no edit
 * lists, because the clips are ours (clips/README.md). Throws `misunderstood` for anything else.
 */
export function readVideoTrack(file: Buffer): VideoTrack {
  try {
    const moov = need(file, 'moov');
    for (const box of boxes(moov)) {
      if (box.type === 'trak' && need(box.body, 'mdia/hdlr').toString('latin1', 8, 12) === 'vide') return readTrack(file, box.body);
    }
  } catch (cause) {
    // Reading past the end throws Node's RangeError; whatever a clip's bytes provoke is the clip's fault.
    throw cause instanceof Fault ? cause : broken('cut off', cause);
  }
  throw broken('no video track');
}

function readTrack(file: Buffer, trak: Buffer): VideoTrack {
  const stbl = need(trak, 'mdia/minf/stbl');
  const mdhd = need(trak, 'mdia/mdhd');
  const timescale = mdhd.readUInt32BE(mdhd.readUInt8(0) === 1 ? 20 : 12);
  const description = readDescription(need(stbl, 'stsd'));
  const sizes = sampleSizes(need(stbl, 'stsz'));
  const offsets = sampleOffsets(stbl, sizes);
  const deltas = expand(table(need(stbl, 'stts'), 8, (at) => [need(stbl, 'stts').readUInt32BE(at), need(stbl, 'stts').readUInt32BE(at + 4)]));
  const ctts = child(stbl, 'ctts');
  const shifts = ctts ? expand(table(ctts, 8, (at) => [ctts.readUInt32BE(at), ctts.readInt32BE(at + 4)])) : [];
  const stss = child(stbl, 'stss');
  const keys = stss && new Set(table(stss, 4, (at) => stss.readUInt32BE(at) - 1));
  let decodeAt = 0;
  const samples = sizes.map((size, index) => {
    const start = offsets[index] ?? file.length;
    const sample: Sample = {
      nals: splitNals(file.subarray(start, start + size), description.lengthBytes), decodeAt, presentAt: decodeAt + (shifts[index] ?? 0), key: keys ? keys.has(index) : true,
    };
    decodeAt += deltas[index] ?? 0;
    return sample;
  });
  return { ...description.track, timescale, duration: decodeAt, samples };
}

/** Run-length pairs (count, value) to one value per sample. */
const expand = (runs: readonly (readonly [number, number] | number[])[]): number[] =>
  runs.flatMap(([count, value]) => {
    if ((count ?? 0) > 100_000) throw broken('too many samples for a clip');
    return Array.from({ length: count ?? 0 }, () => value ?? 0);
  });

function sampleSizes(stsz: Buffer): number[] {
  const fixed = stsz.readUInt32BE(4);
  const count = stsz.readUInt32BE(8);
  if (count > 100_000) throw broken('too many samples for a clip');
  return Array.from({ length: count }, (_, index) => fixed || stsz.readUInt32BE(12 + index * 4));
}

/** Chunk offsets (stco) and samples per chunk (stsc) to one file offset per sample. */
function sampleOffsets(stbl: Buffer, sizes: readonly number[]): number[] {
  const stco = child(stbl, 'stco');
  const co64 = child(stbl, 'co64');
  const chunks = stco ? table(stco, 4, (at) => stco.readUInt32BE(at)) : co64 ? table(co64, 8, (at) => Number(co64.readBigUInt64BE(at))) : [];
  const stsc = need(stbl, 'stsc');
  const runs = table(stsc, 12, (at) => ({ first: stsc.readUInt32BE(at) - 1, samples: stsc.readUInt32BE(at + 4) }));
  const offsets: number[] = [];
  chunks.forEach((start, chunk) => {
    const perChunk = runs.findLast((run) => run.first <= chunk)?.samples ?? 0;
    let at = start;
    for (let n = 0; n < perChunk && offsets.length < sizes.length; n++) {
      const size = sizes[offsets.length] ?? 0;
      offsets.push(at);
      at += size;
    }
  });
  return offsets;
}

function splitNals(sample: Buffer, lengthBytes: number): Buffer[] {
  const nals: Buffer[] = [];
  for (let at = 0; at < sample.length;) {
    const size = sample.readUIntBE(at, lengthBytes);
    if (at + lengthBytes + size > sample.length) throw broken('a NAL unit runs over its sample');
    nals.push(sample.subarray(at + lengthBytes, at + lengthBytes + size));
    at += lengthBytes + size;
  }
  return nals;
}

type Description = { track: Pick<VideoTrack, 'codec' | 'width' | 'height' | 'parameterSets'>; lengthBytes: number };

/** The first sample entry: 78 bytes of VisualSampleEntry, then avcC or hvcC (ISO/IEC 14496-15 §5.3.3, §8.3.3). */
function readDescription(stsd: Buffer): Description {
  const [entry] = boxes(stsd.subarray(8));
  if (!entry) throw broken('empty stsd');
  const width = entry.body.readUInt16BE(24);
  const height = entry.body.readUInt16BE(26);
  const rest = entry.body.subarray(78);
  if (entry.type === 'avc1') {
    const avcC = need(rest, 'avcC');
    return { track: { codec: 'h264', width, height, parameterSets: avcSets(avcC) }, lengthBytes: (avcC.readUInt8(4) & 3) + 1 };
  }
  if (entry.type === 'hvc1' || entry.type === 'hev1') {
    const hvcC = need(rest, 'hvcC');
    return { track: { codec: 'h265', width, height, parameterSets: hevcSets(hvcC) }, lengthBytes: (hvcC.readUInt8(21) & 3) + 1 };
  }
  throw broken(`codec ${entry.type}`);
}

function avcSets(avcC: Buffer): Buffer[] {
  const sets: Buffer[] = [];
  let at = 5;
  for (const mask of [0x1f, 0xff]) {
    const count = avcC.readUInt8(at++) & mask;
    for (let n = 0; n < count; n++) {
      const size = avcC.readUInt16BE(at);
      sets.push(avcC.subarray(at + 2, at + 2 + size));
      at += 2 + size;
    }
  }
  return sets;
}

function hevcSets(hvcC: Buffer): Buffer[] {
  const sets: Buffer[] = [];
  let at = 23;
  for (let arrays = hvcC.readUInt8(22); arrays > 0; arrays--) {
    const type = hvcC.readUInt8(at) & 63;
    const count = hvcC.readUInt16BE(at + 1);
    at += 3;
    for (let n = 0; n < count; n++) {
      const size = hvcC.readUInt16BE(at);
      if (type >= 32 && type <= 34) sets.push(hvcC.subarray(at + 2, at + 2 + size));
      at += 2 + size;
    }
  }
  return sets;
}
