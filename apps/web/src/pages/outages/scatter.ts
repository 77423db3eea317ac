/** First failures on one time axis: many in a few seconds is the proof of one cause. Pure; drawn by first-failures.tsx. */
export interface Dot { readonly x: number; readonly row: number }
export interface Scatter { readonly from: number; readonly to: number; readonly first: number; readonly last: number; readonly dots: readonly Dot[] }

/** At least this long an axis, so that four seconds look like four seconds. */
const shortestMs = 40_000;
const dotPx = 4;
const mostRows = 8;

export function scatter(times: readonly number[], widthPx: number): Scatter | null {
  const sorted = times.filter((t) => Number.isFinite(t)).sort((a, b) => a - b);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined || sorted.length < 2) return null;
  const length = Math.max(shortestMs, (last - first) * 1.5);
  const from = first - Math.min(length * 0.3, (length - (last - first)) / 2);
  const to = from + length;
  const columns = new Map<number, number>();
  const dots = sorted.map((time) => {
    const wanted = Math.floor(((time - from) / length) * (widthPx / dotPx));
    let column = wanted;
    // A full column spills to the right: a dot per camera stays visible even when all fail in one instant.
    while ((columns.get(column) ?? 0) >= mostRows && column < widthPx / dotPx - 1) column += 1;
    const row = columns.get(column) ?? 0;
    columns.set(column, row + 1);
    return { x: column * dotPx, row: Math.min(row, mostRows - 1) };
  });
  return { from, to, first, last, dots };
}

/** The shortest stretch that holds `share` of the failures. */
export function tightest(times: readonly number[], share = 0.95): { n: number; ms: number } | null {
  const sorted = times.filter((t) => Number.isFinite(t)).sort((a, b) => a - b);
  const n = Math.ceil(sorted.length * share);
  if (sorted.length < 2) return null;
  let best = Infinity;
  for (let i = 0; i + n <= sorted.length; i += 1) best = Math.min(best, (sorted[i + n - 1] ?? 0) - (sorted[i] ?? 0));
  return { n, ms: best };
}
