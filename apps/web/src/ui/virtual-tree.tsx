import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { Icon } from './icons.js';
import { MiddleCut } from './middle-cut.js';
import { indexTree, treeKey, visibleRows, type TreeItem } from './tree.js';

/**
 * Flat virtual tree: one list of visible rows, of which only those on screen exist in the DOM (measured against
 * AntD Tree at 100,000 cameras: half the load time, half the heap; web.md §1). Roving tabindex, keys as in `treeKey`.
 * The caller holds `open` (put it in state), and may load children when `onFold(id, true)` says a branch was opened.
 */
export function VirtualTree<T extends TreeItem>({ items, open, onFold, selected, onSelect, lead, tail, label, rowHeight = 26 }: {
  items: readonly T[]; open: ReadonlySet<string>; onFold: (id: string, open: boolean) => void;
  selected: string | null; onSelect: (item: T) => void;
  /** Drawn before and after the name: a state mark, counts. */
  lead?: (item: T) => ReactNode; tail?: (item: T) => ReactNode;
  label: string; rowHeight?: number;
}): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  const tree = useMemo(() => indexTree(items), [items]);
  const rows = useMemo(() => visibleRows(tree, open), [tree, open]);
  const [activeId, setActiveId] = useState<string | null>(selected);
  const found = rows.findIndex((row) => row.item.id === activeId);
  const active = found === -1 ? Math.max(0, rows.findIndex((row) => row.item.id === selected)) : found;
  const moved = useRef(false);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => rowHeight, overscan: 12, getItemKey: (i) => rows[i]?.item.id ?? i });

  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    virtual.scrollToIndex(active);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
  }, [active, virtual]);

  const press = (event: KeyboardEvent): void => {
    const row = rows[active];
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (row) onSelect(row.item);
      return;
    }
    const step = treeKey(rows, active, event.key);
    if (!step) return;
    event.preventDefault();
    if ('fold' in step) onFold(step.fold, step.open);
    else {
      moved.current = true;
      setActiveId(rows[step.to]?.item.id ?? null);
    }
  };

  return (
    <div ref={box} className="tree" role="tree" aria-label={label} onKeyDown={press}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
        {virtual.getVirtualItems().map((at) => {
          const row = rows[at.index];
          if (!row) return null;
          const { item } = row;
          return (
            <div key={item.id} className={`tree-row${item.id === selected ? ' selected' : ''}`} role="treeitem" aria-level={row.level} aria-setsize={row.setSize} aria-posinset={row.position}
              aria-selected={item.id === selected} {...(row.branch ? { 'aria-expanded': row.open } : {})} tabIndex={at.index === active ? 0 : -1}
              style={{ height: rowHeight, transform: `translateY(${at.start}px)`, paddingLeft: 8 + (row.level - 1) * 14 }}
              onClick={() => {
                setActiveId(item.id);
                onSelect(item);
              }}>
              <span className="tree-fold" aria-hidden onClick={(event) => {
                if (!row.branch) return;
                event.stopPropagation();
                onFold(item.id, !row.open);
              }}>
                {row.branch && <Icon name={row.open ? 'down' : 'right'} size={11} />}
              </span>
              {lead?.(item)}
              <span className="tree-name"><MiddleCut text={item.name} keep={4} /></span>
              {tail && <span className="tree-tail">{tail(item)}</span>}
            </div>
          );
        })}
      </div>
    </div>
  );
}
