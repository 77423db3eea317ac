export interface LatencyPoint { readonly at: string; readonly ms: number | null }
export interface LatencyLine {
  /** Unbroken runs in a box of 1000 x 100, y downwards. */
  readonly runs: readonly (readonly { readonly x: number; readonly y: number }[])[];
  readonly top: number; readonly median: number; readonly high: number; readonly last: number;
}

/** Null when nothing was measured. The axis starts at zero and ends at a round number above the highest value. */
export function latencyLine(points: readonly LatencyPoint[]): LatencyLine | null {
  const values = points.flatMap((p) => (p.ms === null ? [] : [p.ms]));
  const last = values.at(-1);
  if (last === undefined) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const high = sorted.at(-1) ?? 0;
  const top = roundUp(high);
  const runs: { x: number; y: number }[][] = [];
  let open = false;
  points.forEach((point, i) => {
    if (point.ms === null) {
      open = false;
      return;
    }
    if (!open) runs.push([]);
    open = true;
    runs.at(-1)?.push({ x: round(points.length === 1 ? 0 : (i / (points.length - 1)) * 1000), y: round(100 - (point.ms / top) * 100) });
  });
  return { runs, top, median: sorted[Math.floor(sorted.length / 2)] ?? 0, high, last };
}

/** The point under the pointer; `share` is its own place on the axis. */
export function nearest(points: readonly LatencyPoint[], share: number): { point: LatencyPoint; share: number } | null {
  const last = points.length - 1;
  if (last < 0) return null;
  const i = Math.min(last, Math.max(0, Math.round(share * last)));
  const point = points[i];
  return point ? { point, share: last === 0 ? 0 : i / last } : null;
}

function roundUp(ms: number): number {
  const steps = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 60_000];
  return steps.find((step) => step >= ms) ?? Math.ceil(ms / 60_000) * 60_000;
}
const round = (n: number): number => Math.round(n * 10) / 10;
