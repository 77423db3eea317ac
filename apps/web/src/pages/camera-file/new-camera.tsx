import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/index.js';
import { Loaded, useFaultText } from '../../ui/index.js';
import { cameraFieldsQuery, editable } from '../cameras/fields.js';
import { ledgerKey } from '../cameras/queries.js';
import { SiteSelect } from '../cameras/site-select.js';
import './camera-file.css';
import { FieldForm } from './field-form.js';
import { fieldProblems } from './problems.js';

/** A camera typed in by hand. Only place, name and address are asked for; what else is missing is shown as a gap of its file. */
export function NewCamera({ open, onClose }: { open: boolean; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  return <Drawer open={open} onClose={onClose} size={960} destroyOnHidden title={t('file.create.title')} className="bulk-drawer">{open && <CreateForm onClose={onClose} />}</Drawer>;
}

function CreateForm({ onClose }: { onClose: () => void }): ReactElement {
  const { t, i18n } = useTranslation();
  const text = useFaultText();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const fields = useQuery(cameraFieldsQuery);
  const [siteId, setSiteId] = useState<string | null>(null);
  const [draft, setDraft] = useState<Readonly<Record<string, unknown>>>({});
  const create = useMutation({
    mutationFn: () => api.post<{ id: string }>('/cameras', { siteId, ...Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== null)) }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ledgerKey });
      void navigate({ to: `/cameras/${id}` });
    },
  });
  const ready = siteId !== null && typeof draft['name'] === 'string';
  return (
    <div className="bulk">
      <div className="bulk-fields">
        <div className="bulk-field"><label htmlFor="new-site">{t('file.create.site')}</label><SiteSelect id="new-site" value={siteId} onChange={setSiteId} /></div>
        <p className="faint note">{t('file.create.note')}</p>
      </div>
      <div className="create-fields">
        <Loaded query={fields}>
          {(all) => <FieldForm fields={editable(all).filter((field) => field.key !== 'site')} values={{}} editing draft={draft} onDraft={(field, value) => setDraft((old) => ({ ...old, [field]: value }))} problems={fieldProblems(create.error, i18n.language)} />}
        </Loaded>
      </div>
      <div className="drawer-foot">
        <span className="grow">{create.isError && <span className="state-degraded foot-error" role="alert">{t('ui.failedSave')}：{text(create.error)}</span>}</span>
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button type="primary" disabled={!ready} loading={create.isPending} onClick={() => create.mutate()}>{t('file.create.save')}</Button>
      </div>
    </div>
  );
}
