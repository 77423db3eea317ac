import { digestOf, Fault, newSecret, type Clock, type Sql } from '#kernel';
import type { DataSource } from 'typeorm';
import { addPerson } from './people.js';
import type { Role } from './roles.js';
import { writeTrail } from './trail.js';

export type Administrator = Extract<Role, 'system-admin' | 'security-admin' | 'audit-admin'>;
const lifeMs = 24 * 3_600_000;

/** True on data that nobody has ever administered. */
export async function isEmpty(sql: Sql): Promise<boolean> {
  const [row] = await sql.query<{ n: number }[]>('select count(*)::int as n from person');
  return row?.n === 0;
}

/** A one-time link's secret: one administrator, 24 hours. Only its digest is kept. */
export async function createSetupToken(sql: Sql, role: Administrator, nowMs: number): Promise<string> {
  const token = newSecret();
  await sql.query('insert into setup_link (token_digest, for_role, created_at, expires_at) values ($1,$2,$3,$4)', [digestOf(token), role, new Date(nowMs), new Date(nowMs + lifeMs)]);
  return token;
}

/**
 * Uses a link: makes the administrator it is for. The system administrator's page then gets the links for the other two, who must be other
 * persons (C23). Throws `access.setup-link` when it was used, is too old or never existed.
 */
export async function useSetupToken(source: DataSource, clock: Clock, given: { token: string; number: string; name: string; password: string; client: string }): Promise<{ role: Administrator; next: { role: Administrator; token: string }[] }> {
  return await source.transaction(async (tx) => {
    const now = clock.now();
    // UPDATE … RETURNING answers [rows, count] through TypeORM.
    const [rows] = await tx.query<[{ for_role: Administrator }[], number]>('update setup_link set used_at = $2 where token_digest = $1 and used_at is null and expires_at > $2 returning for_role', [digestOf(given.token), new Date(now)]);
    const role = rows[0]?.for_role;
    if (!role) throw new Fault('forbidden', { code: 'access.setup-link', message: 'this link was used, is older than 24 hours, or is not one of ours: restart on empty data, or ask the security administrator', zh: '链接已使用、已过期或无效' });
    const id = await addPerson(tx, { number: given.number, name: given.name, roles: [role], password: given.password });
    await writeTrail(tx, { personId: id, personNumber: given.number, action: 'set-up', objectKind: 'person', objectId: id, outcome: 'done', client: given.client, detail: { role } }, now);
    const next: { role: Administrator; token: string }[] = [];
    if (role === 'system-admin') for (const other of ['security-admin', 'audit-admin'] as const) next.push({ role: other, token: await createSetupToken(tx, other, now) });
    return { role, next };
  });
}
