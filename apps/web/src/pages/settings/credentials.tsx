import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Popconfirm } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api, keys } from '../../api/index.js';
import { count, EmptyState, fullTime, Icon, Loaded, Tag, useFaultText, useListState } from '../../ui/index.js';
import type { GridColumn } from '../cameras/grid.js';
import { RowGrid } from '../cameras/row-grid.js';
import { SiteSelect } from '../cameras/site-select.js';
import { readRanges } from '../discovery/ranges.js';
import { EditDrawer, EditField } from './edit-drawer.js';
import { credentialSetsQuery, sitesQuery, type CredentialSet } from './queries.js';

const first = { edit: '', password: '' };

/** A password goes in and never comes out: there is no field that shows one, and no answer that carries one. */
export function Credentials(): ReactElement {
  const { t } = useTranslation();
  const query = useQuery(credentialSetsQuery);
  const sites = useQuery(sitesQuery).data;
  const [state, set] = useListState(first);
  const siteName = (c: CredentialSet): string => c.site?.name ?? (c.siteId === null ? t('settings.credential.whole') : sites?.find((s) => s.id === c.siteId)?.name ?? '—');
  const columns: GridColumn<CredentialSet>[] = [
    { key: 'name', title: t('settings.credential.name'), min: 150, grow: 1, cell: (c) => <span><b>{c.name}</b>{c.retiredAt !== null && <> <Tag>{t('settings.credential.retired')}</Tag></>}</span> },
    { key: 'site', title: t('settings.credential.for'), min: 140, grow: 0.8, quiet: true, cell: siteName },
    { key: 'cidrs', title: t('settings.credential.cidrs'), min: 170, grow: 1, quiet: true, cell: (c) => <code title={c.cidrs.join(' ')}>{c.cidrs.join(' ') || '—'}</code> },
    { key: 'username', title: t('settings.credential.username'), min: 110, quiet: true, cell: (c) => <code>{c.username}</code> },
    { key: 'password', title: t('settings.credential.password'), min: 96, quiet: true, cell: (c) => t('settings.credential.version', { n: c.version }) },
    { key: 'tries', title: t('settings.credential.tries'), min: 150, quiet: true, cell: (c) => (c.tries === null ? '—' : t('settings.credential.triesText', { accepted: count(c.tries.accepted ?? 0), rejected: count(c.tries.rejected ?? 0) })) },
    { key: 'at', title: t('settings.credential.changedAt'), min: 150, quiet: true, cell: (c) => fullTime(c.updatedAt ?? c.createdAt) },
    { key: 'act', title: '', min: 178, cell: (c) => (c.retiredAt !== null ? null : <span className="row-gap"><Button size="small" onClick={() => set({ password: c.id })}>{t('settings.credential.change')}</Button><Retire id={c.id} name={c.name} /></span>) },
  ];
  const password = query.data?.find((c) => c.id === state.password) ?? null;
  return (
    <section className="panel settings-main" aria-label={t('settings.section.credentials')}>
      <div className="candidate-bar">
        <span className="note">{t('settings.credential.rule')}</span>
        <span className="grow" />
        <Button type="primary" onClick={() => set({ edit: 'new' })}><Icon name="plus" size={13} />{t('settings.credential.new')}</Button>
      </div>
      <Loaded query={query} rows={6}>
        {(rows) => (rows.length === 0
          ? <EmptyState icon="key" title={t('settings.credential.none')} note={t('settings.credential.noneNote')} />
          : <RowGrid rows={rows} columns={columns} label={t('settings.section.credentials')} tone={(c) => (c.retiredAt === null ? '' : 'faint')} />)}
      </Loaded>
      {state.edit === 'new' && <NewSet onClose={() => set({ edit: '' })} />}
      {password !== null && <ChangePassword key={password.id} of={password} onClose={() => set({ password: '' })} />}
    </section>
  );
}

function Retire({ id, name }: { id: string; name: string }): ReactElement {
  const { t } = useTranslation();
  const text = useFaultText();
  const queries = useQueryClient();
  const retire = useMutation({ mutationFn: () => api.delete(`/credential-sets/${encodeURIComponent(id)}`), onSuccess: () => queries.invalidateQueries({ queryKey: keys.settings }) });
  return (
    <Popconfirm title={t('settings.credential.retireSure', { name })} description={retire.isError ? text(retire.error) : t('settings.credential.retireNote')} okText={t('settings.credential.retire')} cancelText={t('ui.cancel')} onConfirm={() => retire.mutateAsync()}>
      <Button size="small" danger>{t('settings.credential.retire')}</Button>
    </Popconfirm>
  );
}

function NewSet({ onClose }: { onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [draft, setDraft] = useState({ name: '', siteId: null as string | null, username: 'admin', cidrs: '', password: '' });
  const put = (patch: Partial<typeof draft>): void => setDraft((old) => ({ ...old, ...patch }));
  const ranges = readRanges(draft.cidrs);
  const save = useMutation({
    mutationFn: () => api.post('/credential-sets', { name: draft.name.trim(), siteId: draft.siteId, username: draft.username.trim(), cidrs: ranges.cidrs, password: draft.password }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.settings });
      onClose();
    },
  });
  const ready = draft.name.trim() !== '' && draft.username.trim() !== '' && draft.password !== '' && ranges.wrong.length === 0 && draft.siteId !== null;
  return (
    <EditDrawer open title={t('settings.credential.new')} onClose={onClose} onSave={() => save.mutate()} saving={save.isPending} error={save.error} saveText={t('ui.save')} ready={ready}>
      <EditField label={t('settings.credential.name')} htmlFor="set-name"><Input id="set-name" maxLength={64} value={draft.name} onChange={(event) => put({ name: event.target.value })} /></EditField>
      <EditField label={t('settings.credential.for')} htmlFor="set-site" note={t('settings.credential.forNote')}><SiteSelect id="set-site" value={draft.siteId} onChange={(siteId) => put({ siteId })} /></EditField>
      <EditField label={t('settings.credential.cidrs')} htmlFor="set-cidrs" note={ranges.wrong.length > 0 ? <span className="state-degraded">{t('discovery.start.wrong', { list: ranges.wrong.join('、') })}</span> : t('settings.credential.cidrsNote')}>
        <Input.TextArea id="set-cidrs" className="mono" autoSize={{ minRows: 2, maxRows: 5 }} value={draft.cidrs} placeholder="10.36.12.0/24" onChange={(event) => put({ cidrs: event.target.value })} />
      </EditField>
      <EditField label={t('settings.credential.username')} htmlFor="set-user"><Input id="set-user" className="mono" autoComplete="off" value={draft.username} onChange={(event) => put({ username: event.target.value })} /></EditField>
      <EditField label={t('settings.credential.password')} htmlFor="set-password" note={t('settings.credential.writeOnly')}><Input.Password id="set-password" autoComplete="new-password" visibilityToggle={false} value={draft.password} onChange={(event) => put({ password: event.target.value })} /></EditField>
    </EditDrawer>
  );
}

function ChangePassword({ of, onClose }: { of: CredentialSet; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const save = useMutation({
    mutationFn: () => api.put(`/credential-sets/${encodeURIComponent(of.id)}/password`, { password }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.settings });
      onClose();
    },
  });
  return (
    <EditDrawer open title={t('settings.credential.changeTitle', { name: of.name })} onClose={onClose} onSave={() => save.mutate()} saving={save.isPending} error={save.error} saveText={t('settings.credential.changeTo', { n: of.version + 1 })} ready={password !== ''}>
      <EditField label={t('settings.credential.password')} htmlFor="new-password" note={t('settings.credential.changeNote')}><Input.Password id="new-password" autoFocus autoComplete="new-password" visibilityToggle={false} value={password} onChange={(event) => setPassword(event.target.value)} /></EditField>
    </EditDrawer>
  );
}
