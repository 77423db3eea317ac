import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../api/index.js';
import { clockTime, count, Icon, Panel, percent, Tag } from '../../ui/index.js';
import { BoundsAxis } from './bounds-axis.js';

/** The published rate with everything it must be shown with: fraction, evidence, coverage, bounds, contract, and the way to recompute it. */
export function RateCard({ overview, onHow }: { overview: Overview; onHow: () => void }): ReactElement {
  const { t } = useTranslation();
  const { instant, evidence, counts } = overview;
  const excluded = counts.maintenance + counts.disabled + counts.notCommissioned;
  return (
    <Panel className="card rate-card" label={t('overview.rate.title')}>
      <div className="card-head">
        <h2>{t('overview.rate.title')}</h2>
        <Tag>{t('overview.rate.instant')}</Tag>
        <Tag>{t('overview.rate.evidence', { level: evidence.level, word: t(`evidence.${evidence.level}`) })}</Tag>
        <span className="card-extra note">{overview.roundEndedAt === null ? t('overview.rate.noRound') : t('overview.rate.roundEnded', { at: clockTime(overview.roundEndedAt) })}</span>
      </div>
      <div className="hero" aria-live="polite">
        <span className="hero-number">{percent(instant.rate)}</span>
        {instant.rate.den > 0 && <span className="hero-unit">%</span>}
        <div className="hero-side">
          <div><b className="hero-num">{count(instant.rate.num)}</b> <span className="muted">{t('overview.rate.judged', { den: count(instant.rate.den) })}</span></div>
          <Contract overview={overview} />
        </div>
      </div>
      <BoundsAxis instant={instant} />
      <div className="card-foot">
        <span><span className="muted">{t('overview.rate.coverage')}</span> {percent(instant.coverage)} %</span>
        <span><span className="muted">{t('overview.rate.unknown')}</span> <Link to="/cameras" search={{ state: 'unknown' }} className="plain">{count(counts.unknown)}</Link></span>
        <span><span className="muted">{t('overview.rate.excluded')}</span> <Link to="/cameras" search={{ state: 'excluded' }}>{count(excluded)}</Link></span>
        <button type="button" className="more card-extra" onClick={onHow}>{t('overview.rate.how')}<Icon name="right" /></button>
      </div>
    </Panel>
  );
}

function Contract({ overview: { instant } }: { overview: Overview }): ReactElement {
  const { t } = useTranslation();
  const threshold = percent(instant.threshold);
  if (instant.rate.den === 0) return <div className="muted">{t('overview.rate.none')}</div>;
  if (instant.pass === null) return <div><i className="square square-unknown" />{t('overview.rate.noPass')}</div>;
  if (instant.pass) return <div><i className="square square-action" />{t('overview.rate.pass', { threshold })}</div>;
  return <div><i className="square square-degraded" />{t('overview.rate.short', { threshold })}<b>{t('overview.rate.shortBy', { n: count(instant.shortBy) })}</b></div>;
}
