/**
 * A timer wheel over typed arrays: 4 bytes of link and 4 of due time per entry, nothing allocated per tick. Entries are indices 0…capacity−1,
 * each in at most one slot. A slot holds `slotMs`; delays beyond one turn wait their rounds by due time.
 */
export class Wheel {
  private readonly head: Int32Array;
  private next: Int32Array;
  private previous: Int32Array;
  private due: Float64Array;
  private tick: number;

  constructor(capacity: number, private readonly now0: number, private readonly slotMs = 50, private readonly slots = 4096) {
    this.head = new Int32Array(slots).fill(-1);
    this.next = new Int32Array(capacity).fill(-1);
    this.previous = new Int32Array(capacity).fill(-2);
    this.due = new Float64Array(capacity);
    this.tick = 0;
  }

  get capacity(): number { return this.next.length; }

  /** Puts an entry at `at` (same clock as `now0`), wherever it was before; the past means the next turn of the hand. */
  set(index: number, at: number): void {
    if (index >= this.next.length) this.grow(index + 1);
    this.remove(index);
    const tick = Math.max(this.tick + 1, Math.ceil((at - this.now0) / this.slotMs));
    const slot = tick % this.slots;
    const first = this.head[slot] as number;
    this.due[index] = tick;
    this.next[index] = first;
    this.previous[index] = -1 - slot - 2; // a negative number below −2 names the slot it heads
    if (first !== -1) this.previous[first] = index;
    this.head[slot] = index;
  }

  remove(index: number): void {
    const previous = this.previous[index] as number;
    if (previous === -2) return;
    const next = this.next[index] as number;
    if (previous < -2) this.head[-previous - 3] = next;
    else this.next[previous] = next;
    if (next !== -1) this.previous[next] = previous;
    this.previous[index] = -2;
    this.next[index] = -1;
  }

  /** When the entry is due, or −1. */
  at(index: number): number { return this.previous[index] === -2 ? -1 : this.now0 + (this.due[index] as number) * this.slotMs; }

  /** Moves the hand to `now` and calls `ring(index, dueAt)` for every entry that came due; rung entries are out of the wheel. */
  turn(now: number, ring: (index: number, dueAt: number) => void): void {
    const target = Math.floor((now - this.now0) / this.slotMs);
    while (this.tick < target) {
      this.tick++;
      let index = this.head[this.tick % this.slots] as number;
      while (index !== -1) {
        const next = this.next[index] as number;
        if ((this.due[index] as number) <= this.tick) {
          this.remove(index);
          ring(index, this.now0 + this.tick * this.slotMs);
        }
        index = next;
      }
    }
  }

  private grow(least: number): void {
    const size = Math.max(least, this.next.length * 2);
    const grown = <T extends Int32Array | Float64Array>(made: T, old: T): T => { made.set(old as never); return made; };
    this.previous = grown(new Int32Array(size).fill(-2), this.previous);
    this.next = grown(new Int32Array(size).fill(-1), this.next);
    this.due = grown(new Float64Array(size), this.due);
  }
}
