import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { groupsQuery, type Group, type GroupBy, type Rate } from '../../api/index.js';
import { count, EmptyState, Loaded, MiddleCut, Panel, percent, points, Segmented, useListState } from '../../ui/index.js';
import { percentSpan, place, type Span } from './axis.js';

const ways = ['police', 'governance', 'site', 'vendor', 'access'] as const satisfies readonly GroupBy[];
const first = { by: 'police' };

/** One dot per group against the contract line; never bars, whose cut axis would lie near 95 %. Station first: it is who can act. */
export function GroupsPanel({ threshold }: { threshold: Rate }): ReactElement {
  const { t } = useTranslation();
  const [state, set] = useListState(first);
  const by = ways.find((way) => way === state.by) ?? 'police';
  const query = useQuery({ ...groupsQuery(by), placeholderData: (old) => old });
  return (
    <Panel title={t('overview.groups.title')} flush className="groups-panel" extra={
      <Segmented<GroupBy> label={t('overview.groups.label')} value={by} onChange={(key) => set({ by: key }, { replace: true })} items={ways.map((key) => ({ key, label: t(`overview.groups.${key}`) }))} />
    }>
      <Loaded query={query} rows={6}>
        {(groups) => (groups.length === 0 ? <EmptyState icon="list" title={by === 'access' ? t('overview.groups.emptyAccess') : t('overview.groups.empty')} /> : <Dots groups={groups} by={by} contract={points(threshold) ?? 95} />)}
      </Loaded>
    </Panel>
  );
}

function Dots({ groups, by, contract }: { groups: readonly Group[]; by: GroupBy; contract: number }): ReactElement {
  const { t } = useTranslation();
  const sorted = [...groups].sort((a, b) => (points(a.rate) ?? 101) - (points(b.rate) ?? 101));
  const low = percentSpan([...sorted.flatMap((g) => points(g.rate) ?? []), contract], 5).low;
  const span: Span = { low: Math.min(low, 90), high: 100 };
  return (
    <div className="dots">
      <div className="dots-rows">
        {sorted.map((group) => <Dot key={group.key} group={group} by={by} span={span} contract={contract} />)}
      </div>
      <div className="dots-axis" aria-hidden>
        <span /><span className="dots-scale"><i style={{ left: 0 }}>{span.low}</i><i style={{ left: `${place(contract, span) * 100}%` }}>{t('overview.groups.contract', { v: contract })}</i><i style={{ left: '100%' }}>100 %</i></span>
      </div>
    </div>
  );
}

function Dot({ group, by, span, contract }: { group: Group; by: GroupBy; span: Span; contract: number }): ReactElement {
  const { t } = useTranslation();
  const rate = points(group.rate);
  const name = group.name === '' ? t('overview.groups.unnamed') : by === 'access' ? group.name.toUpperCase() : group.name;
  const at = rate === null ? 0 : place(rate, span) * 100;
  const line = place(contract, span) * 100;
  const short = rate !== null && rate < contract;
  const search: Record<string, string> = by === 'vendor' ? { vendor: group.name } : by === 'access' ? {} : { node: group.key };
  return (
    <Link to="/cameras" search={search} className="dots-row">
      <span className="dots-name"><MiddleCut text={name} keep={4} /></span>
      <span className={`dots-line${short ? ' short' : ''}`} aria-hidden>
        <i className="dots-track" />
        <i className="dots-contract" style={{ left: `${line}%` }} />
        {rate !== null && <i className="dots-way" style={{ left: `${Math.min(at, line)}%`, width: `${Math.abs(at - line)}%` }} />}
        {rate !== null && <i className="dots-dot" style={{ left: `${at}%` }} />}
      </span>
      <b>{percent(group.rate)}</b>
      <span><span className="muted">{t('overview.groups.offline')}</span> {count(group.offline)}</span>
      <span className="muted">/ {count(group.rate.den)}</span>
    </Link>
  );
}
