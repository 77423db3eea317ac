import { z } from 'zod';
import { rateOf, type Rate } from './rate.js';

const text = z.string().nullish();
const identityRecord = z.object({
  rid: z.string(),
  gbCode: text, mac: text, manufacturer: text, serial: text, ip: text,
  port: z.number().int().nullish(),
  channel: z.number().int().nullish(),
  state: z.enum(['online', 'offline', 'unknown']),
});
export const identitiesInput = z.object({ records: z.array(identityRecord) });

/** What a camera can be recognised by, whoever reports it. */
export type IdentityKeys = Partial<Omit<z.output<typeof identityRecord>, 'rid' | 'state'>>;
export type IdentityRecord = z.output<typeof identityRecord>;
export interface MergedIdentities { readonly groups: readonly (readonly string[])[]; readonly online: number; readonly offline: number; readonly unknown: number; readonly rate: Rate }

const placeholderSerials = new Set(['', '0', 'unknown', 'n/a']);

/** 去重: records that share any key, also through third records, are one camera; it is online if any of its paths is. */
export function mergeIdentities(records: readonly IdentityRecord[]): MergedIdentities {
  const groups = groupByIdentity(records);
  const tally = { online: 0, offline: 0, unknown: 0 };
  for (const members of groups) tally[bestOf(members)] += 1;
  return { groups: groups.map((members) => members.map(({ rid }) => rid)), ...tally, rate: rateOf(tally.online, tally.online + tally.offline) };
}

/** Groups and their members in the order in which they first appear. */
export function groupByIdentity<R extends IdentityKeys>(records: readonly R[]): R[][] {
  const parent = records.map((_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    for (let at = i; at !== root;) [parent[at], at] = [root, parent[at]!];
    return root;
  };
  const holder = new Map<string, number>();
  for (const [i, record] of records.entries()) {
    for (const key of identityKeys(record)) {
      const other = holder.get(key);
      if (other === undefined) holder.set(key, i);
      else parent[Math.max(rootOf(i), rootOf(other))] = Math.min(rootOf(i), rootOf(other)); // the earliest member is the root
    }
  }
  const groups = new Map<number, R[]>();
  for (const [i, record] of records.entries()) {
    const members = groups.get(rootOf(i));
    if (members) members.push(record); else groups.set(rootOf(i), [record]);
  }
  return [...groups.values()];
}

/** A GB code names one channel by itself; everything else names a device, and the channel tells which of its cameras. */
export function identityKeys({ gbCode, mac, manufacturer, serial, ip, port, channel }: IdentityKeys): string[] {
  const keys: string[] = [];
  const add = (...parts: (string | number)[]): void => { keys.push(JSON.stringify(parts)); };
  const at = channel ?? 1;
  if (gbCode && /^\d{20}$/.test(gbCode)) add('gb', gbCode);
  const digits = plainMac(mac ?? '');
  if (digits) add('mac', digits, at);
  const [maker, number] = [folded(manufacturer), folded(serial)];
  if (maker !== '' && !placeholderSerials.has(number)) add('sn', maker, number, at);
  const address = folded(ip);
  if (address !== '' && port != null) add('net', address, port, at);
  return keys;
}

/** 12 hexadecimal digits in lower case; undefined for anything else and for the fillers of cheap firmware. */
export function plainMac(mac: string): string | undefined {
  const digits = mac.replace(/[\s:.\-_]/g, '').toLowerCase();
  return /^[0-9a-f]{12}$/.test(digits) && !/^(0{12}|f{12})$/.test(digits) ? digits : undefined;
}

/** Upper case first: it unfolds letters such as ß that lower case alone would keep apart. */
const folded = (value: string | null | undefined): string => (value ?? '').trim().toUpperCase().toLowerCase();

function bestOf(members: readonly IdentityRecord[]): IdentityRecord['state'] {
  if (members.some(({ state }) => state === 'online')) return 'online';
  return members.some(({ state }) => state === 'offline') ? 'offline' : 'unknown';
}
