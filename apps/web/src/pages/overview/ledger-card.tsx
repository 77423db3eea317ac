import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../api/index.js';
import { count, Icon, Panel, StateMark, type MarkState } from '../../ui/index.js';

/** Five counts, each a door to the ledger filtered by it. Only offline is coloured: it is the one somebody must act on. */
export function LedgerCard({ overview }: { overview: Overview }): ReactElement {
  const { t } = useTranslation();
  const { counts, outages, guard, population, instant } = overview;
  const unused = counts.notCommissioned + counts.disabled;
  const cells: { state: MarkState; n: number; note: string }[] = [
    { state: 'online', n: counts.online, note: t('overview.ledger.normal', { n: count(counts.normal) }) },
    { state: 'degraded', n: counts.degraded, note: t('overview.ledger.countedOnline') },
    { state: 'offline', n: counts.offline, note: counts.offlineGrouped > 0 ? t('overview.ledger.grouped', { roots: outages.roots, n: count(counts.offlineGrouped) }) : t('overview.ledger.single') },
    { state: 'unknown', n: counts.unknown, note: guard.blind ? t('overview.ledger.blind') : t('overview.ledger.unknownNote') },
    { state: 'maintenance', n: counts.maintenance, note: t('overview.ledger.maintenanceNote', { n: count(unused) }) },
  ];
  const parts: [MarkState, number][] = [['online', counts.normal], ['degraded', counts.degraded], ['offline', counts.offline], ['unknown', counts.unknown], ['maintenance', counts.maintenance]];
  return (
    <Panel className="card ledger-card" label={t('overview.ledger.title', { n: population.count })}>
      <div className="card-head">
        <h2>{t('overview.ledger.title', { n: count(population.count) })}</h2>
        <span className="note">{t('overview.ledger.note', { sites: population.sites, assessed: count(instant.assessed) })}</span>
        <Link to="/cameras" className="more card-extra">{t('overview.ledger.all')}<Icon name="right" /></Link>
      </div>
      <div className="parts" aria-hidden>
        {parts.filter(([, n]) => n > 0).map(([state, n]) => <i key={state} className={`part part-${state}`} style={{ flexGrow: n }} />)}
      </div>
      <div className="counts">
        {cells.map(({ state, n, note }) => (
          <Link key={state} to="/cameras" search={{ state }} className="count-cell">
            <span className="count-word"><StateMark state={state} size={13} />{t(`state.${state}`)}</span>
            <span className={`count-number${state === 'offline' && n > 0 ? ' state-offline' : ''}`}>{count(n)}</span>
            <span className="count-note">{note}</span>
          </Link>
        ))}
      </div>
      <div className="card-foot">
        <Yesterday overview={overview} />
        <span className="card-extra muted">{t('overview.ledger.changes', { n: count(overview.changes1h), f: overview.flapping })}</span>
      </div>
    </Panel>
  );
}

export const signed = (n: number): string => (n > 0 ? `+${count(n)}` : n < 0 ? `−${count(-n)}` : '0');

function Yesterday({ overview: { yesterday, counts } }: { overview: Overview }): ReactElement {
  const { t } = useTranslation();
  if (!yesterday) return <span className="muted">{t('overview.ledger.noYesterday')}</span>;
  const changes = (['offline', 'degraded', 'unknown'] as const).map((state) => [state, counts[state] - yesterday[state]] as const);
  return (
    <>
      <span className="muted">{t('overview.ledger.yesterday')}</span>
      {changes.map(([state, n]) => <span key={state}>{t(`state.${state}`)} {state === 'offline' && n > 0 ? <b>{signed(n)}</b> : signed(n)}</span>)}
    </>
  );
}
