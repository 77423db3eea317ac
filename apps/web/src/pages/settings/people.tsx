import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Popconfirm, Select } from 'antd';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api, keys } from '../../api/index.js';
import { dayTime, EmptyState, fullTime, Icon, Loaded, Tag, useFaultText, useListState } from '../../ui/index.js';
import type { GridColumn } from '../cameras/grid.js';
import { RowGrid } from '../cameras/row-grid.js';
import { NodeSelect } from '../cameras/site-select.js';
import { EditDrawer, EditField } from './edit-drawer.js';
import { nodesQuery, peopleQuery, type PersonRow } from './queries.js';
import { roleName, roleNames, tooMuchForOne } from './roles.js';

const first = { q: '', edit: '' };

export function People({ me }: { me: string }): ReactElement {
  const { t } = useTranslation();
  const query = useQuery(peopleQuery);
  const nodes = useQuery(nodesQuery('police')).data;
  const [state, set] = useListState(first);
  const names = useMemo(() => new Map((nodes ?? []).map((node) => [node.id, node.name])), [nodes]);
  const rows = useMemo(() => (query.data ?? []).filter((p) => `${p.number} ${p.name} ${p.unit}`.includes(state.q)), [query.data, state.q]);
  const columns: GridColumn<PersonRow>[] = [
    { key: 'number', title: t('settings.person.number'), min: 100, cell: (p) => <code>{p.number}</code> },
    { key: 'name', title: t('settings.person.name'), min: 120, grow: 0.6, cell: (p) => <b>{p.name}</b> },
    { key: 'unit', title: t('settings.person.unit'), min: 160, grow: 1, quiet: true, cell: (p) => p.unit },
    { key: 'roles', title: t('settings.person.roles'), min: 180, grow: 1, cell: (p) => <span className="role-tags">{p.roles.map((role) => <Tag key={role}>{roleName(t, role)}</Tag>)}</span> },
    { key: 'scope', title: t('settings.person.scope'), min: 130, grow: 0.6, quiet: true, cell: (p) => p.scope?.name ?? (p.scopeNode == null ? t('settings.person.whole') : names.get(p.scopeNode) ?? '—') },
    { key: 'seen', title: t('settings.person.seen'), min: 110, quiet: true, cell: (p) => dayTime(p.lastSeenAt) },
    { key: 'state', title: t('settings.person.state'), min: 130, cell: (p) => <PersonState person={p} /> },
    { key: 'act', title: '', min: 190, cell: (p) => <PersonActs person={p} self={p.id === me} /> },
  ];
  const edited = state.edit === 'new' ? 'new' : query.data?.find((p) => p.id === state.edit) ?? null;
  return (
    <section className="panel settings-main" aria-label={t('settings.section.people')}>
      <div className="candidate-bar">
        <Input className="candidate-words" allowClear prefix={<Icon name="search" size={13} />} value={state.q} placeholder={t('settings.person.search')} aria-label={t('settings.person.search')} onChange={(event) => set({ q: event.target.value }, { replace: true })} />
        <span className="grow" />
        <Button type="primary" onClick={() => set({ edit: 'new' })}><Icon name="plus" size={13} />{t('settings.person.new')}</Button>
      </div>
      <Loaded query={query} rows={6}>
        {() => (rows.length === 0 ? <EmptyState icon="user" title={t('settings.person.none')} /> : <RowGrid rows={rows} columns={columns} label={t('settings.section.people')} current={state.edit} onOpen={(p) => set({ edit: p.id })} />)}
      </Loaded>
      <footer className="grid-foot"><span className="muted">{t('settings.person.sum', { n: rows.length })}</span><span className="grow" /><span className="faint">{t('settings.openHint')}</span></footer>
      {edited !== null && <PersonForm key={state.edit} person={edited === 'new' ? null : edited} onClose={() => set({ edit: '' })} />}
    </section>
  );
}

function PersonState({ person }: { person: PersonRow }): ReactElement {
  const { t } = useTranslation();
  if (person.disabledAt !== null) return <span className="muted" title={fullTime(person.disabledAt)}>{t('settings.person.disabled')}</span>;
  if (person.lockedUntil !== null && Date.parse(person.lockedUntil) > Date.now()) return <span className="state-degraded">{t('settings.person.locked', { at: dayTime(person.lockedUntil) })}</span>;
  return <span>{t('settings.person.active')}</span>;
}

interface ResetAnswer { readonly password?: string; readonly link?: string; readonly token?: string }

function PersonActs({ person, self }: { person: PersonRow; self: boolean }): ReactElement {
  const { t } = useTranslation();
  const text = useFaultText();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: (what: 'disable' | 'enable' | 'reset-password') => api.post<ResetAnswer | null>(`/people/${encodeURIComponent(person.id)}/${what}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.settings }),
  });
  const once = act.data?.password ?? act.data?.link ?? (act.data?.token === undefined ? undefined : `${location.origin}/setup#token=${act.data.token}`);
  return (
    <span className="row-gap">
      {once !== undefined && <Alert className="once" type="warning" showIcon={false} title={<span>{t('settings.person.once')} <code>{once}</code></span>} closable={{ onClose: () => act.reset() }} />}
      {act.isError && <span className="state-degraded note" title={text(act.error)}>{text(act.error)}</span>}
      {once === undefined && (
        <>
          <Popconfirm title={t('settings.person.resetSure', { name: person.name })} okText={t('settings.person.reset')} cancelText={t('ui.cancel')} onConfirm={() => act.mutate('reset-password')}><Button size="small">{t('settings.person.reset')}</Button></Popconfirm>
          {!self && (person.disabledAt === null
            ? <Popconfirm title={t('settings.person.disableSure', { name: person.name })} description={t('settings.person.disableNote')} okText={t('settings.person.disable')} cancelText={t('ui.cancel')} onConfirm={() => act.mutate('disable')}><Button size="small" danger>{t('settings.person.disable')}</Button></Popconfirm>
            : <Button size="small" onClick={() => act.mutate('enable')}>{t('settings.person.enable')}</Button>)}
        </>
      )}
    </span>
  );
}

function PersonForm({ person, onClose }: { person: PersonRow | null; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [draft, setDraft] = useState({ number: person?.number ?? '', name: person?.name ?? '', unit: person?.unit ?? '', roles: [...(person?.roles ?? [])], scopeNode: person?.scopeNode ?? null, password: '' });
  const put = (patch: Partial<typeof draft>): void => setDraft((old) => ({ ...old, ...patch }));
  const { password, number, ...rest } = draft;
  const save = useMutation({
    mutationFn: () => (person === null ? api.post('/people', { ...rest, number, password }) : api.patch(`/people/${encodeURIComponent(person.id)}`, rest)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.settings });
      onClose();
    },
  });
  const clash = tooMuchForOne(draft.roles);
  const ready = draft.name.trim() !== '' && number.trim() !== '' && draft.roles.length > 0 && !clash && (person !== null || password.length >= 10);
  return (
    <EditDrawer open title={person === null ? t('settings.person.new') : `${person.name} ${person.number}`} onClose={onClose} onSave={() => save.mutate()} saving={save.isPending} error={save.error} saveText={t('ui.save')} ready={ready}>
      <EditField label={t('settings.person.number')} htmlFor="person-number"><Input id="person-number" className="mono" disabled={person !== null} maxLength={32} value={number} onChange={(event) => put({ number: event.target.value.trim() })} /></EditField>
      <EditField label={t('settings.person.name')} htmlFor="person-name"><Input id="person-name" maxLength={32} value={draft.name} onChange={(event) => put({ name: event.target.value })} /></EditField>
      <EditField label={t('settings.person.unit')} htmlFor="person-unit"><Input id="person-unit" maxLength={64} value={draft.unit} onChange={(event) => put({ unit: event.target.value })} /></EditField>
      <EditField label={t('settings.person.roles')} htmlFor="person-roles" note={clash ? <span className="state-degraded">{t('settings.person.separate')}</span> : t('settings.person.separateNote')}>
        <Select id="person-roles" mode="multiple" value={draft.roles} onChange={(roles) => put({ roles })} options={roleNames.map((role) => ({ value: role, label: roleName(t, role) }))} />
      </EditField>
      <EditField label={t('settings.person.scope')} htmlFor="person-scope" note={t('settings.person.scopeNote')}><NodeSelect id="person-scope" tree="police" whole value={draft.scopeNode} onChange={(scopeNode) => put({ scopeNode })} placeholder={t('settings.person.whole')} /></EditField>
      {person === null && <EditField label={t('settings.person.password')} htmlFor="person-password" note={t('settings.person.passwordNote')}><Input.Password id="person-password" autoComplete="new-password" visibilityToggle={false} value={password} onChange={(event) => put({ password: event.target.value })} /></EditField>}
    </EditDrawer>
  );
}
