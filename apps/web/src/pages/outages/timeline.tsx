import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutageDetail } from '../../api/index.js';
import { clockTime, day, fullTime } from '../../ui/index.js';

/** What happened, in order, and what is still to come; the last thing that happened is the bright one. */
export function Timeline({ detail }: { detail: OutageDetail }): ReactElement {
  const { t } = useTranslation();
  const { outage, timeline } = detail;
  const over = outage.state === 'closed' || outage.closedAt !== null;
  const has = (what: string): boolean => timeline.some((step) => step.what === what);
  const waiting = outage.state === 'open' || outage.state === 'recovering' || outage.state === 'grouped';
  return (
    <section className="course">
      <h3>{t('outages.detail.course')}</h3>
      {timeline.length === 0 && <p className="muted">{t('outages.detail.noTimeline')}</p>}
      <ol>
        {timeline.map((step, i) => (
          <li key={i} className={i === timeline.length - 1 && !over ? 'step latest' : 'step'}>
            <time className="mono" dateTime={step.at} title={fullTime(step.at)}>{sameDay(step.at, timeline[i - 1]?.at) ? clockTime(step.at) : <>{i > 0 || !today(step.at) ? <small>{day(step.at)}</small> : null}{clockTime(step.at)}</>}</time>
            <i aria-hidden />
            <div><b>{t(`outages.what.${step.what}` as 'outages.what.closed', { defaultValue: step.what })}</b>
              <span className="muted">{step.detail ?? t(`outages.whatNote.${step.what}` as 'outages.whatNote.firstFail', { defaultValue: '' })}</span></div>
          </li>
        ))}
        {waiting && !has('recovered') && <Pending title={t('outages.pending.recovered')} note={t('outages.pending.recoveredNote')} />}
        {waiting && <Pending title={t('outages.pending.closed')} note={t('outages.pending.closedNote')} />}
      </ol>
    </section>
  );
}

const sameDay = (a: string, b: string | undefined): boolean => b !== undefined && day(a) === day(b);
const today = (at: string): boolean => day(at) === day(Date.now());

function Pending({ title, note }: { title: string; note: string }): ReactElement {
  return <li className="step pending"><time className="mono">–</time><i aria-hidden /><div><span className="muted">{title}</span><span className="muted">{note}</span></div></li>;
}
