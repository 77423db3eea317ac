import { isRequired, type CameraField } from '../cameras/fields.js';
import type { ImportColumn, Mapping } from './queries.js';

const key = 'fengsui.import-mapping';
/** Headers of one district's sheets; more would be sheets of other people. */
const most = 400;

const norm = (header: string): string => header.trim().toLowerCase().replace(/\s+/g, '');

/** Header text to field, as chosen the last times. Kept in the browser: the sheet comes from the same desk every month. */
export function remembered(store: Pick<Storage, 'getItem'> = localStorage): Readonly<Record<string, string>> {
  try {
    const kept: unknown = JSON.parse(store.getItem(key) ?? '{}');
    if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return {};
    return Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return {}; // forbidden storage or a damaged value: the server's guess is enough
  }
}

export function remember(columns: readonly ImportColumn[], mapping: Mapping, store: Pick<Storage, 'getItem' | 'setItem'> = localStorage): void {
  const chosen = columns.filter((c) => norm(c.header) !== '').map((c): [string, string] => [norm(c.header), mapping[c.letter] ?? '']);
  const next = Object.entries({ ...remembered(store), ...Object.fromEntries(chosen) }).slice(-most);
  try {
    store.setItem(key, JSON.stringify(Object.fromEntries(next)));
  } catch {
    // storage is full or forbidden: the server guesses again next time
  }
}

/** First what was chosen before for this header, then the server's guess. One field is given to one column only. */
export function startMapping(columns: readonly ImportColumn[], guess: Mapping, before: Readonly<Record<string, string>>): Mapping {
  const out: Record<string, string> = {};
  const taken = new Set<string>();
  const give = (letter: string, field: string | undefined): void => {
    if (field === undefined || field === '' || taken.has(field) || letter in out) return;
    out[letter] = field;
    taken.add(field);
  };
  for (const column of columns) give(column.letter, before[norm(column.header)]);
  for (const column of columns) if (before[norm(column.header)] !== '') give(column.letter, guess[column.letter]);
  return out;
}

export const isRemembered = (column: ImportColumn, mapping: Mapping, before: Readonly<Record<string, string>>): boolean => {
  const was = before[norm(column.header)];
  return was !== undefined && was !== '' && mapping[column.letter] === was;
};

/** A field chosen for one column leaves the column that had it. */
export function assign(mapping: Mapping, letter: string, field: string | null): Mapping {
  const rest = Object.entries(mapping).filter(([l, f]) => l !== letter && f !== field);
  return Object.fromEntries(field === null ? rest : [...rest, [letter, field]]);
}

/** Required fields no column brings; they become gaps of the files, not errors, except name and place. */
export function unmapped(fields: readonly CameraField[], mapping: Mapping): CameraField[] {
  const given = new Set(Object.values(mapping));
  return fields.filter((field) => isRequired(field) && field.editable !== false && !given.has(field.key));
}
