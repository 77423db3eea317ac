/** RFC 3550 §A.1: a step forward below the first is loss, a step back within the second is a straggler; anything else is a restarted sender. */
const maxDropout = 3_000;
const maxMisorder = 100;

/** Signed distance of two 16-bit numbers. */
const distance = (from: number, to: number): number => ((to - from) << 16) >> 16;

/** Watches the sequence numbers of packets that cannot overtake each other (TCP), or that a `ReorderWindow` has put in order. */
export class SequenceWatch {
  private expected = -1;
  private restartAt = -1;
  /** Packets that never came, as far as numbers tell. */
  lost = 0;
  /** Stragglers and duplicates. */
  late = 0;
  restarts = 0;

  /** Packets missing before this one; -1 when this one is to be dropped (a straggler, or the first of a possible restart). */
  next(sequence: number): number {
    const gap = this.expected < 0 ? 0 : distance(this.expected, sequence);
    if (gap >= 0 && gap < maxDropout) return this.take(sequence, gap);
    if (gap < 0 && gap >= -maxMisorder) { this.late++; return -1; }
    if (sequence !== this.restartAt) { this.restartAt = (sequence + 1) & 0xffff; return -1; }
    this.restarts++;
    return this.take(sequence, 1); // how many are missing is unknown; that some are is enough to need a key frame
  }

  private take(sequence: number, gap: number): number {
    this.expected = (sequence + 1) & 0xffff;
    this.restartAt = -1;
    this.lost += gap;
    return gap;
  }
}

export type Deliver = (packet: Buffer) => void;

/**
 * Puts UDP packets back in order: holds at most `size` packets for at most `holdMs`, then goes on without the missing ones.
 * What it delivers is still to be shown to a `SequenceWatch`, which counts the gaps. Packets are kept, not copied.
 */
export class ReorderWindow {
  private readonly slots: (Buffer | undefined)[];
  private readonly mask: number;
  private expected = -1;
  private held = 0;
  private blockedSinceMs = 0;

  /** `size` is rounded up to a power of two, so that a slot is a mask away. */
  constructor(size = 32, private readonly holdMs = 60) {
    const slots = 1 << Math.min(10, Math.ceil(Math.log2(Math.max(2, size))));
    this.mask = slots - 1;
    this.slots = new Array<Buffer | undefined>(slots).fill(undefined);
  }

  push(sequence: number, packet: Buffer, nowMs: number, deliver: Deliver): void {
    if (this.expected < 0) this.expected = sequence;
    let ahead = distance(this.expected, sequence);
    if (Math.abs(ahead) > maxDropout) { this.flush(deliver); this.expected = sequence; ahead = 0; }
    if (ahead < 0) return;
    while (ahead > this.mask) { this.release(deliver); ahead--; }
    if (this.held === 0) this.blockedSinceMs = nowMs;
    const slot = sequence & this.mask;
    if (this.slots[slot]) return; // a duplicate
    this.slots[slot] = packet;
    this.held++;
    this.drain(nowMs, deliver);
    this.tick(nowMs, deliver);
  }

  /** Call it now and then when nothing arrives: gives up on what has been missing for too long. */
  tick(nowMs: number, deliver: Deliver): void {
    if (this.held === 0 || nowMs - this.blockedSinceMs < this.holdMs) return;
    while (!this.slots[this.expected & this.mask]) this.release(deliver);
    this.drain(nowMs, deliver);
  }

  flush(deliver: Deliver): void {
    while (this.held > 0) this.release(deliver);
  }

  private drain(nowMs: number, deliver: Deliver): void {
    while (this.slots[this.expected & this.mask]) { this.release(deliver); this.blockedSinceMs = nowMs; }
  }

  private release(deliver: Deliver): void {
    const slot = this.expected & this.mask;
    const packet = this.slots[slot];
    this.expected = (this.expected + 1) & 0xffff;
    if (!packet) return;
    this.slots[slot] = undefined;
    this.held--;
    deliver(packet);
  }
}
