import { Fault } from '#kernel';
import { BitReader, withoutEmulation } from './bits.js';
import { type VideoCodec } from './nal.js';

/** What a sequence parameter set says that we need. */
export interface SequenceInfo {
  readonly width: number;
  readonly height: number;
  /** As `MediaSource.isTypeSupported` takes it: `avc1.64001f`, `hvc1.1.6.L93.B0`. */
  readonly codecString: string;
  /** Pictures that may be sent before one that is shown earlier; undefined when the set does not say. 0: no B-frames. */
  readonly reorder: number | undefined;
  /** Ticks of 90 kHz from picture to picture, when the set says. */
  readonly frameTicks: number | undefined;
  readonly chromaFormat: number;
  readonly bitDepthLuma: number;
  readonly bitDepthChroma: number;
  /** H.265 only: the twelve bytes of the general profile, tier and level, and temporal layering, for `hvcC`. */
  readonly profileTierLevel?: Buffer;
  readonly temporalLayers?: number;
  readonly temporalNesting?: boolean;
}

/** Everything needed to open a decoder. A new object, with the next generation, when any set changes. */
export interface VideoParameters extends SequenceInfo {
  readonly codec: VideoCodec;
  readonly generation: number;
  readonly vps: readonly Buffer[];
  readonly sps: readonly Buffer[];
  readonly pps: readonly Buffer[];
}

/** Widest picture any level of either codec allows is 8192 × 4320 rounded up; beyond it the set is damaged. */
const widest = 16_384;

export const readSequence = (codec: VideoCodec, unit: Buffer): SequenceInfo => codec === 'h264' ? readH264Sequence(unit) : readH265Sequence(unit);

const checkedSize = (width: number, height: number): { width: number; height: number } => {
  if (width <= 0 || height <= 0 || width > widest || height > widest) throw new Fault('misunderstood', { code: 'protocols.parameter-set', message: 'a parameter set describes a picture of impossible size' });
  return { width, height };
};

/** Profiles whose sets carry chroma format, depth and scaling lists (H.264 §7.3.2.1.1). */
const highProfiles = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

/**
 * H.264 §7.3.2.1.1. After the NAL byte:
 *
 *   | profile (8) | constraints (8) | level (8) | id ue | [high: chroma ue, depths ue ue, 1, scaling lists] | frame num ue | POC … |
 *   | reference frames ue | gaps (1) | width ue | height ue | frame-only (1) … | 8×8 (1) | cropping (1) … | VUI (1) … |
 */
export function readH264Sequence(unit: Buffer): SequenceInfo {
  const bits = new BitReader(withoutEmulation(unit.subarray(1, 4_096)));
  const [profile, constraints, level] = [bits.u(8), bits.u(8), bits.u(8)];
  bits.ue(31);
  const chroma = highProfiles.has(profile) ? readHigh(bits) : { format: 1, separate: false, luma: 8, chroma: 8 };
  bits.ue(12);
  const order = readOrderCount(bits);
  bits.ue(16);
  bits.skip(1);
  const mbWidth = bits.ue(1_023) + 1;
  const mapHeight = bits.ue(1_023) + 1;
  const frameOnly = bits.flag();
  if (!frameOnly) bits.skip(1);
  bits.skip(1);
  const [left, right, top, bottom] = bits.flag() ? [bits.ue(widest), bits.ue(widest), bits.ue(widest), bits.ue(widest)] : [0, 0, 0, 0];
  const array = chroma.separate ? 0 : chroma.format;
  const unitX = array === 1 || array === 2 ? 2 : 1;
  const unitY = (array === 1 ? 2 : 1) * (frameOnly ? 1 : 2);
  const vui = bits.flag() ? readVui(bits) : {};
  // No VUI: baseline has no B-frames, and an order count of type 2 forbids reordering (§8.2.1). Otherwise it is learnt from the stream.
  const reorder = vui.reorder ?? (profile === 66 || order === 2 ? 0 : undefined);
  return {
    ...checkedSize(mbWidth * 16 - (left + right) * unitX, mapHeight * 16 * (frameOnly ? 1 : 2) - (top + bottom) * unitY),
    codecString: `avc1.${Buffer.of(profile, constraints, level).toString('hex')}`, reorder, frameTicks: vui.frameTicks,
    chromaFormat: chroma.format, bitDepthLuma: chroma.luma, bitDepthChroma: chroma.chroma,
  };
}

function readHigh(bits: BitReader): { format: number; separate: boolean; luma: number; chroma: number } {
  const format = bits.ue(3);
  const separate = format === 3 && bits.flag();
  const [luma, chroma] = [bits.ue(6) + 8, bits.ue(6) + 8];
  bits.skip(1);
  if (bits.flag()) for (let n = 0; n < (format === 3 ? 12 : 8); n++) if (bits.flag()) skipScalingList(bits, n < 6 ? 16 : 64);
  return { format, separate, luma, chroma };
}

/** H.264 §7.3.2.1.1.1 */
function skipScalingList(bits: BitReader, size: number): void {
  let [last, next] = [8, 8];
  for (let n = 0; n < size; n++) {
    if (next !== 0) next = (last + bits.se() + 256) % 256;
    if (next !== 0) last = next;
  }
}

function readOrderCount(bits: BitReader): number {
  const type = bits.ue(2);
  if (type === 0) bits.ue(12);
  if (type === 1) {
    bits.skip(1);
    bits.se();
    bits.se();
    for (let left = bits.ue(255); left > 0; left--) bits.se();
  }
  return type;
}

/** H.264 §E.1.1. A VUI that runs over its end is a known firmware fault: what was read before it counts, the rest is unknown. */
function readVui(bits: BitReader): { reorder?: number; frameTicks?: number } {
  const found: { reorder?: number; frameTicks?: number } = {};
  try {
    if (bits.flag() && bits.u(8) === 255) bits.skip(32);
    if (bits.flag()) bits.skip(1);
    if (bits.flag()) { bits.skip(4); if (bits.flag()) bits.skip(24); }
    if (bits.flag()) { bits.ue(5); bits.ue(5); }
    if (bits.flag()) {
      const [units, scale] = [bits.u(32), bits.u(32)];
      bits.skip(1);
      const ticks = Math.round((90_000 * 2 * units) / scale);
      if (ticks >= 90 && ticks <= 90_000) found.frameTicks = ticks; // 1 to 1,000 pictures a second; anything else is a made-up number
    }
    const hrd = [bits.flag() && readHrd(bits), bits.flag() && readHrd(bits)];
    if (hrd.includes(true)) bits.skip(1);
    bits.skip(1);
    if (bits.flag()) {
      bits.skip(1);
      for (let n = 0; n < 4; n++) bits.ue(16);
      found.reorder = bits.ue(16);
    }
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
  }
  return found;
}

/** H.264 §E.1.2 */
function readHrd(bits: BitReader): true {
  const count = bits.ue(31) + 1;
  bits.skip(8);
  for (let n = 0; n < count; n++) { bits.ue(); bits.ue(); bits.skip(1); }
  bits.skip(20);
  return true;
}

/**
 * H.265 §7.3.2.2.1, §7.3.3. After the two NAL bytes:
 *
 *   | VPS id (4) | sub-layers-1 (3) | nesting (1) | general profile, tier, level (96) | sub-layer profiles … | id ue | chroma ue | width ue | height ue |
 *   | conformance window (1) … | depths ue ue | POC bits ue | all layers (1) | per layer: buffering ue, reorder ue, latency ue | …
 */
export function readH265Sequence(unit: Buffer): SequenceInfo {
  const plain = withoutEmulation(unit.subarray(2, 4_096));
  const bits = new BitReader(plain);
  bits.skip(4);
  const deepest = bits.u(3);
  const temporalNesting = bits.flag();
  bits.skip(96);
  const profileTierLevel = plain.subarray(1, 13);
  skipSubLayers(bits, deepest);
  bits.ue(15);
  const chromaFormat = bits.ue(3);
  const separate = chromaFormat === 3 && bits.flag();
  const [codedWidth, codedHeight] = [bits.ue(widest), bits.ue(widest)];
  const [left, right, top, bottom] = bits.flag() ? [bits.ue(widest), bits.ue(widest), bits.ue(widest), bits.ue(widest)] : [0, 0, 0, 0];
  const [bitDepthLuma, bitDepthChroma] = [bits.ue(8) + 8, bits.ue(8) + 8];
  bits.ue(12);
  const layers = bits.flag() ? deepest + 1 : 1;
  let reorder = 0;
  for (let n = 0; n < layers; n++) { bits.ue(16); reorder = bits.ue(16); bits.ue(); }
  const unitX = !separate && (chromaFormat === 1 || chromaFormat === 2) ? 2 : 1;
  const unitY = !separate && chromaFormat === 1 ? 2 : 1;
  return {
    ...checkedSize(codedWidth - (left + right) * unitX, codedHeight - (top + bottom) * unitY), codecString: hevcString(profileTierLevel),
    reorder, frameTicks: undefined, chromaFormat, bitDepthLuma, bitDepthChroma, profileTierLevel, temporalLayers: deepest + 1, temporalNesting,
  };
}

function skipSubLayers(bits: BitReader, deepest: number): void {
  const present = Array.from({ length: deepest }, () => [bits.flag(), bits.flag()] as const);
  if (deepest > 0) bits.skip((8 - deepest) * 2);
  for (const [profile, level] of present) bits.skip((profile ? 88 : 0) + (level ? 8 : 0));
}

/** ISO/IEC 14496-15 §E.3: space and profile, compatibility flags with their bits reversed, tier and level, constraint bytes without trailing zeros. */
function hevcString(general: Buffer): string {
  const first = general[0] as number;
  let reversed = 0;
  for (let n = 0, flags = general.readUInt32BE(1); n < 32; n++, flags >>>= 1) reversed = reversed * 2 + (flags & 1);
  let last = 11;
  while (last > 5 && general[last - 1] === 0) last--;
  const constraints = [...general.subarray(5, last)].map((byte) => `.${byte.toString(16).toUpperCase()}`).join('');
  return `hvc1.${['', 'A', 'B', 'C'][first >> 6] ?? ''}${first & 31}.${reversed.toString(16).toUpperCase()}.${first & 0x20 ? 'H' : 'L'}${general[11] ?? 0}${constraints}`;
}

/** Id of a set within its kind; undefined when there is none to be read, or it is beyond what the codec allows. */
export function setId(codec: VideoCodec, kind: 'vps' | 'sps' | 'pps', unit: Buffer): number | undefined {
  try {
    if (codec === 'h264') return kind === 'pps' ? new BitReader(withoutEmulation(unit.subarray(1, 16))).ue(255) : readSpsId(unit);
    if (kind === 'vps') return new BitReader(unit.subarray(2)).u(4);
    if (kind === 'pps') return new BitReader(withoutEmulation(unit.subarray(2, 16))).ue(63);
    return readH265SpsId(unit);
  } catch (cause) {
    if (cause instanceof Fault) return undefined;
    throw cause;
  }
}

function readSpsId(unit: Buffer): number {
  const bits = new BitReader(withoutEmulation(unit.subarray(1, 16)));
  bits.skip(24);
  return bits.ue(31);
}

function readH265SpsId(unit: Buffer): number {
  const bits = new BitReader(withoutEmulation(unit.subarray(2, 128)));
  bits.skip(4);
  const deepest = bits.u(3);
  bits.skip(97);
  skipSubLayers(bits, deepest);
  return bits.ue(15);
}
