import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import type { TFunction } from 'i18next';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api, sessionQuery } from '../../api/index.js';
import { count, EmptyState, ErrorState, Icon, PageHead, Panel, since, Skeleton, StateMark, useFaultText, useListState, useNow } from '../../ui/index.js';
import '../cameras/cameras.css';
import type { GridColumn } from '../cameras/grid.js';
import { RowGrid } from '../cameras/row-grid.js';
import { faultKinds, faultName, personalityName } from './kinds.js';
import { markOfExpected, openOn, simQuery, type Sim, type SimCamera, type SimFault, type SimNode, type SimSite } from './queries.js';
import './sim.css';

const first = { q: '', site: '' };
interface Acts { readonly pull: (kind: string, target: string | null) => void; readonly mend: (id: string) => void; readonly busy: boolean }

/** The hand on the plugs of the simulated district. Nothing here touches a real camera; what follows on the other pages is real measurement. */
export default function SimPage(): ReactElement {
  const { t } = useTranslation();
  const text = useFaultText();
  const session = useQuery(sessionQuery).data;
  const query = useQuery({ ...simQuery, enabled: session?.demo === true });
  const queries = useQueryClient();
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: simQuery.queryKey });
  const pull = useMutation({ mutationFn: (fault: { kind: string; target?: string }) => api.post('/sim/faults', fault), onSettled: again });
  const mend = useMutation({ mutationFn: (id: string) => api.delete(`/sim/faults/${encodeURIComponent(id)}`), onSettled: again });
  const acts: Acts = { pull: (kind, target) => pull.mutate({ kind, ...(target === null ? {} : { target }) }), mend: (id) => mend.mutate(id), busy: pull.isPending || mend.isPending };
  const failed = pull.error ?? mend.error;
  return (
    <div className="page fill">
      <PageHead title={t('sim.title')} note={t('sim.note')} extra={failed != null ? <span className="state-degraded" role="alert">{text(failed)}</span> : undefined} />
      <p className="sim-banner"><Icon name="info" size={14} /> {t('sim.banner')}</p>
      {session !== undefined && !session.demo && <section className="panel"><EmptyState icon="info" title={t('sim.notDemo')} note={t('sim.notDemoNote')} /></section>}
      {session?.demo === true && query.data === undefined && <section className="panel">{query.isError ? <ErrorState error={query.error} title={t('sim.noAnswer')} onRetry={() => void query.refetch()} /> : <Skeleton rows={8} />}</section>}
      {query.data !== undefined && <District sim={query.data} acts={acts} />}
    </div>
  );
}

function District({ sim, acts }: { sim: Sim; acts: Acts }): ReactElement {
  const { t } = useTranslation();
  const [state, set] = useListState(first);
  const shown = useMemo(() => sim.list.filter((c) => (state.site === '' || c.siteId === state.site) && `${c.name} ${c.ip}`.includes(state.q)), [sim.list, state]);
  return (
    <div className="sim">
      <div className="sim-left">
        <Panel title={t('sim.district')} note={t('sim.counts', { total: count(sim.cameras.total), online: count(sim.cameras.online + sim.cameras.degraded), dark: count(sim.cameras.dark) })}>
          <div className="sim-big">
            <Plug label={t('sim.powerCut')} undo={t('sim.powerBack')} kind="power-cut" target={null} sim={sim} acts={acts} />
            <Plug label={t('sim.cutProber')} undo={t('sim.proberBack')} kind="prober-network" target={null} sim={sim} acts={acts} />
          </div>
          <p className="note">{t('sim.cutNote')}</p>
        </Panel>
        <Panel flush className="sim-faults" title={t('sim.faults')} note={sim.faults.length > 0 ? String(sim.faults.length) : undefined}>
          {sim.faults.length === 0
            ? <EmptyState icon="check" title={t('sim.noFaults')} note={t('sim.noFaultsNote')} />
            : <ul className="sim-list">{[...sim.faults].reverse().map((fault) => <Fault key={fault.id} fault={fault} acts={acts} />)}</ul>}
        </Panel>
      </div>
      <Sites sim={sim} acts={acts} at={state.site} onSite={(site) => set({ site: site === state.site ? '' : site })} />
      <section className="panel sim-cameras" aria-label={t('sim.cameras')}>
        <header className="panel-head">
          <h2>{t('sim.cameras')}</h2>
          <span className="note">{state.site === '' ? t('sim.all') : sim.sites.find((s) => s.id === state.site)?.name ?? ''} · {count(shown.length)}</span>
          <span className="panel-extra"><Input size="small" allowClear prefix={<Icon name="search" size={12} />} value={state.q} placeholder={t('sim.search')} aria-label={t('sim.search')} onChange={(event) => set({ q: event.target.value }, { replace: true })} /></span>
        </header>
        {shown.length === 0 ? <EmptyState icon="camera" title={t('sim.noCameras')} /> : <RowGrid rows={shown} columns={cameraColumns(t, sim, acts)} label={t('sim.cameras')} />}
      </section>
    </div>
  );
}

/** One button, two meanings: pull the plug, or put it back when it is out. */
function Plug({ label, undo, kind, target, sim, acts, small = false }: { label: string; undo: string; kind: string; target: string | null; sim: Sim; acts: Acts; small?: boolean }): ReactElement {
  const open = openOn(sim.faults, kind, target);
  return open
    ? <Button className="sim-out" size={small ? 'small' : 'middle'} disabled={acts.busy} onClick={() => acts.mend(open.id)}>{undo}</Button>
    : <Button danger={!small} size={small ? 'small' : 'middle'} disabled={acts.busy} onClick={() => acts.pull(kind, target)}>{label}</Button>;
}

function Fault({ fault, acts }: { fault: SimFault; acts: Acts }): ReactElement {
  const { t } = useTranslation();
  useNow(1000);
  return (
    <li>
      <div className="spread"><b>{faultName(t, fault.kind)}</b><Button size="small" disabled={acts.busy} onClick={() => acts.mend(fault.id)}>{t('sim.mend')}</Button></div>
      <div className="note">{fault.targetName} · {t('sim.affected', { n: count(fault.cameras) })} · {t('sim.since', { for: since(fault.openedAt, undefined, true) })}{Object.entries(fault.facts).map(([name, value]) => ` · ${name} ${value}`)}</div>
    </li>
  );
}

function Sites({ sim, acts, at, onSite }: { sim: Sim; acts: Acts; at: string; onSite: (id: string) => void }): ReactElement {
  const { t } = useTranslation();
  const nodes = useMemo(() => {
    const map = new Map<string, SimNode[]>();
    for (const node of sim.nodes) if (node.siteId !== null) map.set(node.siteId, [...(map.get(node.siteId) ?? []), node]);
    return map;
  }, [sim.nodes]);
  const columns: GridColumn<SimSite>[] = [
    { key: 'name', title: t('sim.site'), min: 120, grow: 1, cell: (site) => <button type="button" className={`link${site.id === at ? ' strong' : ''}`} onClick={() => onSite(site.id)}>{site.name}</button> },
    { key: 'site', title: '', min: 104, cell: (site) => <Plug small label={t('sim.pullSite')} undo={t('sim.mendSite')} kind="unplug-site" target={site.id} sim={sim} acts={acts} /> },
    { key: 'nodes', title: t('sim.nodes'), min: 250, grow: 2, cell: (site) => <span className="sim-nodes">{(nodes.get(site.id) ?? []).slice(0, 4).map((node) => <Plug key={node.id} small label={nodeLabel(node, site)} undo={t('sim.mendNode', { name: nodeLabel(node, site) })} kind={`unplug-${node.kind}`} target={node.id} sim={sim} acts={acts} />)}</span> },
  ];
  return (
    <section className="panel sim-sites" aria-label={t('sim.sites')}>
      <header className="panel-head"><h2>{t('sim.sites')}</h2><span className="note">{count(sim.sites.length)}</span></header>
      {sim.sites.length === 0 ? <EmptyState icon="site" title={t('sim.noSites')} /> : <RowGrid rows={sim.sites} columns={columns} label={t('sim.sites')} current={at} />}
    </section>
  );
}

const nodeLabel = (node: SimNode, site: SimSite): string => node.name.replace(site.name, '').trim() || node.name;

function cameraColumns(t: TFunction, sim: Sim, acts: Acts): GridColumn<SimCamera>[] {
  return [
    { key: 'state', title: t('cameras.column.state'), min: 32, cell: (c) => <StateMark state={markOfExpected(c.expected)} label={c.expected} /> },
    { key: 'name', title: t('cameras.column.name'), min: 150, grow: 1, cell: (c) => <span title={c.name}>{c.name}</span> },
    { key: 'ip', title: t('cameras.column.ip'), min: 130, quiet: true, cell: (c) => <code>{c.ip}{c.channel > 1 ? `#${c.channel}` : ''}</code> },
    { key: 'personality', title: t('sim.personality'), min: 110, grow: 0.6, quiet: true, cell: (c) => personalityName(t, c.personality) },
    { key: 'act', title: '', min: 214, cell: (c) => (
      <span className="row-gap">
        <Plug small label={t('sim.pull')} undo={t('sim.plug')} kind="unplug-camera" target={c.id} sim={sim} acts={acts} />
        <Select size="small" className="sim-more" value={null} placeholder={t('sim.other')} aria-label={t('sim.otherOf', { name: c.name })} popupMatchSelectWidth={false} options={faultKinds.map((kind) => ({ value: kind, label: faultName(t, kind) }))} onChange={(kind: string | null) => kind !== null && acts.pull(kind, c.id)} />
      </span>
    ) },
  ];
}
