import { queryOptions } from '@tanstack/react-query';
import { api, type CameraStateName, type Evidence, type Named, type Outage, type Rate, type Reason } from '../../api/index.js';

/** The file's fields by key; the list of fields (GET /api/camera-fields) says what each one is. */
export type CameraFields = Readonly<Record<string, unknown>> & { readonly id: string; readonly name: string };
export interface FileState {
  readonly state: CameraStateName; readonly reason: Reason | null; readonly detail?: string | null; readonly evidence: Evidence | null; readonly since: string | null;
  readonly lastOkAt?: string | null; readonly lastCheckAt?: string | null; readonly authAt?: string | null; readonly latencyMs?: number | null;
  readonly flapping?: boolean; readonly byParent?: boolean; readonly prober?: string | null;
}
export interface DeviceFacts { readonly id: string; readonly kind?: string; readonly name?: string | null; readonly manufacturer?: string | null; readonly model?: string | null; readonly ip?: string | null }
export interface CameraFile {
  readonly camera: CameraFields; readonly state: FileState | null; readonly device: DeviceFacts | null; readonly recorder: DeviceFacts | null;
  readonly site: (Named & { readonly address?: string | null }) | null; readonly path: readonly Named[]; readonly version: number;
}

export interface StripDay { readonly day: string; readonly upS: number; readonly degradedS: number; readonly downS: number; readonly unknownS: number; readonly maintenanceS: number }
export interface ProbeVerdict { readonly kind?: string; readonly state: 'up' | 'down' | 'unknown'; readonly evidence?: Evidence; readonly latencyMs?: number | null; readonly reason?: Reason; readonly detail?: string; readonly degraded?: { readonly reason: Reason; readonly detail: string } | null }
export interface LastProbe { readonly at: string; readonly kind: string; readonly verdict: ProbeVerdict | string; readonly latencyMs: number | null }
export interface CameraHealth {
  readonly strip: readonly StripDay[]; readonly net30: Rate; readonly net90: Rate; readonly gross90: Rate; readonly outages: number; readonly mttrS: number | null;
  readonly latency: readonly { readonly at: string; readonly ms: number | null }[]; readonly lastProbes: readonly LastProbe[];
}
export interface FileChange { readonly id: number | string; readonly at: string; readonly personNumber: string | null; readonly field: string; readonly old: unknown; readonly new: unknown; readonly why: string | null }

export const fileKey = ['camera-file'] as const;
const at = (id: string): string => `/cameras/${encodeURIComponent(id)}`;
/** Some answers are bare lists, some wrap them in `rows`; both are read. */
const rowsOf = <T>(answer: readonly T[] | { readonly rows: readonly T[] }): readonly T[] => ('rows' in answer ? answer.rows : answer);

export const fileQuery = (id: string) => queryOptions({ queryKey: [...fileKey, id, 'file'], queryFn: ({ signal }) => api.get<CameraFile>(at(id), {}, signal) });
export const fileHealthQuery = (id: string) => queryOptions({ queryKey: [...fileKey, id, 'health'], queryFn: ({ signal }) => api.get<CameraHealth>(`${at(id)}/health`, { days: 90 }, signal), refetchInterval: 60_000 });
export const fileOutagesQuery = (id: string) => queryOptions({ queryKey: [...fileKey, id, 'outages'], queryFn: async ({ signal }) => rowsOf(await api.get<readonly Outage[] | { rows: readonly Outage[] }>(`${at(id)}/outages`, {}, signal)) });
export const fileChangesQuery = (id: string) => queryOptions({ queryKey: [...fileKey, id, 'changes'], queryFn: async ({ signal }) => rowsOf(await api.get<readonly FileChange[] | { rows: readonly FileChange[] }>(`${at(id)}/changes`, {}, signal)) });
