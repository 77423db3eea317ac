import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

export type ListValues = Readonly<Record<string, string | number | boolean>>;

/**
 * Filters, sort, page and selection live in the URL, so that a view can be pasted to a colleague.
 * `first` names the values and their types; values equal to it are left out of the address.
 * Changing anything but `page` goes back to the first page. `replace` keeps typing out of the history.
 */
export function useListState<T extends ListValues>(first: T): [T, (patch: Partial<T>, how?: { replace?: boolean }) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const state = useMemo(() => readState(first, search), [first, search]);
  const set = useCallback(
    (patch: Partial<T>, how: { replace?: boolean } = {}) => {
      void navigate({
        to: '.',
        replace: how.replace ?? false,
        search: (old: Readonly<Record<string, unknown>>) => {
          const next = { ...readState(first, old), ...('page' in first && !('page' in patch) ? { page: first['page'] } : {}), ...patch };
          return { ...foreign(first, old), ...written(first, next) };
        },
      });
    },
    [first, navigate],
  );
  return [state, set];
}

export function readState<T extends ListValues>(first: T, search: Readonly<Record<string, unknown>>): T {
  const state: Record<string, string | number | boolean> = { ...first };
  for (const [key, fallback] of Object.entries(first)) {
    const given = search[key];
    if (given === undefined || given === null) continue;
    if (typeof fallback === 'number') {
      const n = Number(given);
      if (Number.isFinite(n)) state[key] = n;
    } else if (typeof fallback === 'boolean') state[key] = String(given) === 'true';
    else state[key] = String(given);
  }
  return state as T;
}

function written(first: ListValues, next: ListValues): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [key, value] of Object.entries(next)) if (value !== undefined && value !== first[key]) out[key] = String(value);
  return out;
}

/** Another list on the same page (tree beside table) keeps its own words. */
function foreign(first: ListValues, old: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(old).filter(([key]) => !(key in first)));
}
