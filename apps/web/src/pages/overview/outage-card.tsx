import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { outagesQuery, type Outage, type Overview } from '../../api/index.js';
import { count, Icon, MiddleCut, Panel, since, useNow } from '../../ui/index.js';

/** What the three largest root causes cost: the order in which to send people. */
export function OutageCard({ overview }: { overview: Overview }): ReactElement {
  const { t } = useTranslation();
  const { outages, counts } = overview;
  const { data } = useQuery(outagesQuery({ state: 'open' }));
  const top = [...(data?.roots ?? [])].filter((o) => o.kind !== 'observer').sort((a, b) => b.affected - a.affected).slice(0, 3);
  const share = counts.offline === 0 ? 0 : Math.round((outages.affected / counts.offline) * 100);
  return (
    <Panel className="card outage-card" label={t('overview.outages.title')}>
      <div className="card-head">
        <h2>{t('overview.outages.title')}</h2>
        <Link to="/outages" className="more card-extra">{t('overview.outages.enter')}<Icon name="right" /></Link>
      </div>
      <div className="pair">
        <Link to="/outages" className="pair-cell">
          <span className="muted">{t('overview.outages.roots', { n: outages.roots })}</span>
          <span><span className="count-number">{count(outages.affected)}</span> <span className="note">{t('overview.outages.share', { pct: share })}</span></span>
        </Link>
        <Link to="/outages" search={{ view: 'singles' }} className="pair-cell">
          <span className="muted">{t('overview.outages.singles')}</span>
          <span><span className="count-number">{count(outages.singles)}</span> <span className="note">{t('overview.outages.singlesUnit')}</span></span>
        </Link>
      </div>
      <div className="top-causes">
        {top.map((outage) => <Cause key={outage.id} outage={outage} />)}
        {top.length === 0 && <p className="muted">{outages.singles === 0 ? t('overview.outages.quiet') : `${t('overview.outages.none')}：${t('overview.outages.noneNote')}`}</p>}
      </div>
      <Repaired overview={overview} top={top} />
    </Panel>
  );
}

function Cause({ outage }: { outage: Outage }): ReactElement {
  const now = useNow(30_000);
  return (
    <Link to="/outages/$id" params={{ id: outage.id }} className="top-cause">
      <MiddleCut text={outage.title} keep={5} /><b>{count(outage.affected)}</b><span className="muted">{since(outage.firstFailAt, now)}</span>
    </Link>
  );
}

/** The rate if these came back now; on the fraction, so that it can be checked. */
export function rateAfter(rate: { num: number; den: number }, affected: number): number | null {
  return rate.den === 0 ? null : Math.floor((Math.min(rate.den, rate.num + affected) / rate.den) * 10_000) / 100;
}

function Repaired({ overview, top }: { overview: Overview; top: readonly Outage[] }): ReactElement {
  const { t } = useTranslation();
  const now = useNow(30_000);
  const after = rateAfter(overview.instant.rate, top.reduce((sum, outage) => sum + outage.affected, 0));
  if (top.length === 0 || after === null) {
    const oldest = overview.outages.oldestFirstFailAt;
    return <div className="card-foot muted">{oldest === null ? ' ' : t('overview.outages.oldest', { age: since(oldest, now) })}</div>;
  }
  return <div className="card-foot"><span className="muted">{t('overview.outages.fix', { n: top.length })}</span><b className="card-extra">{after.toFixed(2)} %</b></div>;
}
