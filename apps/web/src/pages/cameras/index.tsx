import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, message } from 'antd';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../api/index.js';
import { count, EmptyState, ErrorState, Icon, PageHead, Skeleton, Updating, useListState } from '../../ui/index.js';
import { NewCamera } from '../camera-file/new-camera.js';
import { AreaTree, asTree } from './area-tree.js';
import { BulkEdit } from './bulk-edit.js';
import { ColumnChooser } from './column-chooser.js';
import { keepColumns, keptColumns, ledgerColumns, readColumns, type ColumnKey } from './columns.js';
import { ExportMenu } from './export-menu.js';
import { FilterBar } from './filter-bar.js';
import { firstLedger, isFiltered, joined, keptSelection, list, noFilter, pageSize, type LedgerState } from './filters.js';
import { Pager } from './pager.js';
import { ledgerPage } from './queries.js';
import { RowGrid } from './row-grid.js';
import './cameras.css';

/** `covered` is the ledger under the import drawer: only what still shows is drawn. */
export default function LedgerPage({ covered = false }: { covered?: boolean }): ReactElement {
  const { t } = useTranslation();
  const [state, set] = useListState(firstLedger);
  const navigate = useNavigate();
  const may = useQuery(sessionQuery).data?.may ?? {};
  const query = useQuery(ledgerPage(state));
  const [drawer, setDrawer] = useState<'bulk' | 'new' | null>(null);
  const { selected, select } = useSelection(state, set);
  const [toast, toasts] = message.useMessage();
  const shown = useMemo(() => readColumns(state.cols === '' ? keptColumns() : state.cols), [state.cols]);
  const columns = useMemo(() => ledgerColumns(t, covered ? shown.slice(0, 4) : shown), [t, shown, covered]);
  const chooseColumns = (keys: readonly ColumnKey[]): void => {
    keepColumns(keys);
    set({ cols: keys.join(','), page: state.page }, { replace: true });
  };
  const total = query.data?.total ?? 0;
  const filtered = isFiltered(state);

  return (
    <div className="page fill ledger">
      {toasts}
      <PageHead title={t('cameras.title')} note={query.data === undefined ? '' : t(filtered ? 'cameras.found' : 'cameras.all', { n: count(total) })}
        extra={(
          <>
            <Updating busy={query.isFetching && query.data !== undefined} />
            <ColumnChooser chosen={shown} onChange={chooseColumns} />
            <ExportMenu state={state} total={total} />
            {may.import === true && <Link to="/import" search={(old: Record<string, unknown>) => old}><Button tabIndex={-1}><Icon name="upload" size={14} />{t('cameras.import')}</Button></Link>}
            {may.ledgerEdit === true && <Button type="primary" onClick={() => setDrawer('new')}><Icon name="plus" size={14} />{t('cameras.new')}</Button>}
          </>
        )} />
      <FilterBar state={state} set={set} />
      <div className="ledger-body">
        {state.tree
          ? <AreaTree tree={asTree(state.by)} onTree={(by) => set({ by, node: '' })} selected={state.node} onSelect={(node) => set({ node })} onFold={() => set({ tree: false, page: state.page })} />
          : <button type="button" className="ledger-tree-open panel" aria-label={t('cameras.tree.unfold')} title={t('cameras.tree.unfold')} onClick={() => set({ tree: true, page: state.page })}><Icon name="site" size={15} /><Icon name="right" size={11} /></button>}
        <section className="panel ledger-table" aria-label={t('cameras.title')}>
          {query.data === undefined && (query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <Skeleton rows={12} />)}
          {query.data !== undefined && total === 0 && <Nothing filtered={filtered} onClear={() => set(noFilter)} mayImport={may.import === true} mayDiscover={may.discover === true} />}
          {query.data !== undefined && total > 0 && (
            <RowGrid rows={query.data.rows} columns={columns} label={t('cameras.title')} sort={state.sort} dir={state.dir} onSort={(sort, dir) => set({ sort, dir })}
              {...(may.ledgerEdit === true ? { selected, onSelected: select } : {})}
              onOpen={(row) => void navigate({ to: `/cameras/${row.id}` })} />
          )}
          <footer className="grid-foot">
            {selected.size > 0 && (
              <>
                <b>{t('cameras.selected', { n: selected.size })}</b>
                <Button size="small" onClick={() => setDrawer('bulk')}>{t('cameras.bulk.open')}</Button>
                <Button size="small" type="text" onClick={() => select(new Set())}>{t('cameras.unselect')}</Button>
              </>
            )}
            <span className="grow" />
            <Pager page={state.page} size={pageSize} total={total} onPage={(page) => set({ page })} />
          </footer>
        </section>
      </div>
      <BulkEdit ids={[...selected]} open={drawer === 'bulk'} onClose={() => setDrawer(null)}
        onDone={() => {
          setDrawer(null);
          void toast.success(t('cameras.bulk.done', { n: selected.size }));
          select(new Set());
        }} />
      <NewCamera open={drawer === 'new'} onClose={() => setDrawer(null)} />
    </div>
  );
}

/** The selection outlives a change of page and filter; small ones stand in the address so that they can be handed over. */
function useSelection(state: LedgerState, set: (patch: Partial<LedgerState>, how?: { replace?: boolean }) => void): { selected: ReadonlySet<string>; select: (next: ReadonlySet<string>) => void } {
  const [large, setLarge] = useState<ReadonlySet<string> | null>(null);
  const kept = useMemo(() => new Set(list(state.sel)), [state.sel]);
  const select = (next: ReadonlySet<string>): void => {
    const small = next.size <= keptSelection;
    setLarge(small ? null : next);
    set({ sel: small ? joined([...next]) : '', page: state.page }, { replace: true });
  };
  return { selected: large ?? kept, select };
}

/** Says why there is nothing: the filter hides all, or nothing was ever entered. */
function Nothing({ filtered, onClear, mayImport, mayDiscover }: { filtered: boolean; onClear: () => void; mayImport: boolean; mayDiscover: boolean }): ReactElement {
  const { t } = useTranslation();
  if (filtered) return <EmptyState icon="filter" title={t('cameras.empty.filtered')} note={t('cameras.empty.filteredNote')} action={<Button size="small" onClick={onClear}>{t('ui.clearFilter')}</Button>} />;
  return (
    <EmptyState icon="cameras" title={t('cameras.empty.none')} note={t(mayImport || mayDiscover ? 'cameras.empty.noneNote' : 'cameras.empty.noScope')}
      action={(
        <span className="row-gap">
          {mayImport && <Link to="/import"><Button size="small" type="primary" tabIndex={-1}>{t('cameras.import')}</Button></Link>}
          {mayDiscover && <Link to="/discovery"><Button size="small" tabIndex={-1}>{t('cameras.empty.discover')}</Button></Link>}
        </span>
      )} />
  );
}
