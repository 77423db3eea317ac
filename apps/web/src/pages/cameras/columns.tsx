import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import { serverNow, useLiveCamera, type CameraRow, type CameraStateName } from '../../api/index.js';
import { MiddleCut, StateWord, stretch } from '../../ui/index.js';
import type { GridColumn } from './grid.js';

/** Columns the ledger knows; the first twelve are shown until the person chooses (web.md §3). */
export const columnKeys = [
  'state', 'site', 'name', 'address', 'gbCode', 'model', 'ip', 'pointClass', 'network', 'codec', 'archiveScore', 'since',
  'reason', 'evidence', 'channel', 'rtspPort', 'position', 'lifecycle',
] as const;
export type ColumnKey = (typeof columnKeys)[number];
export const defaultColumns: readonly ColumnKey[] = columnKeys.slice(0, 12);

const stored = 'fengsui.ledger-columns';

export function readColumns(text: string): readonly ColumnKey[] {
  const wanted = new Set(text.split(','));
  const known = columnKeys.filter((key) => wanted.has(key));
  return known.length > 0 ? known : defaultColumns;
}
export function keptColumns(): string {
  try {
    return localStorage.getItem(stored) ?? '';
  } catch {
    return ''; // forbidden storage: the twelve of the brief
  }
}
export function keepColumns(keys: readonly ColumnKey[]): void {
  try {
    localStorage.setItem(stored, keys.join(','));
  } catch {
    // the choice stays in the address
  }
}

export function ledgerColumns(t: TFunction, keys: readonly ColumnKey[]): GridColumn<CameraRow>[] {
  const dash = <span className="faint">—</span>;
  const all: Record<ColumnKey, Omit<GridColumn<CameraRow>, 'key' | 'title'>> = {
    state: { min: 84, sort: 'state', cell: (row) => <LiveState row={row} /> },
    site: { min: 88, grow: 0.6, sort: 'site', cell: (row) => (row.site ? <MiddleCut text={row.site.name} keep={3} /> : dash) },
    name: { min: 140, grow: 1.5, sort: 'name', cell: (row) => <Link className="ledger-name" to={`/cameras/${row.id}`}><MiddleCut text={row.name} keep={5} /></Link> },
    address: { min: 160, grow: 3, sort: 'address', quiet: true, cell: (row) => (row.address === null || row.address === '' ? dash : <span title={row.address}>{row.address}</span>) },
    gbCode: { min: 172, sort: 'gbCode', quiet: true, cell: (row) => (row.gbCode ? <code>{row.gbCode}</code> : dash) },
    model: { min: 176, grow: 0.5, sort: 'model', quiet: true, cell: (row) => <span title={`${row.manufacturer ?? ''} ${row.model ?? ''}`}><span className="ledger-vendor">{row.manufacturer ?? '—'}</span> {row.model ?? ''}</span> },
    ip: { min: 112, sort: 'ip', quiet: true, cell: (row) => (row.ip === null ? dash : <code>{row.ip}</code>) },
    pointClass: { min: 56, sort: 'pointClass', cell: (row) => t(`pointClass.${asClass(row.pointClass)}`) },
    network: { min: 76, sort: 'network', quiet: true, cell: (row) => (row.network === null || row.network === '' ? dash : networkName(t, row.network)) },
    codec: { min: 118, quiet: true, cell: (row) => codecText(row) ?? dash },
    archiveScore: { min: 80, align: 'right', sort: 'archiveScore', cell: (row) => <Score value={row.archiveScore} /> },
    since: { min: 112, sort: 'since', cell: (row) => <LiveSince row={row} t={t} /> },
    reason: { min: 96, sort: 'reason', quiet: true, cell: (row) => (row.reason === null ? dash : t(`reason.${row.reason}`)) },
    evidence: { min: 112, quiet: true, cell: (row) => (row.evidence === null ? dash : `${row.evidence} ${t(`evidence.${row.evidence}`)}`) },
    channel: { min: 60, align: 'right', quiet: true, cell: (row) => row.channel },
    rtspPort: { min: 84, align: 'right', quiet: true, cell: (row) => row.rtspPort ?? dash },
    position: { min: 168, quiet: true, cell: (row) => (row.lng === null || row.lat === null ? dash : <code>{Number(row.lng).toFixed(6)}, {Number(row.lat).toFixed(6)}</code>) },
    lifecycle: { min: 76, sort: 'lifecycle', quiet: true, cell: (row) => lifecycleName(t, row.lifecycle) },
  };
  return keys.map((key) => ({ key, title: t(`cameras.column.${key}`), ...all[key] }));
}

export const asClass = (n: number): '1' | '2' | '3' | '4' => (n === 1 ? '1' : n === 2 ? '2' : n === 4 ? '4' : '3');

export function codecText(row: Pick<CameraRow, 'codec' | 'resolution'>): string | null {
  if (row.codec === null && row.resolution === null) return null;
  return [row.codec, pixels(row.resolution)].filter((part) => part !== null && part !== '').join(' · ');
}

/** "2560x1440" is said as "4 MP", as the trade does; full HD keeps its own name. */
export function pixels(resolution: string | null): string | null {
  const found = /^(\d{3,5})\s*[x×*]\s*(\d{3,5})$/i.exec(resolution ?? '');
  if (!found) return resolution;
  const [width, height] = [Number(found[1]), Number(found[2])];
  if (height === 1080 || height === 720) return `${height}p`;
  if (width * height < 1e6) return `${width}×${height}`;
  return `${Math.round((width * height) / 1e6)} MP`;
}

const networks = ['video-private', 'government', 'internet-vpn', 'public'] as const;
export const networkNames = networks;
export function networkName(t: TFunction, network: string): string {
  const known = networks.find((n) => n === network);
  return known ? t(`cameras.network.${known}`) : network;
}

const lifecycles = ['planned', 'installing', 'trial', 'in-service', 'suspended', 'replaced', 'retired'] as const;
export const lifecycleNames = lifecycles;
export function lifecycleName(t: TFunction, lifecycle: string): string {
  const known = lifecycles.find((n) => n === lifecycle);
  return known ? t(`cameras.lifecycle.${known}`) : lifecycle;
}

function Score({ value }: { value: number | null }): ReactElement {
  if (value === null) return <span className="faint">—</span>;
  const score = Number(value);
  const text = score >= 100 ? '100 %' : `${(Math.floor(score * 10) / 10).toFixed(1)} %`;
  return <span className={score < 100 ? 'state-degraded' : 'muted'}>{text}</span>;
}

function LiveState({ row }: { row: CameraRow }): ReactElement {
  const live = useLiveCamera(row.id);
  return <StateWord state={live?.state ?? row.state} flapping={row.flapping} />;
}

function LiveSince({ row, t }: { row: CameraRow; t: TFunction }): ReactElement {
  const live = useLiveCamera(row.id);
  const state = live?.state ?? row.state;
  const since = live?.since ?? row.since;
  return <span className={loud(state)} {...(since === null ? {} : { title: since })}>{sinceText(t, state, since)}</span>;
}

const loud = (state: CameraStateName): string => (state === 'offline' ? 'state-offline' : state === 'degraded' ? 'state-degraded' : state === 'maintenance' ? 'state-maintenance' : 'muted');

/** The state is repeated only where somebody may have to act. */
export function sinceText(t: TFunction, state: CameraStateName, since: string | null): string {
  if (since === null) return '—';
  const long = stretch(serverNow() - Date.parse(since));
  return state === 'offline' || state === 'degraded' ? `${t(`state.${state}`)} ${long}` : long;
}
