import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api, keys } from '../../api/index.js';
import { count, EmptyState, Icon, indexTree, Loaded, Segmented, useListState, VirtualTree } from '../../ui/index.js';
import { NodeSelect } from '../cameras/site-select.js';
import { EditDrawer, EditField } from './edit-drawer.js';
import { nodeKinds, nodesQuery, type OrganisationNode, type OrganisationTree } from './queries.js';

const names = ['police', 'governance', 'maintenance', 'network'] as const satisfies readonly OrganisationTree[];
const first = { tree: 'police', q: '', edit: '' };

/** The trees that places hang on. A node is entered below its parent and may be renamed; it is never deleted, because scopes and published groups hang on it. */
export function Organisation(): ReactElement {
  const { t } = useTranslation();
  const [state, set] = useListState(first);
  const tree = names.find((name) => name === state.tree) ?? 'police';
  const query = useQuery(nodesQuery(tree));
  const [shut, setShut] = useState<ReadonlySet<string>>(new Set());
  const all = useMemo(() => query.data ?? [], [query.data]);
  const shown = useMemo(() => withAncestors(all, state.q), [all, state.q]);
  const open = useMemo(() => new Set(all.map((node) => node.id).filter((id) => !shut.has(id))), [all, shut]);
  const edited = state.edit === 'new' ? 'new' : all.find((node) => node.id === state.edit) ?? null;
  const fold = (id: string, opened: boolean): void => setShut((old) => {
    const next = new Set(old);
    if (opened) next.delete(id); else next.add(id);
    return next;
  });
  return (
    <section className="panel settings-main" aria-label={t('settings.section.organisation')}>
      <div className="candidate-bar">
        <Segmented label={t('settings.node.tree')} value={tree} onChange={(key) => set({ tree: key, edit: '' })} items={names.map((key) => ({ key, label: t(`settings.node.trees.${key}`) }))} />
        <Input className="candidate-words" allowClear prefix={<Icon name="search" size={13} />} value={state.q} placeholder={t('settings.node.search')} aria-label={t('settings.node.search')} onChange={(event) => set({ q: event.target.value }, { replace: true })} />
        <span className="grow" />
        <Button type="primary" onClick={() => set({ edit: 'new' })}><Icon name="plus" size={13} />{t('settings.node.new')}</Button>
      </div>
      <Loaded query={query} rows={8}>
        {() => (shown.length === 0
          ? <EmptyState icon="folder" title={t(state.q === '' ? 'settings.node.none' : 'settings.node.noMatch')} note={state.q === '' ? t('settings.node.noneNote') : undefined} />
          : <VirtualTree items={shown} open={open} onFold={fold} selected={state.edit} onSelect={(node) => set({ edit: node.id })} label={t('settings.section.organisation')} rowHeight={32}
              lead={(node) => <span className="tag">{t(`settings.node.kinds.${node.kind as 'station'}`, { defaultValue: node.kind })}</span>} tail={(node) => <span className="muted">{t('settings.node.sites', { n: count(node.sites) })}</span>} />)}
      </Loaded>
      <footer className="grid-foot"><span className="muted">{t('settings.node.sum', { n: all.length })}</span><span className="grow" /><span className="faint">{t('settings.node.hint')}</span></footer>
      {edited !== null && <NodeForm key={`${tree}-${state.edit}`} tree={tree} node={edited === 'new' ? null : edited} onClose={() => set({ edit: '' })} />}
    </section>
  );
}

/** Nodes that hold the words, with the way to each of them. */
function withAncestors(all: readonly OrganisationNode[], words: string): readonly OrganisationNode[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return all;
  const { byId } = indexTree(all);
  const keep = new Set<string>();
  for (const node of all) {
    if (!`${node.name} ${node.pinyin}`.toLowerCase().includes(wanted)) continue;
    for (let at: OrganisationNode | undefined = node; at && !keep.has(at.id); at = at.parentId === null ? undefined : byId.get(at.parentId)) keep.add(at.id);
  }
  return all.filter((node) => keep.has(node.id));
}

function NodeForm({ tree, node, onClose }: { tree: OrganisationTree; node: OrganisationNode | null; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [draft, setDraft] = useState({ name: node?.name ?? '', kind: nodeKinds[tree][0], parentId: null as string | null });
  const save = useMutation({
    mutationFn: () => (node === null ? api.post('/nodes', { tree, ...draft, name: draft.name.trim() }) : api.patch(`/nodes/${encodeURIComponent(node.id)}`, { name: draft.name.trim() })),
    onSuccess: async () => {
      await Promise.all([queries.invalidateQueries({ queryKey: keys.settings }), queries.invalidateQueries({ queryKey: keys.tree })]);
      onClose();
    },
  });
  return (
    <EditDrawer open title={node?.name ?? t('settings.node.new')} onClose={onClose} onSave={() => save.mutate()} saving={save.isPending} error={save.error} saveText={t('ui.save')} ready={draft.name.trim() !== ''}>
      <EditField label={t('settings.node.name')} htmlFor="node-name"><Input id="node-name" autoFocus maxLength={64} value={draft.name} onChange={(event) => setDraft({ ...draft, name: event.target.value })} /></EditField>
      {node === null && <>
        <EditField label={t('settings.node.kind')} htmlFor="node-kind"><Select id="node-kind" value={draft.kind} options={nodeKinds[tree].map((value) => ({ value, label: t(`settings.node.kinds.${value}`) }))} onChange={(kind) => setDraft({ ...draft, kind })} /></EditField>
        <EditField label={t('settings.node.parent')} htmlFor="node-parent" note={t('settings.node.parentNote')}><NodeSelect id="node-parent" tree={tree} whole value={draft.parentId} onChange={(parentId) => setDraft({ ...draft, parentId })} placeholder={t('settings.node.top')} /></EditField>
      </>}
    </EditDrawer>
  );
}
