import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, message, Modal, Select } from 'antd';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api, keys, sessionQuery } from '../../api/index.js';
import { count, EmptyState, ErrorState, Icon, PageHead, Segmented, Skeleton, Updating, useFaultText, useListState } from '../../ui/index.js';
import '../cameras/cameras.css';
import { Pager } from '../cameras/pager.js';
import { RowGrid } from '../cameras/row-grid.js';
import { sitesQuery } from '../settings/queries.js';
import { Accept } from './accept.js';
import { candidateColumns } from './candidate-columns.js';
import './discovery.css';
import { candidatesPerPage, candidatesQuery, runsQuery, type Candidate, type CandidateState } from './queries.js';
import { Resolve } from './resolve.js';
import { Runs } from './runs.js';
import { StartRun } from './start-run.js';

const states = ['new', 'conflict', 'accepted', 'ignored'] as const satisfies readonly CandidateState[];
const relations = ['new', 'matched', 'moved', 'replaced', 'duplicate', 'unknown'] as const;
const auths = ['accepted', 'rejected', 'locked', 'unknown', 'none-needed'] as const;
const first = { state: 'new', q: '', relation: '', auth: '', site: '', page: 1 };

export default function DiscoveryPage(): ReactElement {
  const { t } = useTranslation();
  const may = useQuery(sessionQuery).data?.may ?? {};
  const runs = useQuery(runsQuery);
  return (
    <div className="page fill">
      <PageHead title={t('discovery.title')} note={t('discovery.note')} />
      <div className="discovery">
        <div className="discovery-runs">
          {may.discover === true && <StartRun running={runs.data?.some((run) => run.state === 'running') === true} />}
          {runs.isError && runs.data === undefined ? <section className="panel"><ErrorState error={runs.error} onRetry={() => void runs.refetch()} /></section> : <Runs runs={runs.data ?? []} />}
        </div>
        <CandidatesPanel mayDecide={may.discover === true} />
      </div>
    </div>
  );
}

function CandidatesPanel({ mayDecide }: { mayDecide: boolean }): ReactElement {
  const { t } = useTranslation();
  const text = useFaultText();
  const queries = useQueryClient();
  const [state, set] = useListState(first);
  const at = states.find((s) => s === state.state) ?? 'new';
  const query = useQuery(candidatesQuery({ state: at, q: state.q, relation: state.relation, auth: state.auth, site: state.site, page: state.page, size: candidatesPerPage }));
  const sites = useQuery(sitesQuery).data;
  const columns = useMemo(() => candidateColumns(t, (id) => sites?.find((site) => site.id === id)?.name), [t, sites]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<'accept' | 'ignore' | null>(null);
  const [conflict, setConflict] = useState<Candidate | null>(null);
  const [toast, toasts] = message.useMessage();
  const rows = query.data?.rows ?? [];
  const chosen = rows.filter((row) => selected.has(row.id));
  const filtered = state.q !== '' || state.relation !== '' || state.auth !== '' || state.site !== '';

  const restore = useMutation({
    mutationFn: (ids: readonly string[]) => api.post('/candidates/restore', { ids }),
    onSuccess: async () => {
      setSelected(new Set());
      await queries.invalidateQueries({ queryKey: keys.candidates });
    },
    onError: (error) => void toast.warning(text(error)),
  });
  const ignored = (ids: readonly string[]): void => {
    setDialog(null);
    setSelected(new Set());
    void toast.open({
      key: 'ignored', duration: 8, type: 'info',
      content: <span className="row-gap">{t('discovery.ignore.done', { n: ids.length })}<button type="button" className="link" onClick={() => {
        toast.destroy('ignored');
        restore.mutate(ids);
      }}>{t('discovery.ignore.undo')}</button></span>,
    });
  };
  const choose = (next: CandidateState): void => {
    setSelected(new Set());
    set({ state: next });
  };

  return (
    <section className="panel candidates" aria-label={t('discovery.candidates')}>
      {toasts}
      <div className="candidate-bar">
        <Segmented label={t('discovery.byState')} value={at} onChange={choose} items={states.map((key) => ({ key, label: t(`discovery.state.${key}`), ...(query.data ? { count: query.data.counts[key] ?? 0 } : {}) }))} />
        <Input className="candidate-words" allowClear prefix={<Icon name="search" size={13} />} defaultValue={state.q} placeholder={t('discovery.words')} aria-label={t('discovery.words')}
          onChange={(event) => event.target.value === '' && set({ q: '' }, { replace: true })} onPressEnter={(event) => set({ q: event.currentTarget.value.trim() }, { replace: true })} onBlur={(event) => event.target.value.trim() !== state.q && set({ q: event.target.value.trim() }, { replace: true })} />
        <Pick name={t('discovery.column.relation')} value={state.relation} onChange={(relation) => set({ relation })} options={relations.map((value) => ({ value, label: t(`discovery.relation.${value}`) }))} />
        <Pick name={t('discovery.column.auth')} value={state.auth} onChange={(auth) => set({ auth })} options={auths.map((value) => ({ value, label: t(`discovery.auth.${value}`) }))} />
        <span className="grow" />
        <Updating busy={query.isFetching && query.data !== undefined} />
      </div>
      {query.data === undefined && (query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <Skeleton rows={10} />)}
      {query.data !== undefined && rows.length === 0 && (
        <EmptyState icon={filtered ? 'filter' : 'discovery'} title={t(filtered ? 'discovery.empty.filtered' : `discovery.empty.${at}`)} note={filtered ? undefined : t(`discovery.emptyNote.${at}`)}
          action={filtered ? <Button size="small" onClick={() => set({ q: '', relation: '', auth: '', site: '' })}>{t('ui.clearFilter')}</Button> : undefined} />
      )}
      {rows.length > 0 && (
        <RowGrid rows={rows} columns={columns} label={t('discovery.candidates')} lines={2} current={conflict?.id ?? null}
          {...(mayDecide ? { selected, onSelected: setSelected } : {})}
          onOpen={(row) => {
            if (!mayDecide) return;
            if (row.state === 'conflict') setConflict(row);
            else if (row.state === 'new') {
              setSelected(new Set([row.id]));
              setDialog('accept');
            }
          }} />
      )}
      <footer className="grid-foot">
        {mayDecide && (at === 'new' || at === 'conflict') && (
          <>
            {chosen.length > 0 && <b>{t('discovery.selected', { n: chosen.length })}</b>}
            {at === 'new' && <Button size="small" type="primary" disabled={chosen.length === 0} onClick={() => setDialog('accept')}>{t('discovery.accept.open')}</Button>}
            {at === 'conflict' && <Button size="small" type="primary" disabled={chosen.length !== 1} onClick={() => setConflict(chosen[0] ?? null)}>{t('discovery.resolve.open')}</Button>}
            <Button size="small" disabled={chosen.length === 0} onClick={() => setDialog('ignore')}>{t('discovery.ignore.open')}</Button>
          </>
        )}
        {mayDecide && at === 'ignored' && <Button size="small" disabled={chosen.length === 0} loading={restore.isPending} onClick={() => restore.mutate(chosen.map((c) => c.id))}>{t('discovery.ignore.restore', { n: chosen.length })}</Button>}
        <span className="grow" />
        <Pager page={state.page} size={candidatesPerPage} total={query.data?.total ?? 0} onPage={(page) => set({ page })} />
      </footer>
      <Accept candidates={chosen} open={dialog === 'accept' && chosen.length > 0} onClose={() => setDialog(null)}
        onDone={(answer) => {
          setDialog(null);
          const refused = answer.refused ?? [];
          void toast.open({ type: refused.length > 0 ? 'warning' : 'success', content: refused.length > 0 ? t('discovery.accept.partly', { n: count(answer.accepted ?? chosen.length - refused.length), refused: refused.length, why: refused[0]?.zh ?? refused[0]?.message ?? '' }) : t('discovery.accept.done', { n: count(answer.accepted ?? chosen.length) }) });
          setSelected(new Set());
        }} />
      <Ignore candidates={chosen} open={dialog === 'ignore'} onClose={() => setDialog(null)} onDone={ignored} />
      <Resolve candidate={conflict} onClose={() => setConflict(null)} />
    </section>
  );
}

function Pick({ name, value, options, onChange }: { name: string; value: string; options: readonly { value: string; label: string }[]; onChange: (value: string) => void }): ReactElement {
  const { t } = useTranslation();
  return <Select className="candidate-pick" aria-label={name} value={value} onChange={onChange} popupMatchSelectWidth={false} options={[{ value: '', label: `${name}：${t('ui.all')}` }, ...options]} />;
}

function Ignore({ candidates, open, onClose, onDone }: { candidates: readonly Candidate[]; open: boolean; onClose: () => void; onDone: (ids: readonly string[]) => void }): ReactElement {
  const { t } = useTranslation();
  const text = useFaultText();
  const queries = useQueryClient();
  const [why, setWhy] = useState('');
  const ids = candidates.map((c) => c.id);
  const ignore = useMutation({
    mutationFn: () => api.post('/candidates/ignore', { ids, why: why.trim() }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.candidates });
      setWhy('');
      onDone(ids);
    },
  });
  return (
    <Modal open={open} onCancel={onClose} width={460} title={t('discovery.ignore.title', { n: ids.length })} okText={t('discovery.ignore.go')} cancelText={t('ui.cancel')} confirmLoading={ignore.isPending} okButtonProps={{ disabled: why.trim() === '' }} onOk={() => ignore.mutate()}>
      <p className="note">{t('discovery.ignore.note')}</p>
      <Input.TextArea autoFocus rows={2} maxLength={200} value={why} placeholder={t('discovery.ignore.why')} aria-label={t('discovery.ignore.why')} onChange={(event) => setWhy(event.target.value)} />
      {ignore.isError && <p className="state-degraded" role="alert">{t('ui.failedSave')}：{text(ignore.error)}</p>}
    </Modal>
  );
}
