import { alike } from '../cameras/bulk.js';

export interface Clash { readonly field: string; readonly base: unknown; readonly theirs: unknown; readonly mine: unknown }
export interface Merge {
  /** Both of us changed it, and not to the same value: a person must choose. */
  readonly clashes: readonly Clash[];
  /** Only the other one changed it: kept as it is now. */
  readonly theirs: readonly { readonly field: string; readonly base: unknown; readonly theirs: unknown }[];
}

type Values = Readonly<Record<string, unknown>>;

/** What happened between opening the form and saving it, field by field. */
export function mergeOf(base: Values, now: Values, mine: Values): Merge {
  const clashes: Clash[] = [];
  const theirs: Merge['theirs'][number][] = [];
  for (const field of new Set([...Object.keys(base), ...Object.keys(now)])) {
    if (moving.has(field) || alike(base[field], now[field])) continue;
    if (!(field in mine)) theirs.push({ field, base: base[field], theirs: now[field] });
    else if (!alike(now[field], mine[field])) clashes.push({ field, base: base[field], theirs: now[field], mine: mine[field] });
  }
  return { clashes, theirs };
}

/** Written by the server at every change; never a difference of opinion. */
const moving = new Set(['version', 'updatedAt', 'archiveScore', 'state', 'since', 'pinyin']);

/** What to send once the person has chosen: theirs means not to touch the field. */
export function settled(mine: Values, choice: Readonly<Record<string, 'mine' | 'theirs'>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(mine).filter(([field]) => choice[field] !== 'theirs'));
}

/** Values really different from the file; a field typed back to what it was is not a change. */
export function changesOf(file: Values, draft: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(draft).filter(([field, value]) => !alike(file[field], value)));
}
