import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery, useLiveCamera } from '../../api/index.js';
import { EmptyState, ErrorState, Icon, Loaded, Panel, Skeleton, useListState } from '../../ui/index.js';
import { ApiFault } from '../../api/index.js';
import '../cameras/cameras.css';
import './camera-file.css';
import { ChangeTable } from './change-table.js';
import { FactsTab } from './facts-tab.js';
import { FileHeader } from './header.js';
import { OutageTable } from './outage-table.js';
import { OverviewTab, StripPanel } from './overview-tab.js';
import { ProbeTable } from './probe-table.js';
import { fileChangesQuery, fileHealthQuery, fileKey, fileOutagesQuery, fileQuery, type CameraFile } from './queries.js';

const tabs = ['overview', 'facts', 'health', 'outages', 'changes'] as const;
type Tab = (typeof tabs)[number];
const first = { tab: 'overview' };

export default function CameraFilePage(): ReactElement {
  const params: { id?: string } = useParams({ strict: false });
  const id = params.id ?? '';
  const { t } = useTranslation();
  const query = useQuery(fileQuery(id));
  useFreshOnChange(id);
  if (query.data === undefined) {
    if (!query.isError) return <div className="page"><Skeleton rows={8} /></div>;
    const gone = query.error instanceof ApiFault && (query.error.kind === 'missing' || query.error.status === 403);
    return (
      <div className="page">
        <section className="panel">
          {gone
            ? <EmptyState icon="lock" title={t('file.gone.title')} note={t('file.gone.note')} action={<Link to="/cameras">{t('file.gone.back')}</Link>} />
            : <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        </section>
      </div>
    );
  }
  return <File key={id} file={query.data} />;
}

/** A change of this camera's state makes its figures old; changes of the other 15,000 do not. */
function useFreshOnChange(id: string): void {
  const live = useLiveCamera(id);
  const queries = useQueryClient();
  const seen = useRef(live);
  useEffect(() => {
    if (live === undefined || live === seen.current) return;
    seen.current = live;
    void queries.invalidateQueries({ queryKey: [...fileKey, id] });
  }, [live, id, queries]);
}

function File({ file }: { file: CameraFile }): ReactElement {
  const { t } = useTranslation();
  const id = file.camera.id;
  const [state, set] = useListState(first);
  const tab: Tab = tabs.find((name) => name === state.tab) ?? 'overview';
  const may = useQuery(sessionQuery).data?.may ?? {};
  const health = useQuery(fileHealthQuery(id));
  const outages = useQuery(fileOutagesQuery(id));
  const changes = useQuery({ ...fileChangesQuery(id), enabled: true });
  const counts: Partial<Record<Tab, number>> = { ...(outages.data ? { outages: outages.data.length } : {}), ...(changes.data ? { changes: changes.data.length } : {}) };
  return (
    <div className="page camera-file">
      <Crumbs file={file} />
      <FileHeader file={file} health={health} mayCheck />
      <div className="file-tabs" role="tablist" aria-label={t('file.tab.label')}>
        {tabs.map((name) => (
          <button key={name} type="button" role="tab" aria-selected={name === tab} onClick={() => set({ tab: name }, { replace: true })}>
            {t(`file.tab.${name}`)}{counts[name] !== undefined && counts[name] > 0 ? ` ${counts[name]}` : ''}
          </button>
        ))}
      </div>
      {tab === 'overview' && <OverviewTab file={file} health={health} outages={outages} />}
      {tab === 'facts' && <FactsTab file={file} mayEdit={may.ledgerEdit === true} />}
      {tab === 'health' && (
        <>
          <StripPanel health={health} outages={outages.data ?? []} />
          <Panel flush title={t('file.probes.title')} note={t('file.probes.note')}><Loaded query={health}>{(h) => <ProbeTable probes={h.lastProbes} />}</Loaded></Panel>
        </>
      )}
      {tab === 'outages' && <Panel flush title={t('file.outages.title')}><Loaded query={outages}>{(list) => <OutageTable outages={list} />}</Loaded></Panel>}
      {tab === 'changes' && <Panel flush title={t('file.changes.title')} note={t('file.changes.note')}><Loaded query={changes}>{(list) => <ChangeTable changes={list} />}</Loaded></Panel>}
    </div>
  );
}

function Crumbs({ file }: { file: CameraFile }): ReactElement {
  const { t } = useTranslation();
  return (
    <nav className="crumbs" aria-label={t('file.crumbs')}>
      <Link to="/cameras">{t('shell.nav.cameras')}</Link>
      {file.path.map((node) => <span key={node.id}><Icon name="right" size={9} /><Link to="/cameras" search={{ node: node.id }}>{node.name}</Link></span>)}
      <span><Icon name="right" size={9} /><b>{file.camera.name}</b></span>
    </nav>
  );
}
