import { H264Depacketiser } from './h264.js';
import { H265Depacketiser } from './h265.js';
import { splitAnnexB, type Depacketiser, type NalSink, type VideoCodec } from './nal.js';
import { type RtpPacket } from './packet.js';
import { type VideoParameters } from './params.js';
import { kindOfSet, ParameterSets } from './parameter-sets.js';
import { SlabWriter, type SlabRun, type TakeSlab } from './slab.js';

/** One picture, whole: NAL units with 4-byte lengths at `slab[start … end)`, `headRoom` bytes free before `start`, no parameter sets inside. */
export interface AccessUnit extends SlabRun {
  readonly key: boolean;
  /** Presentation time in 32 bits, as on the wire. */
  readonly timestamp: number;
  /** What a decoder must have been opened with; another generation means a new init segment. */
  readonly parameters: VideoParameters;
}

export type DiscardReason = 'gap' | 'needs-key' | 'parameters' | 'leading';

export interface AssemblerOptions {
  readonly codec: VideoCodec;
  /** Parameter sets of the SDP. */
  readonly parameterSets?: readonly Buffer[];
  readonly onUnit: (unit: AccessUnit) => void;
  readonly takeSlab?: TakeSlab;
  /** Size of one slab: about a second of the stream. */
  readonly slabBytes?: number;
}

/** A unit that calls itself an SPS and is longer carries its neighbours behind start codes (cameras that put a whole key frame in one packet). */
const joinedAbove = 128;

/**
 * Puts RTP payloads together to pictures. A picture ends at the marker or at the next timestamp, and never before it has a slice.
 * After loss nothing passes until a whole key frame: a broken reference stops MSE for good.
 * Throws only for what will not heal: `protocols.access-unit-too-large`, `protocols.parameter-set`, an interleaved packetisation.
 */
export class AccessUnitAssembler implements NalSink {
  readonly discarded: Record<DiscardReason, number> = { gap: 0, 'needs-key': 0, parameters: 0, leading: 0 };
  private readonly h264: boolean;
  private readonly depacketiser: Depacketiser;
  private readonly sets: ParameterSets;
  private readonly slab: SlabWriter;
  private parameters: VideoParameters | undefined;
  private timestamp = -1;
  private slices = 0;
  private key = false;
  private leading = false;
  /** H.265: the stream was entered at an open key frame (CRA, BLA); its leading pictures refer to what we never saw. */
  private skipLeading = false;
  private damaged = false;
  private splitting = false;
  /** After a gap the first slice must be the first of its picture: the packets before it may be the lost ones. */
  private suspect = true;
  private needKey = true;
  /** Something of the picture in progress has come. */
  private touched = false;

  constructor(private readonly o: AssemblerOptions) {
    this.h264 = o.codec === 'h264';
    this.depacketiser = this.h264 ? new H264Depacketiser() : new H265Depacketiser();
    this.sets = new ParameterSets(o.codec, o.parameterSets);
    this.slab = new SlabWriter(o.takeSlab ?? ((bytes) => Buffer.allocUnsafeSlow(bytes)), o.slabBytes ?? 512 * 1_024);
  }

  /** `lost`: packets missing before this one, as `SequenceWatch.next` says. */
  push(packet: RtpPacket, lost: number): void {
    if (lost > 0) this.lose();
    if (packet.timestamp !== this.timestamp) this.turnTo(packet.timestamp);
    this.touched = true;
    if (!this.damaged && !this.depacketiser.push(packet.payload, this)) this.damaged = true;
    if (packet.marker && this.begun) this.finish();
  }

  /** There is something to judge: a slice, half a unit, or damage. */
  private get begun(): boolean { return this.slices > 0 || this.damaged || this.depacketiser.unfinished; }

  private lose(): void {
    this.depacketiser.reset();
    this.damaged = this.needKey = this.suspect = true;
  }

  private turnTo(timestamp: number): void {
    if (this.touched && this.begun) this.finish();
    // Parameter sets or SEI under a timestamp of their own belong to the picture that follows: they stay.
    this.damaged = false;
    this.timestamp = timestamp;
  }

  private finish(): void {
    if (this.depacketiser.unfinished) { this.depacketiser.reset(); this.damaged = true; }
    const verdict = this.judge();
    if (verdict === 'whole' && this.parameters) {
      const run = this.slab.take();
      this.o.onUnit({ slab: run.slab, start: run.start, end: run.end, key: this.key, timestamp: this.timestamp, parameters: this.parameters });
    } else {
      this.slab.discard();
      if (verdict !== 'whole') this.discarded[verdict]++;
    }
    this.slices = 0;
    this.key = this.leading = this.touched = false;
  }

  private judge(): DiscardReason | 'whole' {
    if (this.damaged) { this.needKey = true; return 'gap'; }
    if (!this.key && this.needKey) return 'needs-key';
    if (this.leading && this.skipLeading) return 'leading';
    if (this.sets.changed && !this.key) { this.needKey = true; return 'parameters'; }
    if (this.sets.changed || !this.parameters) {
      if (!this.sets.complete) { this.needKey = true; return 'parameters'; }
      this.parameters = this.sets.settle();
    }
    if (this.key) { this.skipLeading = this.needKey; this.needKey = false; }
    return 'whole';
  }

  open(): void { this.slab.openUnit(); }
  byte(value: number): void { this.slab.byte(value); }
  put(from: Buffer, start: number, end: number): void { this.slab.put(from, start, end); }
  abandon(): void { this.slab.dropUnit(); this.damaged = true; }

  close(): void {
    const unit = this.slab.unit;
    const first = unit[0];
    if (first === undefined || unit.length < (this.h264 ? 1 : 2) || (this.h264 ? (first & 31) === 9 : ((first >> 1) & 63) === 35)) { this.slab.dropUnit(); return; }
    if (kindOfSet(this.o.codec, first)) this.keepSet(unit);
    else this.keepUnit(unit, first);
  }

  /** Sets live in the init segment, not in the sample (ISO/IEC 14496-15: `avc1` and `hvc1`). */
  private keepSet(unit: Buffer): void {
    const parts = unit.length > joinedAbove && !this.splitting ? splitAnnexB(Buffer.from(unit)) : [];
    this.slab.dropUnit();
    if (parts.length <= 1) { this.sets.learn(unit); return; }
    this.splitting = true;
    for (const part of parts) { this.open(); this.put(part, 0, part.length); this.close(); }
    this.splitting = false;
  }

  private keepUnit(unit: Buffer, first: number): void {
    const type = this.h264 ? first & 31 : (first >> 1) & 63;
    if (this.h264 ? type >= 1 && type <= 5 : type < 32) this.countSlice(unit, type);
    this.slab.keepUnit();
  }

  private countSlice(unit: Buffer, type: number): void {
    // first_mb_in_slice = 0 (ue(v), H.264 §7.3.3) and first_slice_segment_in_pic_flag (H.265 §7.3.6.1) are both the top bit after the header.
    if (this.suspect && this.slices === 0 && ((unit[this.h264 ? 1 : 2] ?? 0) & 0x80) === 0) this.damaged = true;
    this.suspect = false;
    this.slices++;
    if (this.h264 ? type === 5 : type >= 16 && type <= 21) this.key = true;
    if (!this.h264 && (type === 8 || type === 9)) this.leading = true;
  }
}
