import type { ReactElement } from 'react';
import { clockTime } from '../../ui/index.js';
import { scatter } from './scatter.js';

const width = 396;

export function FirstFailures({ times }: { times: readonly number[] }): ReactElement | null {
  const drawn = scatter(times, width);
  if (!drawn) return null;
  const at = ((drawn.first - drawn.from) / (drawn.to - drawn.from)) * 100;
  return (
    <div className="first-failures">
      <svg viewBox={`0 0 ${width} 40`} preserveAspectRatio="none" height="40" width="100%" aria-hidden>
        {drawn.dots.map((dot, i) => <rect key={i} x={dot.x} y={34 - dot.row * 4.6} width="3" height="3.4" fill="var(--offline)" />)}
      </svg>
      <div className="first-failures-axis"><span>{clockTime(drawn.from)}</span><b style={{ left: `${Math.min(78, Math.max(22, at))}%` }}>{clockTime(drawn.first)}</b><span>{clockTime(drawn.to)}</span></div>
    </div>
  );
}
