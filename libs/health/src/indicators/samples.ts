import { z } from 'zod';
import { rateOf, type Rate } from './rate.js';
import { instantText, seconds, spanShape } from './shapes.js';
import type { Span } from './intervals.js';
import type { Seconds } from './window.js';

export const samplesPolicy = z.object({
  intervalS: seconds.min(1),
  failThreshold: z.number().int().min(1),
  recoverThreshold: z.number().int().min(1),
  maxGapS: seconds,
});
const sample = z.object({ t: instantText, r: z.enum(['ok', 'fail', 'skip']) });
export const samplesInput = z.object({
  window: spanShape,
  samples: z.array(sample).superRefine((samples, context) => {
    const late = samples.findIndex(({ t }, i) => i > 0 && t < samples[i - 1]!.t);
    if (late >= 0) context.addIssue({ code: 'custom', path: [late, 't'], message: 'is earlier than the sample before it: samples stand in time order' });
  }),
});

export type Sample = z.output<typeof sample>;
export type SamplesPolicy = z.output<typeof samplesPolicy>;
export type SampledState = 'up' | 'down' | 'unknown';
export interface StateSpan extends Span { readonly state: SampledState }
export interface SampledWindow { readonly intervals: readonly StateSpan[]; readonly seconds: Seconds; readonly rate: Rate; readonly outages: number }

/** Poll results to states: a confirmed state is dated back to the first sample that showed it; our own silence is unknown. */
export function statesFromSamples(window: Span, samples: Iterable<Sample>, policy: SamplesPolicy): SampledWindow {
  const line = new StateLine();
  const asked = new Asked(policy, line);
  for (const one of samples) if (one.r !== 'skip') asked.take(one.t, one.r); // S1: a skip proves nothing and counts for nothing
  asked.silentUntil(window.to);
  const intervals = line.within(window);
  const total = { up: 0, down: 0, unknown: 0 };
  for (const { from, to, state } of intervals) total[state] += to - from;
  return { intervals, seconds: total, rate: rateOf(total.up, total.up + total.down), outages: intervals.filter(({ state }) => state === 'down').length };
}

/** Rules S2 to S6. A run remembers when it began: that is the date it will be given. */
class Asked {
  private previous: number | undefined;
  private fails = { count: 0, since: 0 };
  private oks = { count: 0, since: 0 };

  constructor(private readonly policy: SamplesPolicy, private readonly line: StateLine) {}

  take(at: number, result: 'ok' | 'fail'): void {
    this.silentUntil(at);
    this.previous = at;
    if (result === 'ok') this.takeOk(at); else this.takeFail(at);
  }

  /** S5 between samples, S6 at the window's end: the last answer holds for one interval, and after a gap nothing before it counts. */
  silentUntil(at: number): void {
    if (this.previous === undefined || at - this.previous <= this.policy.maxGapS) return;
    this.line.set('unknown', this.previous + this.policy.intervalS);
    this.fails.count = 0;
    this.oks.count = 0;
  }

  private takeOk(at: number): void {
    this.fails.count = 0;
    if (this.line.state === 'unknown') this.line.set('up', at);
    if (this.line.state !== 'down') return;
    if (this.oks.count === 0) this.oks.since = at;
    this.oks.count += 1;
    if (this.oks.count >= this.policy.recoverThreshold) this.line.set('up', this.oks.since);
  }

  private takeFail(at: number): void {
    this.oks.count = 0;
    if (this.line.state === 'down') return;
    if (this.fails.count === 0) this.fails.since = at;
    this.fails.count += 1;
    if (this.fails.count >= this.policy.failThreshold) this.line.set('down', this.fails.since);
  }
}

/** States in the order of time. A later finding that is dated back replaces what was written from that date on. */
class StateLine {
  private readonly changes: { at: number; state: SampledState }[] = [{ at: -Infinity, state: 'unknown' }];

  get state(): SampledState { return this.changes[this.changes.length - 1]!.state; }

  set(state: SampledState, at: number): void {
    while (this.changes[this.changes.length - 1]!.at >= at) this.changes.pop();
    if (this.state !== state) this.changes.push({ at, state });
  }

  /** S7: clipped to the window; equal neighbours were never written apart. */
  within({ from, to }: Span): StateSpan[] {
    return this.changes.flatMap(({ at, state }, i) => {
      const span = { from: Math.max(from, at), to: Math.min(to, this.changes[i + 1]?.at ?? Infinity), state };
      return span.to > span.from ? [span] : [];
    });
  }
}
