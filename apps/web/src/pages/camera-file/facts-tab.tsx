import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ApiFault } from '../../api/index.js';
import { Icon, Loaded, Panel, useFaultText } from '../../ui/index.js';
import { cameraFieldsQuery, type CameraField } from '../cameras/fields.js';
import { ledgerKey } from '../cameras/queries.js';
import { ConflictPanel } from './conflict.js';
import { FieldForm } from './field-form.js';
import { changesOf, mergeOf, settled, type Merge } from './merge.js';
import { fieldProblems } from './problems.js';
import { fileKey, fileQuery, type CameraFile } from './queries.js';

export function FactsTab({ file, mayEdit }: { file: CameraFile; mayEdit: boolean }): ReactElement {
  const { t } = useTranslation();
  const fields = useQuery(cameraFieldsQuery);
  const [editing, setEditing] = useState(false);
  return (
    <Panel className="facts" flush title={t('file.tab.facts')} note={t('file.form.version', { n: file.version })}
      extra={mayEdit && !editing ? <Button size="small" onClick={() => setEditing(true)}><Icon name="edit" size={12} />{t('ui.edit')}</Button> : undefined}>
      <Loaded query={fields} rows={10}>
        {(all) => (editing
          ? <EditForm file={file} fields={all} onDone={() => setEditing(false)} />
          : <FieldForm fields={all} values={file.camera} editing={false} />)}
      </Loaded>
    </Panel>
  );
}

/**
 * The form keeps the version it was opened with. When somebody else saved in between, nothing is overwritten and nothing
 * typed is lost: their values are fetched and the person chooses where both changed the same field.
 */
function EditForm({ file, fields, onDone }: { file: CameraFile; fields: readonly CameraField[]; onDone: () => void }): ReactElement {
  const { t, i18n } = useTranslation();
  const text = useFaultText();
  const queries = useQueryClient();
  const [base, setBase] = useState(file);
  const [draft, setDraft] = useState<Readonly<Record<string, unknown>>>({});
  const [why, setWhy] = useState('');
  const [conflict, setConflict] = useState<{ now: CameraFile; merge: Merge } | null>(null);
  const changes = changesOf(base.camera, draft);
  const n = Object.keys(changes).length;

  const save = useMutation({
    mutationFn: (to: { version: number; changes: Readonly<Record<string, unknown>> }) => api.patch(`/cameras/${encodeURIComponent(file.camera.id)}`, { version: to.version, why: why.trim(), changes: to.changes }),
    onSuccess: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: [...fileKey, file.camera.id] }), queries.invalidateQueries({ queryKey: ledgerKey })]);
      onDone();
    },
    onError: async (error, sent) => {
      if (!(error instanceof ApiFault) || error.status !== 409 || !/version|conflict|stale/.test(error.code)) return;
      const now = await queries.fetchQuery({ ...fileQuery(file.camera.id), staleTime: 0 });
      setConflict({ now, merge: mergeOf(base.camera, now.camera, sent.changes) });
    },
  });

  if (conflict !== null) {
    return (
      <ConflictPanel merge={conflict.merge} fields={fields} busy={save.isPending} onBack={() => setConflict(null)}
        onSettle={(choice) => {
          const rest = settled(changes, choice);
          setBase(conflict.now);
          setDraft(rest);
          setConflict(null);
          if (Object.keys(rest).length > 0) save.mutate({ version: conflict.now.version, changes: rest });
          else onDone();
        }} />
    );
  }
  const problems = fieldProblems(save.error, i18n.language);
  return (
    <>
      <FieldForm fields={fields} values={base.camera} editing draft={draft} problems={problems} onDraft={(field, value) => setDraft((old) => ({ ...old, [field]: value }))} />
      <div className="drawer-foot">
        <Input value={why} maxLength={200} placeholder={t('file.form.why')} aria-label={t('file.form.why')} onChange={(event) => setWhy(event.target.value)} />
        {save.isError && conflict === null && <span className="state-degraded foot-error" role="alert">{t('ui.failedSave')}：{text(save.error)}</span>}
        <Button onClick={onDone}>{t('ui.cancel')}</Button>
        <Button type="primary" disabled={n === 0 || why.trim() === ''} loading={save.isPending} onClick={() => save.mutate({ version: base.version, changes })}>{t('file.form.save', { n })}</Button>
      </div>
    </>
  );
}
