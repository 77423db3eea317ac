import { type VideoParameters } from '../rtp/params.js';
import { box, fullBox, u16, u32, u8, zeros } from './boxes.js';

export const timescale = 90_000;
export const videoTrackId = 1;

/** A further `trak` with its `trex`, made by whoever knows the codec (audio). */
export interface FurtherTrack { readonly id: number; readonly trak: Buffer }

/** The MIME type that `MediaSource.isTypeSupported` is asked for and `addSourceBuffer` takes. */
export const mimeOf = (parameters: VideoParameters): string => `video/mp4; codecs="${parameters.codecString}"`;

/**
 * The init segment of one generation of parameter sets (ISO/IEC 14496-12 §8): tables are empty, samples come in fragments.
 *
 *   ftyp iso6
 *   moov ─ mvhd
 *        ├ trak ─ tkhd, mdia ─ mdhd, hdlr, minf ─ vmhd, dinf, stbl ─ stsd (avc1/avcC or hvc1/hvcC), stts, stsc, stsz, stco
 *        └ mvex ─ trex per track
 */
export function initSegment(parameters: VideoParameters, further: readonly FurtherTrack[] = []): Buffer {
  const next = Math.max(videoTrackId, ...further.map((track) => track.id)) + 1;
  const mvhd = fullBox('mvhd', 0, 0, u32(0, 0, timescale, 0, 0x10000), u16(0x100, 0), u32(0, 0), matrix, zeros(24), u32(next));
  return Buffer.concat([
    box('ftyp', Buffer.from('iso6'), u32(0), Buffer.from('iso6mp41')),
    box('moov', mvhd, videoTrak(parameters), ...further.map((track) => track.trak), box('mvex', ...[videoTrackId, ...further.map((track) => track.id)].map(trex))),
  ]);
}

const matrix = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000);
const trex = (id: number): Buffer => fullBox('trex', 0, 0, u32(id, 1, 0, 0, 0));

function videoTrak(parameters: VideoParameters): Buffer {
  const { width, height } = parameters;
  const tkhd = fullBox('tkhd', 0, 3, u32(0, 0, videoTrackId, 0, 0), zeros(8), u16(0, 0, 0, 0), matrix, u32(width * 0x10000, height * 0x10000));
  const mdhd = fullBox('mdhd', 0, 0, u32(0, 0, timescale, 0), u16(0x55c4, 0)); // language "und"
  const hdlr = fullBox('hdlr', 0, 0, u32(0), Buffer.from('vide'), zeros(12), Buffer.from('\0'));
  const dinf = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)));
  const stbl = box('stbl', fullBox('stsd', 0, 0, u32(1), sampleEntry(parameters)), fullBox('stts', 0, 0, u32(0)), fullBox('stsc', 0, 0, u32(0)), fullBox('stsz', 0, 0, u32(0, 0)), fullBox('stco', 0, 0, u32(0)));
  return box('trak', tkhd, box('mdia', mdhd, hdlr, box('minf', fullBox('vmhd', 0, 1, zeros(8)), dinf, stbl)));
}

/** VisualSampleEntry (ISO/IEC 14496-12 §12.1.3): 72 dpi, one picture per sample, 24 bits. */
function sampleEntry(parameters: VideoParameters): Buffer {
  const h264 = parameters.codec === 'h264';
  return box(
    h264 ? 'avc1' : 'hvc1', zeros(6), u16(1), zeros(16), u16(parameters.width, parameters.height), u32(0x480000, 0x480000, 0), u16(1), zeros(32), u16(24, 0xffff),
    h264 ? box('avcC', avcConfiguration(parameters)) : box('hvcC', hevcConfiguration(parameters)),
  );
}

/** Profiles after whose sets `avcC` repeats chroma format and depths. */
const extended = new Set([100, 110, 122, 144]);

/**
 * ISO/IEC 14496-15 §5.3.3.1.2
 *
 *   | 1 | profile | constraints | level | 111111, length bytes - 1 (2) | 111, SPS count (5) | size (16), SPS … | PPS count (8) | size (16), PPS … | [chroma, depths, 0]
 */
function avcConfiguration({ sps, pps, chromaFormat, bitDepthLuma, bitDepthChroma }: VideoParameters): Buffer {
  const first = sps[0] as Buffer;
  const tail = extended.has(first[1] as number) ? u8(0xfc | chromaFormat, 0xf8 | (bitDepthLuma - 8), 0xf8 | (bitDepthChroma - 8), 0) : zeros(0);
  return Buffer.concat([u8(1), first.subarray(1, 4), u8(0xff, 0xe0 | Math.min(31, sps.length)), ...sized(sps.slice(0, 31)), u8(Math.min(255, pps.length)), ...sized(pps.slice(0, 255)), tail]);
}

/**
 * ISO/IEC 14496-15 §8.3.3.1.2
 *
 *   | 1 | general profile, tier, level (12 bytes) | 1111, segmentation (12) | 111111, parallelism (2) | 111111, chroma (2) | 11111, depths (3) ×2 |
 *   | frame rate (16) | constant (2), layers (3), nesting (1), length bytes - 1 (2) | arrays | per array: complete (1), 0, type (6), count (16), size (16), unit …
 */
function hevcConfiguration(parameters: VideoParameters): Buffer {
  const arrays = [[32, parameters.vps], [33, parameters.sps], [34, parameters.pps]] as const;
  const layers = (parameters.temporalLayers ?? 1) & 7;
  return Buffer.concat([
    u8(1), parameters.profileTierLevel ?? zeros(12), u16(0xf000), u8(0xfc, 0xfc | parameters.chromaFormat, 0xf8 | (parameters.bitDepthLuma - 8), 0xf8 | (parameters.bitDepthChroma - 8)),
    u16(0), u8((layers << 3) | (parameters.temporalNesting ? 4 : 0) | 3, arrays.length), ...arrays.flatMap(([type, sets]) => [u8(0x80 | type), u16(sets.length), ...sized(sets)]),
  ]);
}

const sized = (sets: readonly Buffer[]): Buffer[] => sets.flatMap((set) => [u16(set.length), set]);
