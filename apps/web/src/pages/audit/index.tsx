import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, DatePicker, Drawer, Input, Select } from 'antd';
import dayjs from 'dayjs';
import type { TFunction } from 'i18next';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, fullTime, Icon, PageHead, Skeleton, Updating, useListState } from '../../ui/index.js';
import '../cameras/cameras.css';
import type { GridColumn } from '../cameras/grid.js';
import { Pager } from '../cameras/pager.js';
import { RowGrid } from '../cameras/row-grid.js';
import { actionName, actionNames } from './actions.js';
import './audit.css';
import { linesPerPage, trailQuery, type TrailLine } from './queries.js';

const first = { person: '', camera: '', action: '', outcome: '', from: '', to: '', page: 1 };

/** Who did what, when, and what came of it. Lines are read here and changed nowhere. */
export default function AuditPage(): ReactElement {
  const { t } = useTranslation();
  const [state, set] = useListState(first);
  const query = useQuery(trailQuery({ ...state, size: linesPerPage }));
  const [shown, setShown] = useState<TrailLine | null>(null);
  const rows = query.data?.rows ?? [];
  const filtered = Object.entries(first).some(([key, value]) => key !== 'page' && state[key as keyof typeof first] !== value);
  return (
    <div className="page fill">
      <PageHead title={t('audit.title')} note={t('audit.note')} extra={<Updating busy={query.isFetching && query.data !== undefined} />} />
      <div className="filter-bar" role="search" aria-label={t('cameras.filter.label')}>
        <Text value={state.person} icon="user" label={t('audit.person')} onChange={(person) => set({ person }, { replace: true })} />
        <Select className="audit-action" aria-label={t('audit.action')} value={state.action} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} onChange={(action) => set({ action })}
          options={[{ value: '', label: t('audit.anyAction') }, ...actionNames.map((value) => ({ value, label: actionName(t, value) }))]} />
        <Select className="audit-outcome" aria-label={t('audit.column.outcome')} value={state.outcome} onChange={(outcome) => set({ outcome })}
          options={[{ value: '', label: t('audit.anyOutcome') }, ...(['done', 'refused', 'failed'] as const).map((value) => ({ value, label: t(`audit.outcome.${value}`) }))]} />
        <DatePicker.RangePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" allowEmpty={[true, true]} value={[state.from === '' ? null : dayjs(state.from), state.to === '' ? null : dayjs(state.to)]}
          onChange={(range) => set({ from: range?.[0]?.toISOString() ?? '', to: range?.[1]?.toISOString() ?? '' })} />
        {state.camera !== '' && <span className="filter-chip">{t('audit.oneCamera')}<button type="button" aria-label={t('cameras.filter.without', { name: t('audit.oneCamera') })} onClick={() => set({ camera: '' })}><Icon name="close" size={11} /></button></span>}
        {filtered && <button type="button" className="link filter-clear" onClick={() => set(first)}>{t('ui.clear')}</button>}
      </div>
      <section className="panel ledger-table" aria-label={t('audit.title')}>
        {query.data === undefined && (query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <Skeleton rows={12} />)}
        {query.data !== undefined && rows.length === 0 && (filtered
          ? <EmptyState icon="filter" title={t('audit.emptyFiltered')} action={<Button size="small" onClick={() => set(first)}>{t('ui.clearFilter')}</Button>} />
          : <EmptyState icon="audit" title={t('audit.empty')} />)}
        {rows.length > 0 && <RowGrid rows={rows} columns={trailColumns(t)} label={t('audit.title')} onOpen={setShown} current={shown?.id ?? null} />}
        <footer className="grid-foot"><span className="faint">{t('audit.chain')}</span><span className="grow" /><Pager page={state.page} size={linesPerPage} total={query.data?.total ?? 0} onPage={(page) => set({ page })} /></footer>
      </section>
      <Drawer open={shown !== null} onClose={() => setShown(null)} size={520} destroyOnHidden title={shown ? t('audit.line', { n: shown.seq }) : ''}>{shown && <Line line={shown} onCamera={(camera) => set({ camera })} />}</Drawer>
    </div>
  );
}

function Text({ value, label, icon, onChange }: { value: string; label: string; icon: 'user'; onChange: (value: string) => void }): ReactElement {
  return (
    <Input key={value} className="audit-person" allowClear prefix={<Icon name={icon} size={13} />} defaultValue={value} placeholder={label} aria-label={label}
      onPressEnter={(event) => onChange(event.currentTarget.value.trim())} onBlur={(event) => event.target.value.trim() !== value && onChange(event.target.value.trim())} />
  );
}

function trailColumns(t: TFunction): GridColumn<TrailLine>[] {
  return [
    { key: 'seq', title: t('audit.column.seq'), min: 80, align: 'right', quiet: true, cell: (line) => line.seq },
    { key: 'at', title: t('audit.column.at'), min: 150, cell: (line) => fullTime(line.at) },
    { key: 'who', title: t('audit.column.who'), min: 150, grow: 0.6, cell: (line) => (line.personNumber === null ? <span className="muted">{t('audit.system')}</span> : <span>{line.personName !== null && `${line.personName} `}<code>{line.personNumber}</code></span>) },
    { key: 'unit', title: t('audit.column.unit'), min: 130, grow: 0.6, quiet: true, cell: (line) => line.unit ?? '—' },
    { key: 'action', title: t('audit.column.action'), min: 130, grow: 0.5, cell: (line) => <b>{actionName(t, line.action)}</b> },
    { key: 'object', title: t('audit.column.object'), min: 200, grow: 1.4, quiet: true, cell: (line) => <Target line={line} /> },
    { key: 'outcome', title: t('audit.column.outcome'), min: 80, cell: (line) => <span className={line.outcome === 'done' ? 'muted' : 'state-degraded'}>{t(`audit.outcome.${line.outcome}`)}</span> },
    { key: 'reason', title: t('audit.column.reason'), min: 150, grow: 1, quiet: true, cell: (line) => <span title={line.reason ?? ''}>{line.reason ?? '—'}</span> },
    { key: 'client', title: t('audit.column.client'), min: 120, quiet: true, cell: (line) => <code>{line.client ?? '—'}</code> },
  ];
}

/** The kind of thing in words; an unknown one by its code. */
const kindName = (t: TFunction, kind: string | null): string => (kind === null ? '' : t(`audit.objects.${kind as 'camera'}`, { defaultValue: kind }));

function Target({ line }: { line: TrailLine }): ReactElement {
  const { t } = useTranslation();
  const name = line.objectName ?? line.objectId ?? '—';
  return line.objectKind === 'camera' && line.objectId !== null ? <Link to={`/cameras/${line.objectId}`} title={name}>{name}</Link> : <span title={name}>{[kindName(t, line.objectKind), name === '—' ? null : name].filter(Boolean).join(' ')}</span>;
}

function Line({ line, onCamera }: { line: TrailLine; onCamera: (id: string) => void }): ReactElement {
  const { t } = useTranslation();
  const facts: [string, string][] = [
    [t('audit.column.at'), fullTime(line.at)], [t('audit.column.who'), [line.personName, line.personNumber].filter(Boolean).join(' ') || t('audit.system')], [t('audit.column.unit'), line.unit ?? '—'], [t('audit.column.action'), `${actionName(t, line.action)} · ${line.action}`],
    [t('audit.column.object'), [kindName(t, line.objectKind), line.objectName ?? line.objectId].filter(Boolean).join(' ') || '—'], [t('audit.column.outcome'), t(`audit.outcome.${line.outcome}`)], [t('audit.column.reason'), line.reason ?? '—'], [t('audit.column.client'), line.client ?? '—'],
  ];
  return (
    <>
      <dl>{facts.map(([name, value]) => <div key={name} className="fact"><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      {line.objectKind === 'camera' && line.objectId !== null && <Button size="small" onClick={() => onCamera(line.objectId ?? '')}>{t('audit.onlyThis')}</Button>}
      {line.detail !== null && <><h3 className="audit-h">{t('audit.detail')}</h3><pre className="audit-detail">{JSON.stringify(line.detail, null, 2)}</pre></>}
      {line.hash !== null && <><h3 className="audit-h">{t('audit.hash')}</h3><code className="audit-hash">{line.hash}</code></>}
    </>
  );
}
