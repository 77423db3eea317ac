import type { Query } from '../../api/index.js';

/** What the ledger's address can say. Lists are comma separated. */
export const firstLedger = {
  q: '', node: '', by: 'police', state: '', vendor: '', pointClass: '', network: '', siteKind: '', lifecycle: '', missing: '', reason: '',
  sort: 'site', dir: 'asc', page: 1, tree: true, cols: '', sel: '',
};
export type LedgerState = typeof firstLedger;
export const pageSize = 100;

export const filterKeys = ['q', 'node', 'state', 'vendor', 'pointClass', 'network', 'siteKind', 'lifecycle', 'missing', 'reason'] as const;
export type FilterKey = (typeof filterKeys)[number];
export type LedgerFilter = Readonly<Partial<Record<FilterKey, string>>>;

export const filterOf = (state: LedgerState): LedgerFilter =>
  Object.fromEntries(filterKeys.filter((key) => state[key] !== '').map((key) => [key, state[key]]));

export const isFiltered = (state: LedgerState): boolean => filterKeys.some((key) => state[key] !== '');
export const noFilter: Readonly<Record<FilterKey, string>> = Object.fromEntries(filterKeys.map((key) => [key, ''])) as Record<FilterKey, string>;

export const ledgerQuery = (state: LedgerState): Query => ({ ...filterOf(state), sort: state.sort, dir: state.dir, page: state.page, size: pageSize });

export const list = (text: string): string[] => (text === '' ? [] : text.split(','));
export const joined = (values: readonly string[]): string => [...values].sort().join(',');

/** A selection is kept in the address up to this many cameras; above it an address bar would be filled with codes nobody can paste. */
export const keptSelection = 40;

/** Filters a person gave a name. Kept in the browser: they are habits of one desk. */
export interface SavedFilter { readonly name: string; readonly filter: LedgerFilter }
const key = 'fengsui.ledger-filters';

export function readSaved(store: Pick<Storage, 'getItem'> = localStorage): SavedFilter[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(key) ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((entry: unknown): SavedFilter[] => {
      const { name, filter } = (entry ?? {}) as { name?: unknown; filter?: unknown };
      if (typeof name !== 'string' || typeof filter !== 'object' || filter === null) return [];
      const known = Object.entries(filter).filter(([k, v]) => (filterKeys as readonly string[]).includes(k) && typeof v === 'string');
      return [{ name, filter: Object.fromEntries(known) }];
    });
  } catch {
    return []; // forbidden storage or a damaged value: nothing saved
  }
}

export function writeSaved(saved: readonly SavedFilter[], store: Pick<Storage, 'setItem'> = localStorage): void {
  try {
    store.setItem(key, JSON.stringify(saved));
  } catch {
    // storage is full or forbidden: the filter lives until reload
  }
}
