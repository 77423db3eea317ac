import { useMemo, useState, type KeyboardEvent, type ReactElement } from 'react';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Outage } from '../../api/index.js';
import { day as dayText, StateMark, stretch, type MarkState } from '../../ui/index.js';
import type { StripDay } from './queries.js';
import { stripCell, stripLabels, worstPart, type StripCell } from './strip-cells.js';

const legend: readonly MarkState[] = ['online', 'degraded', 'offline', 'unknown', 'maintenance'];

export function StripLegend(): ReactElement {
  const { t } = useTranslation();
  return <span className="strip-legend">{legend.map((state) => <span key={state}><StateMark state={state} size={10} /> {t(`state.${state}`)}</span>)}</span>;
}

/** One cell a day. Hover or arrow keys show the day; the tooltip stays inside the panel. */
export function HealthStrip({ days, outages }: { days: readonly StripDay[]; outages: readonly Outage[] }): ReactElement {
  const { t } = useTranslation();
  const cells = useMemo(() => days.map(stripCell), [days]);
  const [at, setAt] = useState<number | null>(null);
  const press = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    setAt((old) => Math.min(cells.length - 1, Math.max(0, (old ?? cells.length - 1) + step)));
  };
  const cell = at === null ? undefined : cells[at];
  return (
    <div className="strip" onMouseLeave={() => setAt(null)}>
      <div className="strip-cells" role="group" aria-label={t('file.strip.label', { n: cells.length })} tabIndex={0} onKeyDown={press} onBlur={() => setAt(null)}>
        {cells.map((one, i) => (
          <span key={one.day} className={`strip-cell${one.empty ? ' empty' : ''}${i === at ? ' at' : ''}`} data-day={one.day} onMouseEnter={() => setAt(i)}>
            {[...one.parts].reverse().map((part) => <i key={part.state} className={`strip-${part.state}`} style={{ height: `${part.share * 100}%` }} />)}
          </span>
        ))}
      </div>
      <div className="strip-axis" aria-hidden>
        {stripLabels(cells).map((label) => <span key={label.at} style={{ left: `${(label.at / cells.length) * 100}%` }}>{dayText(label.day)}</span>)}
        <b>{t('file.strip.today')}</b>
      </div>
      {cell && at !== null && <Tip cell={cell} share={(at + 0.5) / cells.length} outages={outages} />}
    </div>
  );
}

function Tip({ cell, share, outages }: { cell: StripCell; share: number; outages: readonly Outage[] }): ReactElement {
  const { t } = useTranslation();
  const worst = worstPart(cell);
  const that = dayjs(cell.day);
  const of = outages.filter((o) => dayjs(o.firstFailAt).isBefore(that.endOf('day')) && (o.recoveredAt === null || dayjs(o.recoveredAt).isAfter(that.startOf('day'))));
  const right = share > 0.75;
  return (
    <div className={`strip-tip${right ? ' left' : ''}`} role="status" style={right ? { right: `${(1 - share) * 100}%` } : { left: `${share * 100}%` }}>
      <div className="spread">
        <b>{that.format('MM-DD')} {t(`file.weekday.${String(that.day()) as '0' | '1' | '2' | '3' | '4' | '5' | '6'}`)}</b>
        {worst === null ? <span className="muted">{t('file.strip.nothing')}</span> : <span className={`state-${worst.state}`}>{t(`state.${worst.state}`)} {stretch(worst.seconds * 1000)}</span>}
      </div>
      {cell.parts.filter((part) => part !== worst).map((part) => <div key={part.state} className="spread note"><span>{t(`state.${part.state}`)}</span><span>{stretch(part.seconds * 1000)}</span></div>)}
      {of.map((outage) => <div key={outage.id} className="note">{dayjs(outage.firstFailAt).format('HH:mm')}–{outage.recoveredAt === null ? t('outageState.open') : dayjs(outage.recoveredAt).format('HH:mm')} · {outage.reason ? t(`reason.${outage.reason}`) : outage.title}</div>)}
    </div>
  );
}
