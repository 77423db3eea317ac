/**
 * The rule set that made a published figure: name it beside every rate, and change it when a sentence of test/vectors/README.md changes.
 * Reports store it, so that an old figure can be recomputed to the same digits.
 */
export const RULE_VERSION = 'fengsui-rate-1';

/** A fraction that is kept, and its percentage as it is printed. `pct2` is null when nothing could be judged (den = 0). */
export interface Rate { readonly num: number; readonly den: number; readonly pct2: string | null }

/** A mean of rates, in lowest terms: its digits outgrow a double with a few cameras already. 0/0 when there was nothing to average. */
export interface ExactRate { readonly num: bigint; readonly den: bigint; readonly pct2: string | null }

/** Good, bad, unknown: how the known part stands, how much is known, and what the unknown part could make of it (rule R5). */
export interface Judged { readonly rate: Rate; readonly coverage: Rate; readonly lower: Rate; readonly upper: Rate }

/** A target such as 95/100. */
export interface Threshold { readonly num: number; readonly den: number }

export function rateOf(num: number, den: number): Rate {
  return { num, den, pct2: printPercent(BigInt(num), BigInt(den)) };
}

/** Rule R4: two decimals, rounded half up, but 100.00 only for all of them and 0.00 only for none of them. */
export function printPercent(num: bigint, den: bigint): string | null {
  if (den === 0n) return null;
  let hundredths = (num * 20_000n + den) / (den * 2n);
  if (num < den && hundredths >= 10_000n) hundredths = 9_999n;
  if (num > 0n && hundredths === 0n) hundredths = 1n;
  const digits = hundredths.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function judge(good: number, bad: number, unknown: number): Judged {
  const known = good + bad;
  const all = known + unknown;
  return { rate: rateOf(good, known), coverage: rateOf(known, all), lower: rateOf(good, all), upper: rateOf(good + unknown, all) };
}

/** -1, 0 or 1, decided on the exact fractions (rule R3). Both denominators must be above 0. */
export function compareRates(a: Threshold, b: Threshold): -1 | 0 | 1 {
  const left = BigInt(a.num) * BigInt(b.den);
  const right = BigInt(b.num) * BigInt(a.den);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Rule R6: null (不具备统计条件) when nothing is known or too little of it. */
export function passes(rate: Rate, coverage: Rate, policy: { readonly threshold: Threshold; readonly minCoverage: Threshold }): boolean | null {
  if (rate.den === 0 || compareRates(coverage, policy.minCoverage) < 0) return null;
  return compareRates(rate, policy.threshold) >= 0;
}
