/** Times of one picture in 90 kHz ticks from the start of the stream, ready for `tfdt` and `trun`. */
export interface Timing {
  readonly decodeAt: number;
  /** Presentation minus decoding: 0 without B-frames; negative for a few pictures while the depth is being learnt. */
  readonly shift: number;
  readonly duration: number;
  /** The camera's clock jumped: our time went on as if nothing had happened. */
  readonly discontinuity: boolean;
  /** Whether fragments need composition offsets from now on. */
  readonly reordered: boolean;
}

export interface PictureOrder {
  /** From the SPS; undefined: learn it. */
  readonly reorder: number | undefined;
  /** Ticks from picture to picture, until the stream shows its own. */
  readonly frameTicks?: number | undefined;
}

const ticksPerSecond = 90_000;
const longestJump = 5 * ticksPerSecond;
/** A picture shown this much before the latest one is no B-frame any more: the clock was set back. */
const longestReorder = 2 * ticksPerSecond;
const deepest = 16;
/** A step outside of these is a gap or a squeeze, not the pace of the stream. */
const shortestStep = 90;
const longestStep = 2 * ticksPerSecond;

/**
 * RTP timestamps are presentation times in 32 bits, pictures come in decoding order. This makes a decoding time for each that only grows.
 * With a reorder depth of N, a picture is decoded when the (N+1)th latest presentation time of those seen is due: then N newer ones may
 * wait, and none is shown before it is decoded. An unknown depth begins as 0 and grows with the first picture that runs back.
 */
export class Timeline {
  private depth = 0;
  private known = false;
  private nominal: number;
  private lastWire: number | undefined;
  /** Unwrapped time of the last picture. */
  private shown = 0;
  private latest = 0;
  private decodedAt: number | undefined;
  /** The latest presentation times, ascending, at most `deepest` + 1. */
  private readonly seen: number[] = [];
  private sinceStart = 0;
  private startAt = 0;
  discontinuities = 0;

  constructor(order: PictureOrder, private readonly clockRate = ticksPerSecond, defaultTicks = 3_600) {
    this.nominal = defaultTicks;
    this.follow(order);
    this.restart(0);
  }

  /** A new generation of parameter sets. */
  follow(order: PictureOrder): void {
    this.known = order.reorder !== undefined;
    this.depth = Math.min(deepest, Math.max(order.reorder ?? this.depth, 0));
    if (order.frameTicks !== undefined) this.nominal = order.frameTicks;
  }

  next(wire: number, key: boolean): Timing {
    const step = this.lastWire === undefined ? 0 : (((wire - this.lastWire) | 0) * ticksPerSecond) / this.clockRate;
    const jumped = this.lastWire !== undefined && this.jumps(step, key);
    this.lastWire = wire;
    if (jumped) {
      this.discontinuities++;
      this.restart(Math.max((this.decodedAt ?? 0) + this.nominal, this.latest + this.nominal - this.depth * this.nominal));
    } else this.shown += step;
    this.remember();
    return this.timing(jumped);
  }

  private jumps(step: number, key: boolean): boolean {
    const behind = this.latest - (this.shown + step);
    if (Math.abs(step) > longestJump || behind > longestReorder) return true;
    if (behind <= 0) return false;
    // A key frame is shown after everything sent before it, and a stream known to have no B-frames never runs back.
    return key || (this.known && this.depth === 0);
  }

  private restart(decodeAt: number): void {
    this.seen.length = 0;
    this.sinceStart = 0;
    this.startAt = decodeAt;
    this.shown = this.latest = decodeAt + this.depth * this.nominal;
  }

  private remember(): void {
    let at = this.seen.length;
    while (at > 0 && (this.seen[at - 1] as number) > this.shown) at--;
    const after = this.seen.length - at;
    if (after > this.depth) this.depth = Math.min(deepest, after);
    this.seen.splice(at, 0, this.shown);
    if (this.seen.length > deepest + 1) this.seen.shift();
    this.latest = this.seen.at(-1) as number;
  }

  private timing(discontinuity: boolean): Timing {
    const wanted = this.seen[this.seen.length - 1 - this.depth] ?? this.startAt + this.sinceStart * this.nominal;
    this.sinceStart++;
    const decodeAt = this.decodedAt === undefined ? Math.max(0, Math.round(wanted)) : Math.max(Math.round(wanted), this.decodedAt + 1);
    const delta = this.decodedAt === undefined ? this.nominal : decodeAt - this.decodedAt;
    this.decodedAt = decodeAt;
    // The length of a picture is known only when the next one comes; the length of the one before it costs no waiting.
    if (!discontinuity && delta >= shortestStep && delta <= longestStep) this.nominal = delta;
    return { decodeAt, shift: Math.round(this.shown) - decodeAt, duration: this.nominal, discontinuity, reordered: this.depth > 0 };
  }
}
