import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api, apiUrl, keys } from '../../api/index.js';
import { count, EmptyState, Icon, Loaded, Segmented, Updating, useFaultText } from '../../ui/index.js';
import { cameraFieldsQuery, fieldName } from '../cameras/fields.js';
import { Pager } from '../cameras/pager.js';
import { importAt, importRows, rowsPerPage, type ImportJob, type ImportRow, type RowVerdict } from './queries.js';
import { RowPreview } from './row-preview.js';
import { Sheet } from './sheet.js';
import { problemsByField, swapped, swappedRows } from './sheet-columns.js';

const figures = ['add', 'update', 'error', 'duplicate'] as const satisfies readonly RowVerdict[];
const tabs = ['error', 'duplicate', 'update', 'add', 'same'] as const satisfies readonly RowVerdict[];

/** What would happen, row by row. Nothing is written here; the button says exactly what it will write. */
export function DryRunStep({ job, onLeave, onBack, onAbandoned }: { job: ImportJob; onLeave: () => void; onBack: () => void; onAbandoned: () => void }): ReactElement {
  const { t, i18n } = useTranslation();
  const text = useFaultText();
  const queries = useQueryClient();
  const totals = { add: 0, update: 0, error: 0, duplicate: 0, same: 0, ...job.totals };
  const [tab, setTab] = useState<RowVerdict>(totals.error > 0 ? 'error' : totals.duplicate > 0 ? 'duplicate' : totals.update > 0 ? 'update' : 'add');
  const [page, setPage] = useState(1);
  const [only, setOnly] = useState<string | null>(null);
  const [current, setCurrent] = useState<number | null>(null);
  const query = useQuery(importRows(job.id, tab, page));
  const fields = useQuery(cameraFieldsQuery).data ?? [];
  const mapping = job.mapping ?? job.guess ?? {};
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: [...keys.imports, job.id] });
  const fix = useMutation({
    mutationFn: async (fixes: readonly { row: ImportRow; cells: Readonly<Record<string, string>> }[]) => {
      for (const { row, cells } of fixes) await api.patch(`${importAt(job.id)}/rows/${row.no}`, { cells });
    },
    onSettled: again,
  });
  const apply = useMutation({ mutationFn: (mode: 'all' | 'good') => api.post(`${importAt(job.id)}/apply`, { mode }), onSettled: again });
  const abandon = useMutation({ mutationFn: () => api.delete(importAt(job.id)), onSuccess: onAbandoned });
  const good = totals.add + totals.update;
  const back = totals.error + totals.duplicate;
  const failed = fix.error ?? apply.error ?? abandon.error;
  const rows = (query.data?.rows ?? []).filter((row) => only === null || row.problems.some((p) => p.field === only));
  const wrongWay = swappedRows(query.data?.rows ?? []);
  const preview = tab === 'update' ? rows.find((row) => row.no === current) ?? rows[0] : undefined;
  const choose = (next: RowVerdict): void => {
    setTab(next);
    setPage(1);
    setOnly(null);
    setCurrent(null);
  };

  return (
    <>
      <dl className="import-figures">
        {figures.map((key) => (
          <div key={key}>
            <dt>{t(`imports.figure.${key}`)}</dt>
            <dd><b className={totals[key] === 0 ? '' : key === 'error' ? 'state-offline' : key === 'duplicate' ? 'state-degraded' : ''}>{count(totals[key])}</b> <span className="muted">{t('imports.rows')}</span></dd>
            <dd className="note">{t(`imports.figureNote.${key}`)}</dd>
          </div>
        ))}
      </dl>
      <div className="import-body">
        <div className="import-tabs">
          <Segmented label={t('imports.tabs')} value={tab} onChange={choose} items={tabs.filter((key) => key !== 'same' || totals.same > 0).map((key) => ({ key, label: t(`imports.tab.${key}`), count: totals[key] }))} />
          {tab === 'error' && problemsByField(query.data?.rows ?? []).filter(({ field }) => field !== '').map(({ field, n }) => {
            const known = fields.find((f) => f.key === field);
            return <button key={field} type="button" className={`tag${only === field ? ' tag-action' : ''}`} aria-pressed={only === field} onClick={() => setOnly(only === field ? null : field)}>{known ? fieldName(known, i18n.language) : field} {n}</button>;
          })}
          <Updating busy={query.isFetching} />
          <span className="note import-hint">{t('imports.sheet.hint')}</span>
        </div>
        <Loaded query={query} rows={8}>
          {(data) => (data.total === 0
            ? <EmptyState icon="check" title={t(`imports.none.${tab}`)} />
            : (
              <>
                <div className="sheet-scroll">
                  <Sheet rows={rows} columns={job.columns ?? []} mapping={mapping} fields={fields} busyRow={fix.isPending ? fix.variables[0]?.row.no ?? null : null}
                    {...(preview ? { current: preview.no } : {})} onCurrent={setCurrent}
                    onCell={(row, letter, value) => fix.mutate([{ row, cells: { [letter]: value } }])}
                    help={(row) => (row === wrongWay[0] && swapped(row, mapping) !== null
                      ? <button type="button" className="link" onClick={() => fix.mutate(wrongWay.flatMap((one) => ({ row: one, cells: swapped(one, mapping) ?? {} })))}>{t('imports.sheet.swap', { n: wrongWay.length })}</button>
                      : null)} />
                </div>
                {data.total > rowsPerPage && <div className="import-pages"><Pager page={page} size={rowsPerPage} total={data.total} onPage={setPage} /></div>}
              </>
            ))}
        </Loaded>
        {preview && <RowPreview row={preview} mapping={mapping} fields={fields} onNext={() => setCurrent(rows[(rows.indexOf(preview) + 1) % rows.length]?.no ?? null)} />}
      </div>
      <footer className="drawer-foot">
        {back > 0 && <a className="ant-btn ant-btn-default import-download" href={apiUrl(`${importAt(job.id)}/failed.xlsx`)} download><Icon name="download" size={14} />{t('imports.failedRows')}</a>}
        <Button type="text" onClick={onBack}>{t('imports.remap')}</Button>
        <span className="grow">{failed != null && <span className="state-degraded foot-error" role="alert">{t('ui.failedSave')}：{text(failed)}</span>}</span>
        <span className="muted note">{t('imports.nothingYet')}</span>
        <Button onClick={onLeave}>{t('imports.later')}</Button>
        <Popconfirm title={t('imports.abandonSure')} okText={t('imports.abandon')} cancelText={t('ui.cancel')} onConfirm={() => abandon.mutate()}><Button loading={abandon.isPending}>{t('imports.abandon')}</Button></Popconfirm>
        <Button type="primary" disabled={good === 0 || fix.isPending} loading={apply.isPending} onClick={() => apply.mutate(back > 0 ? 'good' : 'all')}>
          {good === 0 ? t('imports.apply.none') : back > 0 ? t('imports.apply.good', { good: count(good), back: count(back) }) : t('imports.apply.all', { n: count(good) })}
        </Button>
      </footer>
    </>
  );
}
