import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useDeferredValue, useEffect, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { treeQuery, type TreeName, type TreeNode } from '../../api/index.js';
import { ancestors, count, EmptyState, Icon, indexTree, Loaded, Segmented, StateMark, VirtualTree } from '../../ui/index.js';

export const treeNames = ['police', 'governance', 'site'] as const satisfies readonly TreeName[];
export type LedgerTree = (typeof treeNames)[number];
export const asTree = (text: string): LedgerTree => treeNames.find((name) => name === text) ?? 'police';

/** Nodes whose name or pinyin holds the words, with everything above them, so that their place stays readable. */
export function matching(nodes: readonly TreeNode[], words: string): { nodes: readonly TreeNode[]; open: ReadonlySet<string> } {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return { nodes, open: new Set() };
  const index = indexTree(nodes);
  const keep = new Set<string>();
  const open = new Set<string>();
  for (const node of nodes) {
    if (!node.name.toLowerCase().includes(wanted) && !(node.pinyin ?? '').toLowerCase().includes(wanted)) continue;
    keep.add(node.id);
    for (const above of ancestors(index, node.id)) {
      keep.add(above);
      open.add(above);
    }
  }
  return { nodes: nodes.filter((node) => keep.has(node.id)), open };
}

/** The area tree beside the ledger. Choosing the chosen node again takes the filter away. */
export function AreaTree({ tree, onTree, selected, onSelect, onFold }: {
  tree: LedgerTree; onTree: (tree: LedgerTree) => void; selected: string; onSelect: (id: string) => void; onFold: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const query = useQuery(treeQuery(tree));
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  /** Folded by hand while a search holds everything open. */
  const [shut, setShut] = useState<ReadonlySet<string>>(new Set());
  const nodes = useMemo(() => query.data ?? [], [query.data]);
  const found = useMemo(() => matching(nodes, wanted), [nodes, wanted]);
  const shown = useMemo(() => (wanted === '' ? open : new Set([...found.open].filter((id) => !shut.has(id)))), [wanted, open, found, shut]);
  useEffect(() => setShut(new Set()), [wanted]);

  // The first level stands open, and the way to the chosen node.
  const known = nodes.length > 0;
  useEffect(() => {
    if (!known) return;
    const index = indexTree(nodes);
    const roots = (index.children.get(null) ?? []).map((node) => node.id);
    setOpen((old) => new Set([...old, ...roots, ...(selected === '' ? [] : ancestors(index, selected))]));
    // `nodes` and `selected` are left out on purpose: a refetch must not open again what was folded by hand.
  }, [known, tree]);

  return (
    <aside className="ledger-tree panel" aria-label={t('cameras.tree.label')}>
      <div className="ledger-tree-head">
        <Segmented label={t('cameras.tree.which')} value={tree} onChange={onTree} items={treeNames.map((key) => ({ key, label: t(`cameras.tree.${key}`) }))} />
        <button type="button" className="ledger-tree-fold" aria-label={t('cameras.tree.fold')} title={t('cameras.tree.fold')} onClick={onFold}><Icon name="left" size={13} /></button>
      </div>
      <div className="ledger-tree-search">
        <Input size="small" allowClear prefix={<Icon name="search" size={12} />} placeholder={t('cameras.tree.search')} aria-label={t('cameras.tree.search')} value={words} onChange={(event) => setWords(event.target.value)} />
      </div>
      <div className="ledger-tree-body">
        <Loaded query={query} rows={8}>
          {() => (found.nodes.length === 0
            ? <EmptyState icon={wanted === '' ? 'site' : 'search'} title={wanted === '' ? t('cameras.tree.none') : t('cameras.tree.noMatch')} note={wanted === '' ? t('cameras.tree.noneNote') : undefined} />
            : (
              <VirtualTree items={found.nodes} open={shown} label={t('cameras.tree.label')} selected={selected === '' ? null : selected}
                onFold={(id, nowOpen) => (wanted === '' ? setOpen((old) => withOrWithout(old, id, nowOpen)) : setShut((old) => withOrWithout(old, id, !nowOpen)))}
                onSelect={(node) => onSelect(node.id === selected ? '' : node.id)}
                tail={(node) => <Tail node={node} />} />
            ))}
        </Loaded>
      </div>
    </aside>
  );
}

function withOrWithout(set: ReadonlySet<string>, id: string, there: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (there) next.add(id);
  else next.delete(id);
  return next;
}

function Tail({ node }: { node: TreeNode }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {node.offline > 0 && <span className="state-offline" title={t('cameras.tree.offline', { n: node.offline })}><StateMark state="offline" size={10} /> {count(node.offline)}</span>}
      <span>{count(node.cameras)}</span>
    </>
  );
}
