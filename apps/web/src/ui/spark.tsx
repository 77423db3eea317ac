import type { ReactElement } from 'react';

/** A line of a few values without axes: direction only, the number stands beside it. Draws nothing below two values. */
export function Spark({ values, width = 76, height = 22, floor }: { values: readonly number[]; width?: number; height?: number; floor?: number }): ReactElement | null {
  if (values.length < 2) return null;
  const low = Math.min(...values, floor ?? Infinity);
  const high = Math.max(...values);
  const spread = Math.max(high - low, 1); // one point of difference must not look like a cliff
  const pad = 3;
  const points = values.map((value, i) => {
    const x = pad + (i / (values.length - 1)) * (width - 2 * pad);
    const y = height - pad - ((value - low) / spread) * (height - 2 * pad);
    return [Math.round(x * 10) / 10, Math.round(y * 10) / 10] as const;
  });
  const last = points.at(-1) ?? [0, 0];
  return (
    <svg className="spark" width={width} height={height} aria-hidden>
      <polyline points={points.map((p) => p.join(',')).join(' ')} fill="none" stroke="currentColor" strokeWidth={1.2} />
      <circle cx={last[0]} cy={last[1]} r={2} fill="currentColor" />
    </svg>
  );
}
