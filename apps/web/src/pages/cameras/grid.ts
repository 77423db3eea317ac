import type { ReactNode } from 'react';

/** One column of a RowGrid. `min` px always fit its longest usual text; `grow` shares what is left over. */
export interface GridColumn<R> {
  readonly key: string; readonly title: ReactNode; readonly min: number; readonly grow?: number;
  readonly align?: 'right'; readonly sort?: string; readonly quiet?: boolean;
  readonly cell: (row: R) => ReactNode;
}

const checkPx = 40;

export function gridTemplate<R>(columns: readonly GridColumn<R>[], choosing: boolean): string {
  const tracks = columns.map((c) => (c.grow === undefined ? `${c.min}px` : `minmax(${c.min}px, ${c.grow}fr)`));
  return (choosing ? [`${checkPx}px`, ...tracks] : tracks).join(' ');
}

/** Below this the grid scrolls sideways rather than cut texts. */
export function gridWidth<R>(columns: readonly GridColumn<R>[], choosing: boolean): number {
  return columns.reduce((sum, c) => sum + c.min, choosing ? checkPx : 0);
}

/** Row to go to on a key; null when the key does not move. */
export function gridKey(at: number, rows: number, key: string): number | null {
  const last = rows - 1;
  switch (key) {
    case 'ArrowDown': return Math.min(at + 1, last);
    case 'ArrowUp': return Math.max(at - 1, 0);
    case 'PageDown': return Math.min(at + 20, last);
    case 'PageUp': return Math.max(at - 20, 0);
    case 'Home': return 0;
    case 'End': return last;
    default: return null;
  }
}

export function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Page numbers to offer: both ends, the present one and its neighbours; null marks a gap. */
export function pageNumbers(page: number, pages: number): (number | null)[] {
  const wanted = [...new Set([1, page - 1, page, page + 1, pages, ...(page <= 3 ? [2, 3] : [])])].filter((p) => p >= 1 && p <= pages).sort((a, b) => a - b);
  const out: (number | null)[] = [];
  for (const p of wanted) {
    const before = out.at(-1);
    if (typeof before === 'number' && p - before > 1) out.push(p - before === 2 ? p - 1 : null);
    out.push(p);
  }
  return out;
}
