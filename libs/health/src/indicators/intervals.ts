/** Seconds since 1970 UTC, half-open: [from, to). Infinities stand for "always" and "still". */
export interface Span { readonly from: number; readonly to: number }

/** Ordered, not empty, not touching one another: what every function below takes and gives. */
export type Spans = readonly Span[];

/** Orders and merges; a span with `to <= from` is ignored (rule R1). */
export function merge(spans: Iterable<Span>): Spans {
  const real: Span[] = [];
  let ordered = true;
  for (const span of spans) {
    if (!(span.to > span.from)) continue;
    ordered &&= real.length === 0 || real[real.length - 1]!.from <= span.from;
    real.push(span);
  }
  if (!ordered) real.sort((a, b) => a.from - b.from);
  return bridge(real, 0);
}

/** Closes every hole of at most `toleranceS` between two spans. The spans must be ordered by their start. */
export function bridge(spans: readonly Span[], toleranceS: number): Spans {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged[merged.length - 1];
    if (!last || span.from - last.to > toleranceS) merged.push(span);
    else if (span.to > last.to) merged[merged.length - 1] = { from: last.from, to: span.to };
  }
  return merged;
}

export function intersect(a: Spans, b: Spans): Spans {
  const both: Span[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [left, right] = [a[i]!, b[j]!];
    const from = Math.max(left.from, right.from);
    const to = Math.min(left.to, right.to);
    if (to > from) both.push({ from, to });
    if (left.to < right.to) i += 1; else j += 1;
  }
  return both;
}

/** What is in `a` and not in `b`. */
export function subtract(a: Spans, b: Spans): Spans {
  if (b.length === 0) return a;
  const left: Span[] = [];
  let j = 0;
  for (const { from, to } of a) {
    let at = from;
    while (j < b.length && b[j]!.to <= at) j += 1;
    for (let k = j; k < b.length && b[k]!.from < to; k++) {
      if (b[k]!.from > at) left.push({ from: at, to: b[k]!.from });
      at = Math.max(at, b[k]!.to);
    }
    if (at < to) left.push({ from: at, to });
  }
  return left;
}

export function secondsOf(spans: Spans): number {
  let total = 0;
  for (const { from, to } of spans) total += to - from;
  return total;
}
