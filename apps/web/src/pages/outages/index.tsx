import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { outagesQuery, treeQuery, type OutageList } from '../../api/index.js';
import { EmptyState, Loaded, PageHead, Panel, Segmented, Updating, useListState } from '../../ui/index.js';
import { OutageView } from './outage-view.js';
import './outages.css';
import { RootTable } from './root-table.js';
import { SingleTable } from './single-table.js';

type View = 'open' | 'singles' | 'closed';
const views = ['open', 'singles', 'closed'] as const satisfies readonly View[];
const first = { view: 'open', site: '' };

/** Root causes first, because one repaired switch is worth twelve visited cameras; singles below. */
export default function OutagesPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false }) as { id?: string };
  const [state, set] = useListState(first);
  const view = views.find((name) => name === state.view) ?? 'open';
  const query = useQuery({ ...outagesQuery({ state: view === 'closed' ? 'closed' : 'open', site: state.site }), placeholderData: (old) => old });
  const shown = id ?? firstOf(query.data, view);
  return (
    <div className="page fill outages">
      <PageHead title={t('outages.title')} extra={<><Updating busy={query.isFetching} /><SiteFilter site={state.site} onChoose={(site) => set({ site }, { replace: true })} /></>}>
        <Segmented<View> label={t('outages.views')} value={view} onChange={(key) => set({ view: key })} items={[
          { key: 'open', label: t('outages.open'), ...(view !== 'closed' && query.data ? { count: query.data.roots.length } : {}) },
          { key: 'singles', label: t('outages.singles'), ...(view !== 'closed' && query.data ? { count: query.data.singles.length } : {}) },
          { key: 'closed', label: t('outages.closed'), ...(view === 'closed' && query.data ? { count: query.data.total } : {}) },
        ]} />
      </PageHead>
      <div className="outages-split">
        <Panel flush className="outages-list" label={t('outages.title')}>
          <Loaded query={query} rows={8}>{(list) => <Lists list={list} view={view} shown={shown} site={state.site} onClear={() => set({ site: '' })} />}</Loaded>
        </Panel>
        <Panel flush className="outage-view" label={t('outages.detail.course')}>
          {shown === null ? <EmptyState icon="outages" title={t('outages.choose')} /> : <OutageView key={shown} id={shown} />}
        </Panel>
      </div>
    </div>
  );
}

export function firstOf(list: OutageList | undefined, view: View): string | null {
  const roots = view === 'singles' ? [] : (list?.roots ?? []);
  return (roots[0] ?? list?.singles[0])?.id ?? null;
}

function Lists({ list, view, shown, site, onClear }: { list: OutageList; view: View; shown: string | null; site: string; onClear: () => void }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const open = (id: string): void => void navigate({ to: '/outages/$id', params: { id }, search: (old: Record<string, unknown>) => old });
  const roots = view === 'singles' ? [] : list.roots;
  if (roots.length === 0 && list.singles.length === 0) {
    if (site !== '') return <EmptyState title={t('outages.noneHere')} action={<Button size="small" onClick={onClear}>{t('outages.clearSite')}</Button>} />;
    return view === 'closed' ? <EmptyState icon="clock" title={t('outages.noneClosed')} /> : <EmptyState icon="check" title={t('outages.none')} note={t('outages.noneNote')} />;
  }
  return (
    <>
      {roots.length > 0 && <RootTable outages={roots} shown={shown} onOpen={open} />}
      {list.singles.length > 0 && (
        <>
          <div className={roots.length > 0 ? 'singles-head below' : 'singles-head'}>
            <h2>{t(view === 'closed' ? 'outages.closedSingles' : 'outages.singlesTitle')}</h2>
            {view !== 'closed' && <span className="note">{t('outages.singlesNote', { n: list.singles.length })}</span>}
          </div>
          <SingleTable outages={list.singles} shown={shown} onOpen={open} />
        </>
      )}
    </>
  );
}

function SiteFilter({ site, onChoose }: { site: string; onChoose: (site: string) => void }): ReactElement {
  const { t } = useTranslation();
  const { data, isFetching } = useQuery(treeQuery('site'));
  const options = (data ?? []).filter((node) => node.kind === 'site').map((node) => ({ value: node.id, label: node.name, pinyin: node.pinyin }));
  return (
    <Select className="site-filter" value={site === '' ? null : site} onChange={(value: string | null) => onChoose(value ?? '')} options={options} loading={isFetching} allowClear placeholder={`${t('outages.site')}  ${t('outages.allSites')}`}
      aria-label={t('outages.site')} showSearch={{ filterOption: (text, option) => (option?.label ?? '').includes(text) || (option?.pinyin ?? '').toLowerCase().startsWith(text.toLowerCase()) }} />
  );
}
