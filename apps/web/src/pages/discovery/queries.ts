import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, keys, type Named, type Query } from '../../api/index.js';

export type RunKind = 'multicast' | 'unicast' | 'sweep';
export interface RunProgress { readonly total: number; readonly asked: number; readonly answered: number; readonly found?: number }
export interface DiscoveryRun {
  readonly id: string; readonly kind: RunKind; readonly request: { readonly cidrs?: readonly string[]; readonly ports?: readonly number[]; readonly ratePerS?: number };
  readonly state: 'running' | 'done' | 'failed' | 'cancelled'; readonly progress: RunProgress | null; readonly startedBy?: string | Named | null;
  readonly startedAt: string; readonly endedAt: string | null; readonly error: string | null;
}
export type CandidateState = 'new' | 'accepted' | 'ignored' | 'conflict';
export type Relation = 'new' | 'matched' | 'moved' | 'replaced' | 'duplicate' | 'unknown';
export type CandidateAuth = 'none-needed' | 'unknown' | 'accepted' | 'rejected' | 'locked';
export interface Candidate {
  readonly id: string; readonly ip: string; readonly httpPort: number | null; readonly rtspPort: number | null; readonly epr?: string | null;
  readonly manufacturer: string | null; readonly model: string | null; readonly serial: string | null; readonly mac: string | null; readonly firmware: string | null; readonly name: string | null;
  readonly brandHint?: string | null; readonly channels: readonly { readonly channel: number; readonly name?: string | null }[] | null; readonly sources: readonly string[];
  readonly siteId: string | null; readonly site?: Named | null; readonly auth: CandidateAuth; readonly state: CandidateState; readonly relation: Relation;
  readonly matchedDeviceId?: string | null; readonly matched?: MatchedDevice | null; readonly conflict: unknown; readonly why?: string | null;
  readonly firstSeenAt: string; readonly lastSeenAt: string; readonly problem?: string | null;
}
/** The device of the ledger a sighting may be: the other side of a conflict. */
export interface MatchedDevice { readonly id?: string; readonly name?: string | null; readonly ip?: string | null; readonly mac?: string | null; readonly serial?: string | null; readonly manufacturer?: string | null; readonly model?: string | null; readonly firmware?: string | null; readonly site?: Named | null; readonly cameras?: number }
export interface Candidates { readonly total: number; readonly rows: readonly Candidate[]; readonly counts: Readonly<Record<CandidateState, number>> }
export interface AcceptAnswer { readonly accepted?: number; readonly cameras?: number; readonly refused?: readonly { readonly id: string; readonly zh?: string | null; readonly message?: string }[] }

export const candidatesPerPage = 100;

const rowsOf = <T>(answer: readonly T[] | { readonly rows: readonly T[] }): readonly T[] => ('rows' in answer ? answer.rows : answer);

/** A running run says its progress on the status channel; this asks too, so that a lost channel does not freeze the bar. */
export const runsQuery = queryOptions({
  queryKey: [...keys.runs, 'list'],
  queryFn: async ({ signal }) => rowsOf(await api.get<readonly DiscoveryRun[] | { rows: readonly DiscoveryRun[] }>('/discovery/runs', {}, signal)),
  refetchInterval: (query) => (query.state.data?.some((run) => run.state === 'running') === true ? 2_000 : false),
});

export const candidatesQuery = (filter: Query) =>
  queryOptions({ queryKey: [...keys.candidates, filter], queryFn: ({ signal }) => api.get<Candidates>('/candidates', filter, signal), placeholderData: keepPreviousData });
