import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { emit, Fault, newId, type Sql } from '#kernel';
import { camerasChanged } from './events.js';
import { cidr } from './organisation.js';
import { seal, unseal } from './vault.js';

export const newCredentialSet = z.object({
  siteId: z.uuid(), name: z.string().trim().min(1).max(64), username: z.string().min(1).max(64), password: z.string().min(1).max(128), cidrs: z.array(cidr).max(64).default([]).describe('empty: the ranges of the site'),
});
export interface CredentialSet { readonly id: string; readonly siteId: string; readonly site: { readonly id: string; readonly name: string }; readonly name: string; readonly username: string; readonly version: number; readonly cidrs: readonly string[]; readonly createdAt: string; readonly devices: number; /** Devices that took or refused the current version. */ readonly tries: { readonly accepted: number; readonly rejected: number } }
/** A password that may be used now, and the version it belongs to: after a refusal only a new version is tried again. */
export interface Credential { readonly setId: string; readonly version: number; readonly username: string; readonly password: string }

interface Row { id: string; site_id: string; username: string; version: number; secret: Buffer; cidrs: string[] }
const context = (id: string, version: number) => `${id}/${version}`;

export async function listCredentialSets(sql: Sql): Promise<CredentialSet[]> {
  return await sql.query<CredentialSet[]>(`select c.id, c.site_id as "siteId", jsonb_build_object('id', s.id, 'name', s.name) as site, c.name, c.username, c.version, c.cidrs, c.created_at as "createdAt",
    (select count(*)::int from device d where d.credential_set_id = c.id) as devices,
    (select jsonb_build_object('accepted', count(*) filter (where t.result = 'accepted'), 'rejected', count(*) filter (where t.result = 'rejected')) from credential_try t where t.credential_set_id = c.id and t.version = c.version) as tries from credential_set c join site s on s.id = c.site_id where c.retired_at is null order by s.name, c.name`);
}

/** Stores a password in the vault. It can be replaced and retired, never read back by a person. */
export async function createCredentialSet(sql: Sql, key: Buffer, given: z.infer<typeof newCredentialSet>): Promise<string> {
  const [site] = await sql.query<{ cidrs: string[] }[]>('select cidrs from site where id = $1', [given.siteId]);
  const cidrs = given.cidrs.length > 0 ? given.cidrs : (site?.cidrs ?? []);
  if (cidrs.length === 0) throw new Fault('invalid', { code: 'inventory.no-range', message: 'say which ranges the password is for: the site has none of its own', zh: '请填写网段：该场所还没有网段' });
  const id = newId();
  await sql.query('insert into credential_set (id, site_id, name, username, cidrs, secret) values ($1,$2,$3,$4,$5,$6)', [id, given.siteId, given.name, given.username, cidrs, seal(key, given.password, context(id, 1))]);
  return id;
}

export async function replacePassword(sql: Sql, key: Buffer, id: string, password: string): Promise<number> {
  const [row] = await sql.query<Row[]>('select * from credential_set where id = $1 and retired_at is null for update', [id]);
  if (!row) throw new Fault('missing', { code: 'inventory.no-credential-set', message: 'there is no such credential set', zh: '凭据组不存在' });
  const version = row.version + 1;
  await sql.query('update credential_set set version = $2, secret = $3 where id = $1', [id, version, seal(key, password, context(id, version))]);
  await emit(sql, camerasChanged, { siteIds: [row.site_id] });
  return version;
}

export async function retireCredentialSet(sql: Sql, id: string): Promise<void> {
  const rows = await sql.query<[{ site_id: string }[], number]>('update credential_set set retired_at = now() where id = $1 and retired_at is null returning site_id', [id]);
  const site = rows[0][0]?.site_id;
  if (!site) throw new Fault('missing', { code: 'inventory.no-credential-set', message: 'there is no such credential set', zh: '凭据组不存在' });
  await emit(sql, camerasChanged, { siteIds: [site] });
}

/** Opens the vault for many devices at once; for probers and discovery only. */
export async function openCredentials(sql: Sql, key: Buffer, siteIds: readonly string[] | null): Promise<Map<string, Credential & { cidrs: readonly string[]; siteId: string }>> {
  const rows = await sql.query<Row[]>('select id, site_id, username, version, secret, cidrs from credential_set where retired_at is null and ($1::uuid[] is null or site_id = any($1)) order by created_at desc', [siteIds]);
  return new Map(rows.map((row) => [row.id, { setId: row.id, version: row.version, username: row.username, password: unseal(key, row.secret, context(row.id, row.version)), cidrs: row.cidrs, siteId: row.site_id }]));
}

/**
 * The ONE set that is meant for an address: the narrowest range that covers it, the newest among equals (the order given). Trying one set after the
 * other would lock the account; whoever has several passwords in one range gives each device's range its own set.
 */
export function credentialFor<T extends { readonly cidrs: readonly string[] }>(sets: Iterable<T>, ip: string): T | undefined {
  let best: { set: T; bits: number } | undefined;
  for (const set of sets) {
    const bits = Math.max(-1, ...set.cidrs.filter((range) => covers([range], ip)).map((range) => rangeOf(range)[1]));
    if (bits >= 0 && bits > (best?.bits ?? -1)) best = { set, bits };
  }
  return best?.set;
}

/** True once per device and password version, whoever asks: a camera locks its account after a few wrong passwords. */
export async function claimTry(sql: Sql, credential: Pick<Credential, 'setId' | 'version'>, deviceKey: string): Promise<boolean> {
  const rows = await sql.query<unknown[]>('insert into credential_try (credential_set_id, version, device_key) values ($1,$2,$3) on conflict do nothing returning 1', [credential.setId, credential.version, deviceKey]);
  return rows.length > 0;
}

export async function recordTry(sql: Sql, credential: Pick<Credential, 'setId' | 'version'>, deviceKey: string, result: string): Promise<void> {
  await sql.query('update credential_try set result = $4, at = now() where credential_set_id = $1 and version = $2 and device_key = $3', [credential.setId, credential.version, deviceKey, result]);
}

/** The password never left: its one try is given back. */
export async function forgetTry(sql: Sql, credential: Pick<Credential, 'setId' | 'version'>, deviceKey: string): Promise<void> {
  await sql.query("delete from credential_try where credential_set_id = $1 and version = $2 and device_key = $3 and result = 'asked'", [credential.setId, credential.version, deviceKey]);
}

export type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];
/** Throws `inventory.not-a-range` naming what was given. */
export function rangeOf(text: string): Range {
  try {
    return ipaddr.parseCIDR(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`);
  } catch (cause) {
    throw new Fault('invalid', { code: 'inventory.not-a-range', message: `"${text}" is not an address range: write it like 10.36.12.0/24`, zh: `“${text}”不是有效网段，请写成 10.36.12.0/24`, cause });
  }
}

export function covers(ranges: readonly string[], ip: string): boolean {
  const address = ipaddr.parse(ip);
  return ranges.some((text) => {
    const [base, bits] = rangeOf(text);
    return base.kind() === address.kind() && address.match(base as never, bits);
  });
}
