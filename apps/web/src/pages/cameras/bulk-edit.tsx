import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer, Input, Select } from 'antd';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/index.js';
import { EmptyState, ErrorState, Icon, Loaded, Skeleton, useFaultText } from '../../ui/index.js';
import { fileKey, fileQuery } from '../camera-file/queries.js';
import { forMany, previewBulk, type OldFile } from './bulk.js';
import { FieldInput } from './field-input.js';
import { byGroup, asGroup, cameraFieldsQuery, editable, fieldName, fieldText, type CameraField } from './fields.js';
import { ledgerKey } from './queries.js';

/** Old values are fetched for so many cameras; for the rest the drawer says that it did not look. */
const lookedAt = 50;

/** Pick fields, see old beside new for the chosen cameras, say why, write. One request: the server writes all or none. */
export function BulkEdit({ ids, open, onClose, onDone }: { ids: readonly string[]; open: boolean; onClose: () => void; onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const fields = useQuery({ ...cameraFieldsQuery, enabled: open });
  return (
    <Drawer open={open} onClose={onClose} size={720} destroyOnHidden title={t('cameras.bulk.title', { n: ids.length })} className="bulk-drawer">
      {open && <Loaded query={fields}>{(all) => <BulkForm ids={ids} fields={forMany(editable(all))} onClose={onClose} onDone={onDone} />}</Loaded>}
    </Drawer>
  );
}

function BulkForm({ ids, fields, onClose, onDone }: { ids: readonly string[]; fields: readonly CameraField[]; onClose: () => void; onDone: () => void }): ReactElement {
  const { t, i18n } = useTranslation();
  const [changes, setChanges] = useState<Readonly<Record<string, unknown>>>({});
  const [why, setWhy] = useState('');
  const text = useFaultText();
  const queries = useQueryClient();
  const apply = useMutation({
    mutationFn: () => api.post('/cameras/bulk', { ids, changes, why: why.trim() }),
    onSuccess: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: ledgerKey }), queries.invalidateQueries({ queryKey: fileKey })]);
      onDone();
    },
  });
  const picked = fields.filter((field) => field.key in changes);
  const rest = fields.filter((field) => !(field.key in changes));
  const groups = byGroup(rest).map(({ group, fields: list }) => ({ label: t(`file.group.${asGroup(group)}`), options: list.map((field) => ({ value: field.key, label: fieldName(field, i18n.language) })) }));
  const ready = picked.length > 0 && why.trim() !== '';
  return (
    <div className="bulk">
      <div className="bulk-fields">
        {picked.map((field) => (
          <div key={field.key} className="bulk-field">
            <label htmlFor={`bulk-${field.key}`}>{fieldName(field, i18n.language)}</label>
            <FieldInput id={`bulk-${field.key}`} field={field} value={changes[field.key]} onChange={(value) => setChanges((old) => ({ ...old, [field.key]: value }))} />
            <button type="button" className="muted" aria-label={t('cameras.bulk.without', { name: fieldName(field, i18n.language) })} onClick={() => setChanges((old) => Object.fromEntries(Object.entries(old).filter(([key]) => key !== field.key)))}><Icon name="close" size={13} /></button>
          </div>
        ))}
        <Select className="bulk-add" showSearch={{ optionFilterProp: 'label' }} value={null} placeholder={t('cameras.bulk.add')} aria-label={t('cameras.bulk.add')} options={groups}
          onChange={(key: string | null) => key !== null && setChanges((old) => ({ ...old, [key]: null }))} />
      </div>
      <div className="bulk-preview">
        {picked.length === 0
          ? <EmptyState icon="edit" title={t('cameras.bulk.none')} note={t('cameras.bulk.noneNote')} />
          : <Preview ids={ids} changes={changes} fields={fields} />}
      </div>
      <div className="drawer-foot">
        <Input value={why} maxLength={200} placeholder={t('cameras.bulk.why')} aria-label={t('cameras.bulk.why')} onChange={(event) => setWhy(event.target.value)} />
        {apply.isError && <span className="state-degraded foot-error" role="alert">{t('ui.failedSave')}：{text(apply.error)}</span>}
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button type="primary" disabled={!ready} loading={apply.isPending} onClick={() => apply.mutate()}>{t('cameras.bulk.apply', { n: ids.length })}</Button>
      </div>
    </div>
  );
}

function Preview({ ids, changes, fields }: { ids: readonly string[]; changes: Readonly<Record<string, unknown>>; fields: readonly CameraField[] }): ReactElement {
  const { t, i18n } = useTranslation();
  const looked = ids.slice(0, lookedAt);
  const answers = useQueries({ queries: looked.map((id) => fileQuery(id)) });
  const waiting = answers.some((answer) => answer.isPending);
  const failed = answers.find((answer) => answer.isError);
  const files = useMemo<OldFile[]>(
    () => answers.flatMap((answer) => (answer.data ? [{ id: answer.data.camera.id, name: [answer.data.site?.name, answer.data.camera.name].filter(Boolean).join(' · '), values: answer.data.camera }] : [])),
    [answers],
  );
  if (waiting) return <Skeleton rows={5} />;
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  const preview = previewBulk(files, changes);
  const named = (key: string): CameraField | undefined => fields.find((field) => field.key === key);
  return (
    <>
      <p className="note bulk-sum">
        {t('cameras.bulk.sum', { changed: preview.changed, same: preview.same })}
        {ids.length > looked.length && t('cameras.bulk.rest', { n: ids.length - looked.length })}
      </p>
      <table className="table">
        <thead><tr><th>{t('cameras.column.name')}</th><th>{t('cameras.bulk.field')}</th><th>{t('cameras.bulk.old')}</th><th>{t('cameras.bulk.new')}</th></tr></thead>
        <tbody>
          {preview.lines.map((line) => {
            const field = named(line.field);
            return (
              <tr key={`${line.cameraId} ${line.field}`}>
                <td title={line.name} className="bulk-name">{line.name}</td>
                <td className="muted">{field ? fieldName(field, i18n.language) : line.field}</td>
                <td className="muted"><s>{fieldText(field, line.old, i18n.language) ?? t('cameras.bulk.empty')}</s></td>
                <td>{fieldText(field, line.new, i18n.language) ?? <span className="state-degraded">{t('cameras.bulk.emptied')}</span>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
