import { QueryCache, QueryClient, queryOptions } from '@tanstack/react-query';
import { api, ApiFault, type Query } from './client.js';
import type { Group, GroupBy, OutageDetail, OutageList, Overview, SearchAnswer, Session, Trend, TrendSpan, TreeName, TreeNode, WorstSite } from './types.js';

/** Called when the server says the session is over; the router sends the person to /login. */
let onSignedOut: () => void = () => undefined;
export const whenSignedOut = (act: () => void): void => {
  onSignedOut = act;
};

export function openQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiFault && error.signedOut) onSignedOut();
      },
    }),
    defaultOptions: {
      queries: {
        // News arrives by the status channel, which invalidates what changed; without it live.ts polls every 30 s.
        staleTime: 15_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => count < 2 && (!(error instanceof ApiFault) || error.worthRetrying),
      },
      mutations: { retry: false },
    },
  });
}

/** First words of every query key, so that the status channel can say which kind of answer went stale. */
export const keys = {
  session: ['session'] as const,
  overview: ['overview'] as const,
  cameras: ['cameras'] as const,
  tree: ['tree'] as const,
  outages: ['outages'] as const,
  candidates: ['candidates'] as const,
  runs: ['runs'] as const,
  imports: ['imports'] as const,
  settings: ['settings'] as const,
  trail: ['trail'] as const,
};

export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: ({ signal }) => api.get<Session>('/session', {}, signal),
  staleTime: 60_000,
  retry: false,
});

export const overviewQuery = queryOptions({
  queryKey: [...keys.overview, 'numbers'],
  queryFn: ({ signal }) => api.get<Overview>('/overview', {}, signal),
});

export const trendQuery = (span: TrendSpan) =>
  queryOptions({ queryKey: [...keys.overview, 'trend', span], queryFn: ({ signal }) => api.get<Trend>('/overview/trend', { span }, signal), staleTime: 60_000 });

export const groupsQuery = (by: GroupBy) =>
  queryOptions({ queryKey: [...keys.overview, 'groups', by], queryFn: ({ signal }) => api.get<Group[]>('/overview/groups', { by }, signal) });

export const worstQuery = (limit: number) =>
  queryOptions({ queryKey: [...keys.overview, 'worst', limit], queryFn: ({ signal }) => api.get<WorstSite[]>('/overview/worst', { limit }, signal) });

export const treeQuery = (tree: TreeName) =>
  queryOptions({ queryKey: [...keys.tree, tree], queryFn: ({ signal }) => api.get<TreeNode[]>('/tree', { tree }, signal), staleTime: 60_000 });

export const outagesQuery = (filter: Query) =>
  queryOptions({ queryKey: [...keys.outages, 'list', filter], queryFn: ({ signal }) => api.get<OutageList>('/outages', filter, signal) });

export const outageQuery = (id: string) =>
  queryOptions({ queryKey: [...keys.outages, id], queryFn: ({ signal }) => api.get<OutageDetail>(`/outages/${encodeURIComponent(id)}`, {}, signal) });

export const searchQuery = (q: string) =>
  queryOptions({ queryKey: ['search', q], queryFn: ({ signal }) => api.get<SearchAnswer>('/search', { q }, signal), enabled: q !== '', staleTime: 10_000 });
