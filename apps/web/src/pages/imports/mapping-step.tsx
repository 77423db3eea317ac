import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/index.js';
import { Loaded, Tag, useFaultText } from '../../ui/index.js';
import { asGroup, byGroup, cameraFieldsQuery, editable, fieldName, type CameraField } from '../cameras/fields.js';
import { SiteSelect } from '../cameras/site-select.js';
import { assign, isRemembered, remember, remembered, startMapping, unmapped } from './mapping.js';
import { importAt, type ImportJob } from './queries.js';

const systems = ['wgs84', 'gcj02', 'bd09', 'cgcs2000'] as const;
type System = (typeof systems)[number];

export function MappingStep({ job, onDone, onLeave }: { job: ImportJob; onDone: () => void; onLeave: () => void }): ReactElement {
  const fields = useQuery(cameraFieldsQuery);
  return <Loaded query={fields} rows={8}>{(all) => <MappingForm job={job} fields={editable(all)} onDone={onDone} onLeave={onLeave} />}</Loaded>;
}

function MappingForm({ job, fields, onDone, onLeave }: { job: ImportJob; fields: readonly CameraField[]; onDone: () => void; onLeave: () => void }): ReactElement {
  const { t, i18n } = useTranslation();
  const text = useFaultText();
  const columns = useMemo(() => job.columns ?? [], [job.columns]);
  const [before] = useState(() => remembered());
  const [mapping, setMapping] = useState(() => (job.state === 'read' || !job.mapping ? startMapping(columns, job.guess ?? {}, before) : job.mapping));
  const [system, setSystem] = useState<System>('wgs84');
  const [siteId, setSiteId] = useState<string | null>(null);
  const run = useMutation({
    mutationFn: async () => {
      await api.put(`${importAt(job.id)}/mapping`, { mapping, coordSystem: system, ...(siteId === null ? {} : { siteId }) });
      remember(columns, mapping);
      await api.post(`${importAt(job.id)}/dry-run`);
    },
    onSuccess: onDone,
  });
  // The server may offer fields beyond the camera's own, such as the name of the estate.
  const known = new Set(fields.map((field) => field.key));
  const others = [...new Set([...Object.values(job.guess ?? {}), 'site'])].filter((field) => !known.has(field));
  const options = [
    { label: t('imports.mapping.place'), options: others.map((field) => ({ value: field, label: field === 'site' || field === 'siteName' ? t('imports.mapping.site') : field })) },
    ...byGroup(fields).map(({ group, fields: list }) => ({ label: t(`file.group.${asGroup(group)}`), options: list.map((field) => ({ value: field.key, label: fieldName(field, i18n.language) })) })),
  ];
  const gaps = unmapped(fields, mapping);
  return (
    <>
      <div className="import-body">
        <div className="import-options">
          <label>{t('imports.mapping.system')}<Select value={system} onChange={setSystem} options={systems.map((value) => ({ value, label: t(`imports.system.${value}`) }))} /></label>
          <label>{t('imports.mapping.into')}<SiteSelect value={siteId} onChange={setSiteId} /></label>
          <span className="note">{t('imports.mapping.intoNote')}</span>
        </div>
        <table className="table import-mapping">
          <thead><tr><th>{t('imports.mapping.column')}</th><th>{t('imports.mapping.header')}</th><th>{t('imports.mapping.sample')}</th><th>{t('imports.mapping.field')}</th><th /></tr></thead>
          <tbody>
            {columns.map((column) => {
              const field = mapping[column.letter];
              return (
                <tr key={column.letter}>
                  <td className="faint">{column.letter}</td>
                  <td>{column.header === '' ? <span className="faint">{t('imports.mapping.noHeader')}</span> : column.header}</td>
                  <td className="muted import-sample" title={column.sample ?? ''}>{column.sample ?? '—'}</td>
                  <td>
                    <Select size="small" allowClear showSearch={{ optionFilterProp: 'label' }} className="import-field" aria-label={t('imports.mapping.fieldOf', { column: column.letter })} placeholder={t('imports.mapping.skip')}
                      value={field ?? null} options={options} onChange={(next: string | null | undefined) => setMapping((old) => assign(old, column.letter, next ?? null))} />
                  </td>
                  <td>{isRemembered(column, mapping, before) ? <Tag>{t('imports.mapping.before')}</Tag> : field !== undefined && job.guess?.[column.letter] === field ? <Tag>{t('imports.mapping.guessed')}</Tag> : null}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {gaps.length > 0 && <p className="note import-gaps">{t('imports.mapping.gaps', { n: gaps.length })}<span className="faint">{gaps.map((field) => fieldName(field, i18n.language)).join('、')}</span></p>}
      </div>
      <footer className="drawer-foot">
        <span className="grow">{run.isError && <span className="state-degraded foot-error" role="alert">{t('imports.mapping.failed')}：{text(run.error)}</span>}</span>
        <Button onClick={onLeave}>{t('ui.cancel')}</Button>
        <Button type="primary" disabled={Object.keys(mapping).length === 0} loading={run.isPending} onClick={() => run.mutate()}>{t('imports.mapping.next')}</Button>
      </footer>
    </>
  );
}
