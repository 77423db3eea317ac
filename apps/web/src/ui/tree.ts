/** The tree as a flat list of what can be seen: pure, so that 100,000 nodes can be walked in a test. */
export interface TreeItem { readonly id: string; readonly parentId: string | null; readonly name: string; /** Has children that are not loaded yet. */ readonly branch?: boolean }
export interface TreeRow<T extends TreeItem> { readonly item: T; readonly level: number; readonly position: number; readonly setSize: number; readonly branch: boolean; readonly open: boolean }

export interface TreeIndex<T extends TreeItem> { readonly children: ReadonlyMap<string | null, readonly T[]>; readonly byId: ReadonlyMap<string, T> }

/** Items whose parent is missing (out of scope) stand at the top rather than vanish. */
export function indexTree<T extends TreeItem>(items: readonly T[]): TreeIndex<T> {
  const byId = new Map(items.map((item) => [item.id, item]));
  const children = new Map<string | null, T[]>();
  for (const item of items) {
    const parent = item.parentId !== null && byId.has(item.parentId) ? item.parentId : null;
    const list = children.get(parent);
    if (list) list.push(item);
    else children.set(parent, [item]);
  }
  return { children, byId };
}

/** Rows in reading order. Iterative: a ledger may nest deeper than the stack likes. */
export function visibleRows<T extends TreeItem>(tree: TreeIndex<T>, open: ReadonlySet<string>): TreeRow<T>[] {
  const rows: TreeRow<T>[] = [];
  const stack: { list: readonly T[]; at: number; level: number }[] = [{ list: tree.children.get(null) ?? [], at: 0, level: 1 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const item = top.list[top.at];
    if (item === undefined) {
      stack.pop();
      continue;
    }
    top.at += 1;
    const under = tree.children.get(item.id);
    const branch = under !== undefined || item.branch === true;
    const isOpen = branch && open.has(item.id);
    rows.push({ item, level: top.level, position: top.at, setSize: top.list.length, branch, open: isOpen });
    if (isOpen && under) stack.push({ list: under, at: 0, level: top.level + 1 });
  }
  return rows;
}

/** All places above a node, so that a node found by search can be shown. */
export function ancestors<T extends TreeItem>(tree: TreeIndex<T>, id: string): string[] {
  const above: string[] = [];
  for (let item = tree.byId.get(id); item?.parentId != null && above.length < 64; item = tree.byId.get(item.parentId)) above.push(item.parentId);
  return above;
}

export type TreeStep = { readonly to: number } | { readonly fold: string; readonly open: boolean } | null;

/** What a key does at row `at`, by the WAI-ARIA tree pattern. */
export function treeKey<T extends TreeItem>(rows: readonly TreeRow<T>[], at: number, key: string): TreeStep {
  const row = rows[at];
  if (!row) return rows.length > 0 ? { to: 0 } : null;
  switch (key) {
    case 'ArrowDown': return { to: Math.min(at + 1, rows.length - 1) };
    case 'ArrowUp': return { to: Math.max(at - 1, 0) };
    case 'PageDown': return { to: Math.min(at + 20, rows.length - 1) };
    case 'PageUp': return { to: Math.max(at - 20, 0) };
    case 'Home': return { to: 0 };
    case 'End': return { to: rows.length - 1 };
    case 'ArrowRight':
      if (!row.branch) return null;
      return row.open ? { to: Math.min(at + 1, rows.length - 1) } : { fold: row.item.id, open: true };
    case 'ArrowLeft': {
      if (row.branch && row.open) return { fold: row.item.id, open: false };
      for (let i = at - 1; i >= 0; i -= 1) if ((rows[i]?.level ?? 0) < row.level) return { to: i };
      return null;
    }
    default: return null;
  }
}
