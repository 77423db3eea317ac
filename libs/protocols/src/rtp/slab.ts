import { Fault } from '#kernel';

/** Room in front of every access unit for a WebSocket frame's head, our 16-byte header, moof and the mdat header. */
export const headRoom = 160;
export const accessUnitLimit = 8 * 1_024 * 1_024;

export type TakeSlab = (bytes: number) => Buffer;

/** A run of bytes in a slab: everything between `start` and `end`, with `headRoom` free bytes before it. */
export interface SlabRun { readonly slab: Buffer; readonly start: number; readonly end: number }

/**
 * Writes NAL units with 4-byte lengths (ISO/IEC 14496-15 §5.3.2) one access unit after another into one slab, and takes the next slab
 * when the rest is too small for a unit like the largest of late. Only a unit that outgrows its slab is moved.
 */
export class SlabWriter {
  private slab: Buffer;
  private start = headRoom;
  private at = headRoom;
  private unitAt = -1;
  private largest = 0;

  constructor(private readonly takeSlab: TakeSlab, private readonly slabBytes: number) {
    this.slab = takeSlab(slabBytes);
  }

  get size(): number { return this.at - this.start; }

  openUnit(): void {
    this.ensure(4);
    this.unitAt = this.at;
    this.at += 4;
  }

  byte(value: number): void {
    this.ensure(1);
    this.slab[this.at++] = value;
  }

  put(from: Buffer, start: number, end: number): void {
    this.ensure(end - start);
    from.copy(this.slab, this.at, start, end);
    this.at += end - start;
  }

  /** The open unit without its length: a view, valid until the next write. */
  get unit(): Buffer { return this.slab.subarray(this.unitAt + 4, this.at); }

  keepUnit(): void { this.slab.writeUInt32BE(this.at - this.unitAt - 4, this.unitAt); }

  dropUnit(): void { this.at = this.unitAt; }

  discard(): void { this.at = this.start; }

  /** Hands the access unit over and begins the next behind it. */
  take(): SlabRun {
    const run = { slab: this.slab, start: this.start, end: this.at };
    this.largest = Math.max(this.size, this.largest - (this.largest >> 6));
    if (this.slab.length - this.at < headRoom + this.largest) { this.slab = this.takeSlab(Math.max(this.slabBytes, headRoom + this.largest)); this.at = 0; }
    this.start = this.at = this.at + headRoom;
    return run;
  }

  private ensure(bytes: number): void {
    if (this.size + bytes > accessUnitLimit) throw new Fault('misunderstood', { code: 'protocols.access-unit-too-large', message: `one picture is larger than ${accessUnitLimit} bytes` });
    if (this.at + bytes <= this.slab.length) return;
    const wanted = headRoom + Math.min(accessUnitLimit, Math.max(this.slabBytes, 2 * (this.size + bytes)));
    const next = this.takeSlab(wanted);
    this.slab.copy(next, headRoom, this.start, this.at);
    if (this.unitAt >= 0) this.unitAt += headRoom - this.start;
    this.at += headRoom - this.start;
    this.start = headRoom;
    this.slab = next;
  }
}
