import { useVirtualizer } from '@tanstack/react-virtual';
import { Checkbox } from 'antd';
import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLook } from '../../theme/theme.js';
import { Icon } from '../../ui/index.js';
import { gridKey, gridTemplate, gridWidth, toggled, type GridColumn } from './grid.js';
import './row-grid.css';

/**
 * A page of rows (100 to 500) of which only those on screen exist in the DOM. One row is in the tab order; arrows move,
 * Space marks, Shift+arrow marks on, Enter opens. Sorting and paging are the server's business: we only say what was asked.
 */
export function RowGrid<R extends { readonly id: string }>({ rows, columns, label, sort, dir, onSort, selected, onSelected, onOpen, current, tone, lines = 1 }: {
  rows: readonly R[]; columns: readonly GridColumn<R>[]; label: string;
  sort?: string; dir?: string; onSort?: (sort: string, dir: 'asc' | 'desc') => void;
  selected?: ReadonlySet<string>; onSelected?: (selected: ReadonlySet<string>) => void;
  onOpen?: (row: R) => void;
  /** Row shown in a drawer beside the grid. */
  current?: string | null;
  /** Extra class of a row. */
  tone?: (row: R) => string;
  lines?: 1 | 2;
}): ReactElement {
  const { t } = useTranslation();
  const roomy = useLook().density === 'comfortable';
  const height = (roomy ? 40 : 32) + (lines === 2 ? 18 : 0);
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const moved = useRef(false);
  const at = Math.min(active, Math.max(0, rows.length - 1));
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => box.current, estimateSize: () => height, overscan: 3, scrollMargin: 32, scrollPaddingStart: 32, getItemKey: (i) => rows[i]?.id ?? i });

  useEffect(() => virtual.measure(), [height, virtual]);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    virtual.scrollToIndex(at);
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus({ preventScroll: true }));
  }, [at, virtual]);

  const mark = (id: string): void => onSelected?.(toggled(selected ?? new Set(), id));
  const press = (event: KeyboardEvent): void => {
    if ((event.target as HTMLElement).closest('input, button, a') !== null && event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const row = rows[at];
    if (!row) return;
    const step = gridKey(at, rows.length, event.key);
    if (step !== null) {
      event.preventDefault();
      moved.current = true;
      setActive(step);
      const to = rows[step];
      if (event.shiftKey && onSelected && to) onSelected(new Set([...(selected ?? []), row.id, to.id]));
    } else if (event.key === ' ' && onSelected) {
      event.preventDefault();
      mark(row.id);
    } else if (event.key === 'Enter' && onOpen) {
      event.preventDefault();
      onOpen(row);
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && onSelected) {
      event.preventDefault();
      onSelected(new Set([...(selected ?? []), ...rows.map((r) => r.id)]));
    }
  };

  const choosing = onSelected !== undefined;
  const marked = choosing ? rows.filter((row) => selected?.has(row.id) === true).length : 0;
  const track = { '--grid-columns': gridTemplate(columns, choosing), '--grid-width': `${gridWidth(columns, choosing)}px`, '--grid-row': `${height}px` } as CSSProperties;

  return (
    <div ref={box} className="grid" role="grid" aria-label={label} aria-rowcount={rows.length + 1} aria-multiselectable={choosing} style={track} onKeyDown={press}>
      <div className="grid-head" role="row" aria-rowindex={1}>
        {choosing && (
          <span className="grid-cell grid-check" role="columnheader">
            <Checkbox aria-label={t('cameras.grid.all')} checked={marked > 0 && marked === rows.length} indeterminate={marked > 0 && marked < rows.length}
              onChange={(event) => onSelected(event.target.checked ? new Set([...(selected ?? []), ...rows.map((r) => r.id)]) : without(selected, rows))} />
          </span>
        )}
        {columns.map((column) => <HeadCell key={column.key} column={column} {...(sort !== undefined ? { sort } : {})} {...(dir !== undefined ? { dir } : {})} {...(onSort ? { onSort } : {})} />)}
      </div>
      <div className="grid-body" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          const on = selected?.has(row.id) === true;
          return (
            <div key={row.id} role="row" aria-rowindex={item.index + 2} {...(choosing ? { 'aria-selected': on } : {})} tabIndex={item.index === at ? 0 : -1}
              className={`grid-row${on ? ' selected' : ''}${current === row.id ? ' current' : ''}${tone ? ` ${tone(row)}` : ''}`}
              style={{ transform: `translateY(${item.start - 32}px)` }}
              onClick={() => setActive(item.index)} onDoubleClick={() => onOpen?.(row)}>
              {choosing && (
                <span className="grid-cell grid-check" role="gridcell" onDoubleClick={(event) => event.stopPropagation()}>
                  <Checkbox tabIndex={-1} aria-label={t('cameras.grid.one')} checked={on} onChange={() => mark(row.id)} />
                </span>
              )}
              {columns.map((column) => (
                <span key={column.key} role="gridcell" className={`grid-cell${column.align === 'right' ? ' num' : ''}${column.quiet === true ? ' muted' : ''}`}>{column.cell(row)}</span>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function without<R extends { readonly id: string }>(selected: ReadonlySet<string> | undefined, rows: readonly R[]): ReadonlySet<string> {
  const here = new Set(rows.map((row) => row.id));
  return new Set([...(selected ?? [])].filter((id) => !here.has(id)));
}

function HeadCell<R>({ column, sort, dir, onSort }: { column: GridColumn<R>; sort?: string; dir?: string; onSort?: (sort: string, dir: 'asc' | 'desc') => void }): ReactElement {
  const className = `grid-cell${column.align === 'right' ? ' num' : ''}`;
  if (column.sort === undefined || !onSort) return <span className={className} role="columnheader">{column.title}</span>;
  const by = column.sort;
  const on = sort === by;
  const mark: ReactNode = on ? <Icon name={dir === 'desc' ? 'down' : 'up'} size={10} /> : null;
  return (
    <span className={className} role="columnheader" aria-sort={on ? (dir === 'desc' ? 'descending' : 'ascending') : 'none'}>
      <button type="button" className="grid-sort" onClick={() => onSort(by, on && dir !== 'desc' ? 'desc' : 'asc')}>{column.title}{mark}</button>
    </span>
  );
}
