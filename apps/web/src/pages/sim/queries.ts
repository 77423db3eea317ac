import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/index.js';

export interface SimFault { readonly id: string; readonly kind: string; readonly target: string | null; readonly targetName: string; readonly openedAt: string; readonly hosts: number; readonly cameras: number; readonly facts: Readonly<Record<string, string>> }
export interface SimNode { readonly id: string; readonly kind: string; readonly siteId: string | null; readonly name: string; readonly ip: string; readonly channels: number; readonly reachable: boolean }
export interface SimCamera { readonly id: string; readonly siteId: string; readonly name: string; readonly ip: string; readonly channel: number; readonly personality: string; readonly expected: string }
export interface SimSite { readonly id: string; readonly name: string; readonly siteKind: string }
export interface Sim {
  readonly cameras: { readonly total: number; readonly online: number; readonly degraded: number; readonly dark: number };
  readonly faults: readonly SimFault[]; readonly sites: readonly SimSite[]; readonly nodes: readonly SimNode[]; readonly list: readonly SimCamera[];
}

const key = ['sim'] as const;

/** The simulator lives outside the database, so nothing tells when it changes: it is asked. */
export const simQuery = queryOptions({ queryKey: key, queryFn: async ({ signal }) => readSim(await api.get<unknown>('/sim', {}, signal)), refetchInterval: 3_000 });

type Raw = Readonly<Record<string, unknown>>;
const record = (value: unknown): Raw => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {});
const rows = (value: unknown): readonly Raw[] => (Array.isArray(value) ? (value as readonly unknown[]).map(record) : []);
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** State (counts, faults) and district (sites, hosts, cameras) come side by side or as one; only what this page draws is read. */
export function readSim(answer: unknown): Sim {
  const all = record(answer);
  const state = 'state' in all ? record(all['state']) : all;
  const district = 'district' in all ? record(all['district']) : all;
  const counts = record(state['cameras']);
  const hosts = rows(district['hosts'] ?? district['devices'] ?? [...rows(district['switches']).map((s) => ({ kind: 'switch', ...s })), ...rows(district['recorders']).map((s) => ({ kind: 'recorder', ...s }))]);
  const list = rows(Array.isArray(district['cameras']) ? district['cameras'] : all['list']);
  const n = (name: string): number => Number(counts[name] ?? 0);
  return {
    cameras: { total: n('total'), online: n('online'), degraded: n('degraded'), dark: n('dark') },
    faults: rows(state['faults']).map((f) => ({
      id: text(f['id']), kind: text(f['kind']), target: f['target'] === null || f['target'] === undefined ? null : text(f['target']), targetName: text(f['targetName']), openedAt: text(f['openedAt']), hosts: Number(f['hosts'] ?? 0),
      cameras: Number(f['cameras'] ?? 0), facts: Object.fromEntries(Object.entries(record(f['facts'])).filter(([name]) => name !== 'password').map(([name, value]) => [name, text(value)])),
    })),
    sites: Array.isArray(district['sites']) ? rows(district['sites']).map((s) => ({ id: text(s['id']), name: text(s['name']), siteKind: text(s['siteKind'] ?? s['kind']) })) : [],
    nodes: hosts.filter((h) => h['kind'] === 'switch' || h['kind'] === 'recorder').map((h) => ({ id: text(h['id']), kind: text(h['kind']), siteId: h['siteId'] === null || h['siteId'] === undefined ? null : text(h['siteId']), name: text(h['name']), ip: text(h['ip']), channels: Number(h['channels'] ?? 0), reachable: h['reachable'] !== false })),
    list: list.map((c) => ({ id: text(c['id']), siteId: text(c['siteId']), name: text(c['name']), ip: text(c['ip']), channel: Number(c['channel'] ?? 1), personality: text(c['personality']), expected: text(c['expected'] ?? c['state'] ?? '') })),
  };
}

/** The open fault of this kind on this target, if any: its button then puts the plug back in. */
export const openOn = (faults: readonly SimFault[], kind: string, target: string | null): SimFault | undefined => faults.find((f) => f.kind === kind && f.target === target);

/** What replaces a state word of the simulator on the page. */
export const markOfExpected = (expected: string): 'online' | 'degraded' | 'offline' | 'unknown' => (expected === 'online' || expected === 'degraded' || expected === 'offline' ? expected : 'unknown');
