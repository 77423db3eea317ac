import type { ImportColumn, ImportRow, Mapping, RowProblem } from './queries.js';

/** Fields that let a person recognise a row, in this order. */
const telling = ['site', 'siteName', 'name', 'gbCode', 'ip', 'manufacturer', 'model'];
const most = 9;

/** Columns of the sheet to show: where these rows have problems, and what names a row; in the order of the sheet. */
export function sheetColumns(columns: readonly ImportColumn[], mapping: Mapping, rows: readonly ImportRow[]): ImportColumn[] {
  const wrong = new Set(rows.flatMap((row) => row.problems.flatMap((p) => letterOf(p, mapping) ?? [])));
  const name = columns.find((c) => mapping[c.letter] === 'name')?.letter;
  const chosen = new Set([...(name === undefined ? [] : [name]), ...wrong]);
  for (const field of telling) {
    if (chosen.size >= most) break;
    const letter = columns.find((c) => mapping[c.letter] === field)?.letter;
    if (letter !== undefined) chosen.add(letter);
  }
  return columns.filter((c) => chosen.has(c.letter)).slice(0, Math.max(most, wrong.size + 1));
}

export function letterOf(problem: Pick<RowProblem, 'column' | 'field'>, mapping: Mapping): string | null {
  if (problem.column !== null && problem.column !== '') return problem.column;
  return Object.entries(mapping).find(([, field]) => field === problem.field)?.[0] ?? null;
}

/** The worst problem of a cell decides its frame: red stops the import, amber only warns. */
export function cellProblem(row: ImportRow, letter: string, mapping: Mapping): RowProblem | null {
  const own = row.problems.filter((p) => letterOf(p, mapping) === letter);
  return own.find((p) => p.severity === 'error') ?? own[0] ?? null;
}

/** "GB code 9, position 7": how many of the shown problems each field has. */
export function problemsByField(rows: readonly ImportRow[]): { field: string; n: number }[] {
  const counts = new Map<string, number>();
  for (const row of rows) for (const field of new Set(row.problems.map((p) => p.field ?? ''))) counts.set(field, (counts.get(field) ?? 0) + 1);
  return [...counts].map(([field, n]) => ({ field, n })).sort((a, b) => b.n - a.n);
}

/** Rows whose longitude and latitude stand in each other's place. */
export const swappedRows = (rows: readonly ImportRow[]): ImportRow[] => rows.filter((row) => row.problems.some((p) => /swap/.test(p.code)));

/** The cells to write for such a row; null when the sheet has no such columns. */
export function swapped(row: ImportRow, mapping: Mapping): Record<string, string> | null {
  const of = (...names: string[]): string | undefined => Object.entries(mapping).find(([, field]) => names.includes(field))?.[0];
  const [lng, lat] = [of('lng', 'longitude'), of('lat', 'latitude')];
  if (lng === undefined || lat === undefined) return null;
  return { [lng]: row.cells[lat] ?? '', [lat]: row.cells[lng] ?? '' };
}
