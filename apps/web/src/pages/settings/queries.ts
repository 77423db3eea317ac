import { queryOptions } from '@tanstack/react-query';
import { api, keys, type Named, type TreeName } from '../../api/index.js';

export interface Site {
  readonly id: string; readonly name: string; readonly siteKind: string | null; readonly address: string | null; readonly lng: number | null; readonly lat: number | null;
  readonly cidrs: readonly string[]; readonly gateway: string | null; readonly ports: readonly number[]; readonly plannedCameras: number | null; readonly cameras: number | null;
  readonly policeNode: string | null; readonly governanceNode: string | null; readonly maintenanceNode: string | null; readonly networkNode: string | null; readonly policeName: string | null;
}
export type OrganisationTree = Exclude<TreeName, 'site'>;
export interface OrganisationNode { readonly id: string; readonly parentId: string | null; readonly kind: string; readonly name: string; readonly pinyin: string; readonly sites: number }
/** Kinds that a person may enter; files may bring others. */
export const nodeKinds = { police: ['station', 'beat', 'command-centre', 'city'], governance: ['district', 'street', 'community', 'grid'], maintenance: ['contractor', 'crew'], network: ['core', 'switch', 'uplink'] } as const satisfies Record<OrganisationTree, readonly [string, ...string[]]>;
export interface CredentialSet {
  readonly id: string; readonly name: string; readonly siteId: string | null; readonly site: Named | null; readonly username: string; readonly cidrs: readonly string[]; readonly version: number;
  readonly createdAt: string; readonly updatedAt: string | null; readonly retiredAt: string | null; readonly tries: { readonly accepted?: number; readonly rejected?: number } | null;
}
export interface PersonRow {
  readonly id: string; readonly number: string; readonly name: string; readonly unit: string; readonly roles: readonly string[]; readonly scope: Named | null; readonly scopeNode?: string | null;
  readonly disabledAt: string | null; readonly lockedUntil: string | null; readonly lastSeenAt?: string | null; readonly language?: string;
}

const rowsOf = (answer: unknown): readonly Record<string, unknown>[] => {
  const list = Array.isArray(answer) ? answer : (answer as { rows?: unknown } | null)?.rows;
  return Array.isArray(list) ? (list as Record<string, unknown>[]) : [];
};
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const number = (value: unknown): number | null => (value === null || value === undefined || value === '' || !Number.isFinite(Number(value)) ? null : Number(value));
const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const named = (value: unknown): Named | null => (typeof value === 'object' && value !== null && typeof (value as Named).name === 'string' ? (value as Named) : null);

export function readSite(s: Record<string, unknown>): Site {
  const node = (name: string): string | null => text(s[`${name}Node`]) ?? named(s[name])?.id ?? text(s[`${name}NodeId`]);
  return {
    id: String(s['id']), name: String(s['name'] ?? ''), siteKind: text(s['siteKind'] ?? s['kind']), address: text(s['address']), lng: number(s['lng']), lat: number(s['lat']),
    cidrs: strings(s['cidrs']), gateway: text(s['gateway']), ports: strings(s['ports']).map(Number), plannedCameras: number(s['plannedCameras']), cameras: number(s['cameras']),
    policeNode: node('police'), governanceNode: node('governance'), maintenanceNode: node('maintenance'), networkNode: node('network'), policeName: named(s['police'])?.name ?? text(s['policeName']),
  };
}

export const sitesQuery = queryOptions({ queryKey: [...keys.settings, 'sites'], queryFn: async ({ signal }) => rowsOf(await api.get<unknown>('/sites', {}, signal)).map(readSite), staleTime: 60_000 });

/** Every node of a tree, also those that no camera hangs on yet: for administrators. */
export const nodesQuery = (tree: TreeName) => queryOptions({ queryKey: [...keys.settings, 'nodes', tree], queryFn: ({ signal }) => api.get<OrganisationNode[]>('/nodes', { tree }, signal), staleTime: 60_000 });

export const credentialSetsQuery = queryOptions({
  queryKey: [...keys.settings, 'credential-sets'],
  queryFn: async ({ signal }) => rowsOf(await api.get<unknown>('/credential-sets', {}, signal)).map((c): CredentialSet => ({
    id: String(c['id']), name: String(c['name'] ?? ''), siteId: text(c['siteId']), site: named(c['site']), username: String(c['username'] ?? ''), cidrs: strings(c['cidrs']), version: number(c['version']) ?? 1,
    createdAt: String(c['createdAt'] ?? ''), updatedAt: text(c['updatedAt']), retiredAt: text(c['retiredAt']), tries: (c['tries'] as CredentialSet['tries']) ?? null,
  })),
});

export const peopleQuery = queryOptions({
  queryKey: [...keys.settings, 'people'],
  queryFn: async ({ signal }) => rowsOf(await api.get<unknown>('/people', {}, signal)).map((p): PersonRow => ({
    id: String(p['id']), number: String(p['number'] ?? ''), name: String(p['name'] ?? ''), unit: String(p['unit'] ?? ''), roles: strings(p['roles']), scope: named(p['scope']), scopeNode: text(p['scopeNode']) ?? named(p['scope'])?.id ?? null,
    disabledAt: text(p['disabledAt']), lockedUntil: text(p['lockedUntil']), lastSeenAt: text(p['lastSeenAt']), language: text(p['language']) ?? 'zh-CN',
  })),
});
