import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, keys } from '../../api/index.js';

export type ImportState = 'read' | 'mapped' | 'dry-run' | 'applying' | 'applied' | 'failed' | 'abandoned';
export type RowVerdict = 'add' | 'update' | 'error' | 'duplicate' | 'same';
export interface ImportColumn { readonly letter: string; readonly header: string; readonly sample: string | null }
export type Mapping = Readonly<Record<string, string>>;
export type Totals = Readonly<Partial<Record<RowVerdict, number>>>;
export interface ImportProgress { readonly total?: number; readonly done?: number }
export interface ImportJob {
  readonly id: string; readonly fileName?: string; readonly charset?: string | null; readonly format?: string; readonly state: ImportState; readonly rows?: number;
  readonly columns?: readonly ImportColumn[]; readonly guess?: Mapping; readonly mapping?: Mapping | null; readonly totals?: Totals | null;
  readonly progress?: ImportProgress | null; readonly error?: string | null; readonly tookMs?: number | null; readonly problems?: number;
}
export interface RowProblem { readonly column: string | null; readonly field: string | null; readonly code: string; readonly message: string; readonly zh: string | null; readonly severity: 'error' | 'warning' }
export interface ImportRow {
  readonly no: number; readonly verdict: RowVerdict; readonly cells: Readonly<Record<string, string | null>>; readonly problems: readonly RowProblem[]; readonly cameraId: string | null;
  readonly changes?: readonly { readonly field: string; readonly old: unknown; readonly new: unknown }[];
}
export interface ImportRows { readonly total: number; readonly rows: readonly ImportRow[] }

export const rowsPerPage = 25;
const at = (id: string): string => `/imports/${encodeURIComponent(id)}`;

/** Asked each second while the server works; the status channel also says when it is done. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.imports, id, 'job'],
    queryFn: ({ signal }) => api.get<ImportJob>(at(id), {}, signal),
    refetchInterval: (query) => (query.state.data?.state === 'applying' ? 1_000 : false),
  });

export const importRows = (id: string, verdict: RowVerdict, page: number) =>
  queryOptions({
    queryKey: [...keys.imports, id, 'rows', verdict, page],
    queryFn: async ({ signal }) => readRows(await api.get<ImportRows | readonly ImportRow[]>(`${at(id)}/rows`, { verdict, page, size: rowsPerPage }, signal)),
    placeholderData: keepPreviousData,
  });

function readRows(answer: ImportRows | readonly ImportRow[]): ImportRows {
  const found = 'rows' in answer ? answer : { total: answer.length, rows: answer };
  return { total: found.total, rows: found.rows.map((row) => ({ ...row, no: row.no ?? (row as { rowNo?: number }).rowNo ?? 0, problems: row.problems ?? [], cells: row.cells ?? {} })) };
}

export const importAt = at;
