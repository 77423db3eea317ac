import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, type CameraRow, type Page } from '../../api/index.js';
import { ledgerQuery, type LedgerFilter, type LedgerState } from './filters.js';

/**
 * Not under `keys.cameras`: the status channel would have every page of the ledger asked again each second, and rows
 * would walk away under the pointer. States come live, row by row; the order is renewed every half minute.
 */
export const ledgerKey = ['ledger'] as const;

export const ledgerPage = (state: LedgerState) => {
  const query = ledgerQuery(state);
  return queryOptions({
    queryKey: [...ledgerKey, 'page', query],
    queryFn: ({ signal }) => api.get<Page<CameraRow>>('/cameras', query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
};

/** How many a saved filter finds; one row is fetched, the total is read. */
export const ledgerCount = (filter: LedgerFilter) =>
  queryOptions({
    queryKey: [...ledgerKey, 'count', filter],
    queryFn: async ({ signal }) => (await api.get<Page<CameraRow>>('/cameras', { ...filter, page: 1, size: 1 }, signal)).total,
    staleTime: 60_000,
  });
