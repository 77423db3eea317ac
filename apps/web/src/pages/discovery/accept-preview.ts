import type { Candidate } from './queries.js';

export type Effect = 'add' | 'move' | 'replace' | 'same';
export interface AcceptLine { readonly id: string; readonly ip: string; readonly identity: string | null; readonly effect: Effect; readonly channels: number; readonly outside: boolean }
export interface AcceptPreview { readonly lines: readonly AcceptLine[]; readonly devices: number; readonly cameras: number; readonly moved: number; readonly outside: number; readonly noPassword: number }

const effects = { new: 'add', unknown: 'add', duplicate: 'add', moved: 'move', replaced: 'replace', matched: 'same' } as const;

/** What accepting would do to the ledger, told before it is done. `outside` = not in the site's own ranges. */
export function acceptPreview(candidates: readonly Candidate[], site: { readonly cidrs: readonly string[] } | undefined): AcceptPreview {
  const lines = candidates.map((c): AcceptLine => ({
    id: c.id, ip: c.ip, identity: [c.manufacturer, c.model].filter(Boolean).join(' ') || c.brandHint || null, effect: effects[c.relation], channels: Math.max(1, c.channels?.length ?? 1),
    outside: site !== undefined && site.cidrs.length > 0 && !site.cidrs.some((cidr) => within(c.ip, cidr)),
  }));
  const added = lines.filter((line) => line.effect === 'add');
  return {
    lines, devices: lines.length, cameras: added.reduce((sum, line) => sum + line.channels, 0), moved: lines.filter((line) => line.effect === 'move' || line.effect === 'replace').length,
    outside: lines.filter((line) => line.outside).length, noPassword: candidates.filter((c) => c.auth === 'rejected' || c.auth === 'locked').length,
  };
}

/** IPv4 only, as the ranges of sites are; anything else is not inside. */
export function within(ip: string, cidr: string): boolean {
  const [net = '', bitsText = '32'] = cidr.split('/');
  const [a, b, bits] = [number(ip), number(net), Number(bitsText)];
  if (a === null || b === null || !Number.isInteger(bits) || bits < 0 || bits > 32) return false;
  const size = 2 ** (32 - bits);
  return Math.floor(a / size) === Math.floor(b / size);
}

function number(ip: string): number | null {
  const parts = ip.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return null;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}
