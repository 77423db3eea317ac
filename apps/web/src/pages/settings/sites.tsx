import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, InputNumber } from 'antd';
import { useMemo, useState, type ReactElement } from 'react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, keys, treeQuery } from '../../api/index.js';
import { count, EmptyState, Icon, Loaded, useListState } from '../../ui/index.js';
import { SiteKindSelect } from '../cameras/filter-bar.js';
import type { GridColumn } from '../cameras/grid.js';
import { RowGrid } from '../cameras/row-grid.js';
import { NodeSelect } from '../cameras/site-select.js';
import { readRanges } from '../discovery/ranges.js';
import { EditDrawer, EditField } from './edit-drawer.js';
import { sitesQuery, type Site } from './queries.js';

const first = { q: '', edit: '' };

export function Sites(): ReactElement {
  const { t } = useTranslation();
  const query = useQuery(sitesQuery);
  const police = useQuery(treeQuery('police')).data;
  const [state, set] = useListState(first);
  const rows = useMemo(() => (query.data ?? []).filter((site) => `${site.name} ${site.address ?? ''} ${site.cidrs.join(' ')}`.includes(state.q)), [query.data, state.q]);
  const names = useMemo(() => new Map((police ?? []).map((node) => [node.id, node.name])), [police]);
  const kind = (value: string | null): string => (value === null ? '—' : t(`cameras.siteKind.${value as 'other'}`, { defaultValue: value }));
  const columns: GridColumn<Site>[] = [
    { key: 'name', title: t('settings.site.name'), min: 150, grow: 1, cell: (s) => <b>{s.name}</b> },
    { key: 'kind', title: t('settings.site.kind'), min: 110, quiet: true, cell: (s) => kind(s.siteKind) },
    { key: 'police', title: t('settings.site.police'), min: 120, grow: 0.6, quiet: true, cell: (s) => s.policeName ?? (s.policeNode === null ? '—' : names.get(s.policeNode) ?? '—') },
    { key: 'address', title: t('settings.site.address'), min: 180, grow: 1.5, quiet: true, cell: (s) => <span title={s.address ?? ''}>{s.address ?? '—'}</span> },
    { key: 'cidrs', title: t('settings.site.cidrs'), min: 150, grow: 1, quiet: true, cell: (s) => <code title={s.cidrs.join(' ')}>{s.cidrs.join(' ') || '—'}</code> },
    { key: 'gateway', title: t('settings.site.gateway'), min: 116, quiet: true, cell: (s) => <code>{s.gateway ?? '—'}</code> },
    { key: 'cameras', title: t('settings.site.cameras'), min: 110, align: 'right', cell: (s) => <Link to="/cameras" search={{ node: s.id, by: 'site' }}>{s.cameras === null ? t('settings.site.show') : count(s.cameras)}{s.plannedCameras === null ? '' : ` / ${count(s.plannedCameras)}`}</Link> },
  ];
  const edited = state.edit === 'new' ? 'new' : query.data?.find((site) => site.id === state.edit) ?? null;
  return (
    <section className="panel settings-main" aria-label={t('settings.section.sites')}>
      <div className="candidate-bar">
        <Input className="candidate-words" allowClear prefix={<Icon name="search" size={13} />} value={state.q} placeholder={t('settings.site.search')} aria-label={t('settings.site.search')} onChange={(event) => set({ q: event.target.value }, { replace: true })} />
        <span className="grow" />
        <Button type="primary" onClick={() => set({ edit: 'new' })}><Icon name="plus" size={13} />{t('settings.site.new')}</Button>
      </div>
      <Loaded query={query} rows={10}>
        {() => (rows.length === 0
          ? <EmptyState icon="site" title={t(state.q === '' ? 'settings.site.none' : 'settings.site.noMatch')} note={state.q === '' ? t('settings.site.noneNote') : undefined} />
          : <RowGrid rows={rows} columns={columns} label={t('settings.section.sites')} current={state.edit} onOpen={(site) => set({ edit: site.id })} />)}
      </Loaded>
      <footer className="grid-foot"><span className="muted">{t('settings.site.sum', { n: rows.length })}</span><span className="grow" /><span className="faint">{t('settings.openHint')}</span></footer>
      {edited !== null && <SiteForm key={state.edit} site={edited === 'new' ? null : edited} onClose={() => set({ edit: '' })} />}
    </section>
  );
}

function SiteForm({ site, onClose }: { site: Site | null; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => ({
    name: site?.name ?? '', siteKind: site?.siteKind ?? 'old-estate', policeNode: site?.policeNode ?? null, governanceNode: site?.governanceNode ?? null, maintenanceNode: site?.maintenanceNode ?? null,
    address: site?.address ?? '', lng: site?.lng ?? null, lat: site?.lat ?? null, cidrs: (site?.cidrs ?? []).join('\n'), gateway: site?.gateway ?? '', plannedCameras: site?.plannedCameras ?? null,
  }));
  const put = (patch: Partial<typeof draft>): void => setDraft((old) => ({ ...old, ...patch }));
  const ranges = readRanges(draft.cidrs);
  const body = { ...draft, cidrs: ranges.cidrs, gateway: draft.gateway === '' ? null : draft.gateway, address: draft.address === '' ? null : draft.address };
  const save = useMutation({
    mutationFn: () => (site === null ? api.post('/sites', body) : api.patch(`/sites/${encodeURIComponent(site.id)}`, body)),
    onSuccess: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: keys.settings }), queries.invalidateQueries({ queryKey: keys.tree })]);
      onClose();
    },
  });
  return (
    <EditDrawer open title={site?.name ?? t('settings.site.new')} onClose={onClose} onSave={() => save.mutate()} saving={save.isPending} error={save.error} saveText={t('ui.save')} ready={draft.name.trim() !== '' && ranges.wrong.length === 0}>
      <EditField label={t('settings.site.name')} htmlFor="site-name"><Input id="site-name" maxLength={64} value={draft.name} onChange={(event) => put({ name: event.target.value })} /></EditField>
      <EditField label={t('settings.site.kind')} htmlFor="site-kind"><SiteKindSelect id="site-kind" value={draft.siteKind} onChange={(siteKind) => put({ siteKind })} /></EditField>
      <EditField label={t('settings.site.police')} htmlFor="site-police"><NodeSelect id="site-police" tree="police" whole value={draft.policeNode} onChange={(policeNode) => put({ policeNode })} placeholder={t('settings.chooseNode')} /></EditField>
      <EditField label={t('settings.site.governance')} htmlFor="site-governance"><NodeSelect id="site-governance" tree="governance" whole value={draft.governanceNode} onChange={(governanceNode) => put({ governanceNode })} placeholder={t('settings.chooseNode')} /></EditField>
      <EditField label={t('settings.site.maintenance')} htmlFor="site-maintenance"><NodeSelect id="site-maintenance" tree="maintenance" whole value={draft.maintenanceNode} onChange={(maintenanceNode) => put({ maintenanceNode })} placeholder={t('settings.chooseNode')} /></EditField>
      <EditField label={t('settings.site.address')} htmlFor="site-address"><Input id="site-address" maxLength={256} value={draft.address} onChange={(event) => put({ address: event.target.value })} /></EditField>
      <EditField label={t('settings.site.position')} htmlFor="site-lng" note={t('settings.site.positionNote')}>
        <span className="edit-pair"><InputNumber id="site-lng" min={-180} max={180} value={draft.lng} placeholder={t('settings.site.lng')} onChange={(lng) => put({ lng })} /><InputNumber aria-label={t('settings.site.lat')} min={-90} max={90} value={draft.lat} placeholder={t('settings.site.lat')} onChange={(lat) => put({ lat })} /></span>
      </EditField>
      <EditField label={t('settings.site.cidrs')} htmlFor="site-cidrs" note={ranges.wrong.length > 0 ? <span className="state-degraded">{t('discovery.start.wrong', { list: ranges.wrong.join('、') })}</span> : t('settings.site.cidrsNote')}>
        <Input.TextArea id="site-cidrs" className="mono" autoSize={{ minRows: 2, maxRows: 6 }} value={draft.cidrs} placeholder="10.36.12.0/24" onChange={(event) => put({ cidrs: event.target.value })} />
      </EditField>
      <EditField label={t('settings.site.gateway')} htmlFor="site-gateway" note={t('settings.site.gatewayNote')}><Input id="site-gateway" className="mono" value={draft.gateway} placeholder="10.36.12.1" onChange={(event) => put({ gateway: event.target.value.trim() })} /></EditField>
      <EditField label={t('settings.site.planned')} htmlFor="site-planned"><InputNumber id="site-planned" min={0} precision={0} value={draft.plannedCameras} onChange={(plannedCameras) => put({ plannedCameras })} /></EditField>
    </EditDrawer>
  );
}
