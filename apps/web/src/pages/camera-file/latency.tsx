import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dayTime } from '../../ui/index.js';
import { latencyLine, nearest, type LatencyPoint } from './latency-line.js';

/** Response time over the last days, one point an hour. Gaps stay gaps: a line drawn across an outage would be a lie. */
export function LatencyTrend({ points, height = 72 }: { points: readonly LatencyPoint[]; height?: number }): ReactElement {
  const { t } = useTranslation();
  const line = useMemo(() => latencyLine(points), [points]);
  const [at, setAt] = useState<number | null>(null);
  if (line === null) return <p className="muted latency-none">{t('file.latency.none')}</p>;
  const shown = at === null ? null : nearest(points, at);
  const first = points[0];
  return (
    <figure className="latency" aria-label={t('file.latency.label', { middle: line.median.toFixed(0), high: line.high.toFixed(0) })}>
      <div className="latency-scale" aria-hidden><span>{line.top} ms</span><span>0</span></div>
      <div className="latency-plot" style={{ height }} onMouseLeave={() => setAt(null)}
        onMouseMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          setAt(box.width === 0 ? null : (event.clientX - box.left) / box.width);
        }}>
        <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden>
          <line x1="0" x2="1000" y1="99.5" y2="99.5" className="latency-zero" />
          {line.runs.map((run, i) => (run.length === 1
            ? <line key={i} x1={run[0]?.x} x2={(run[0]?.x ?? 0) + 1} y1={run[0]?.y} y2={run[0]?.y} className="latency-line" />
            : <polyline key={i} points={run.map((p) => `${p.x},${p.y}`).join(' ')} className="latency-line" />))}
        </svg>
        {shown && at !== null && (
          <div className="latency-at" style={{ left: `${shown.share * 100}%` }}>
            <span className={shown.share > 0.8 ? 'left' : ''}>{dayTime(shown.point.at)} <b>{shown.point.ms === null ? t('file.latency.gap') : `${shown.point.ms.toFixed(0)} ms`}</b></span>
          </div>
        )}
      </div>
      <div className="latency-axis faint" aria-hidden><span>{dayTime(first?.at)}</span><span>{t('file.latency.now')}</span></div>
    </figure>
  );
}
