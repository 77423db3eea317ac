import { digestOf, Fault, newId, newSecret, type Clock, type Sql } from '#kernel';
import type { DataSource } from 'typeorm';
import { checkNewPassword, hashPassword, passwordFits } from './password.js';
import { rights, separated, type Action, type Role } from './roles.js';
import { writeTrail } from './trail.js';

/** Who asks. `scopeNode` is a node of one tree; null is the whole district. */
export interface Person { readonly id: string; readonly number: string; readonly name: string; readonly unit: string; readonly roles: readonly Role[]; readonly scopeNode: string | null; readonly language: string }

export interface AccessRules { readonly idleMs: number; readonly absoluteMs: number; readonly failures: number; readonly failureWindowMs: number; readonly lockMs: number }
export const defaultRules: AccessRules = { idleMs: 15 * 60_000, absoluteMs: 12 * 3_600_000, failures: 5, failureWindowMs: 15 * 60_000, lockMs: 15 * 60_000 };

interface PersonRow { id: string; number: string; name: string; unit: string; roles: Role[]; scope_node: string | null; language: string; password_hash: string | null; password_history: string[]; failed_at: Date[]; locked_until: Date | null; disabled_at: Date | null }

const personOf = (row: PersonRow): Person => ({ id: row.id, number: row.number, name: row.name, unit: row.unit, roles: row.roles, scopeNode: row.scope_node, language: row.language });

/** May this person do this at all? Where is a matter of scope, which every reader applies before it counts. Deny is the default. */
export function may(person: Person, action: Action): boolean { return person.roles.some((role) => (rights[role] as readonly string[] | undefined)?.includes(action)); }

const refusal = () => new Fault('forbidden', { code: 'access.log-in', message: 'number or password is wrong, or the account is locked for a while', zh: '工号或口令不正确，或账号已暂时锁定' });
// An unknown number costs the same time as a known one, so that the answer does not tell which exist (C20).
const decoy = hashPassword('decoy-for-equal-time-7');

export class Gate {
  constructor(private readonly source: DataSource, private readonly clock: Clock, private readonly rules: AccessRules = defaultRules) {}

  /** A session's secret token. One refusal for every reason; each try is on the trail. */
  async logIn(number: string, password: string, client: string): Promise<{ token: string; person: Person; expiresAt: Date }> {
    const now = this.clock.now();
    const [row] = await this.source.query<PersonRow[]>('select * from person where number = $1', [number]);
    const fits = await passwordFits(row?.password_hash ?? (await decoy), password).catch(() => false);
    const locked = row?.locked_until !== null && row?.locked_until !== undefined && row.locked_until.getTime() > now;
    if (!row || !fits || locked || row.disabled_at || !row.password_hash) {
      await this.source.transaction(async (tx) => {
        if (row && !fits) await this.countFailure(tx, row, now);
        await writeTrail(tx, { personId: row?.id ?? null, personNumber: number.slice(0, 64), action: 'log-in', outcome: 'refused', client, reason: !row ? 'unknown number' : row.disabled_at ? 'disabled' : locked ? 'locked' : 'wrong password' }, now);
      });
      throw refusal();
    }
    const token = newSecret();
    const expiresAt = new Date(now + this.rules.absoluteMs);
    await this.source.transaction(async (tx) => {
      await tx.query("update person set failed_at = '{}', locked_until = null where id = $1", [row.id]);
      await tx.query('insert into session (token_digest, person_id, created_at, seen_at, expires_at, client) values ($1,$2,$3,$3,$4,$5)', [digestOf(token), row.id, new Date(now), expiresAt, client]);
      await writeTrail(tx, { personId: row.id, personNumber: row.number, unit: row.unit, action: 'log-in', outcome: 'done', client }, now);
    });
    return { token, person: personOf(row), expiresAt };
  }

  /** Who holds this token now; undefined when idle too long, expired, logged out or disabled (C22, C30). */
  async personOf(token: string): Promise<Person | undefined> {
    const now = new Date(this.clock.now());
    const [row] = await this.source.query<(PersonRow & { seen_at: Date })[]>(`select p.*, s.seen_at from session s join person p on p.id = s.person_id
      where s.token_digest = $1 and s.expires_at > $2 and s.seen_at > $3 and p.disabled_at is null`, [digestOf(token), now, new Date(now.getTime() - this.rules.idleMs)]);
    if (!row) return undefined;
    if (now.getTime() - row.seen_at.getTime() > 15_000) await this.source.query('update session set seen_at = $2 where token_digest = $1', [digestOf(token), now]);
    return personOf(row);
  }

  async logOut(token: string, person: Person, client: string): Promise<void> {
    await this.source.transaction(async (tx) => {
      await tx.query('delete from session where token_digest = $1', [digestOf(token)]);
      await writeTrail(tx, { personId: person.id, personNumber: person.number, unit: person.unit, action: 'log-out', outcome: 'done', client }, this.clock.now());
    });
  }

  private async countFailure(tx: Sql, row: PersonRow, now: number): Promise<void> {
    const recent = [...row.failed_at.filter((at) => at.getTime() > now - this.rules.failureWindowMs), new Date(now)];
    const locked = recent.length >= this.rules.failures ? new Date(now + this.rules.lockMs) : null;
    await tx.query('update person set failed_at = $2, locked_until = coalesce($3, locked_until) where id = $1', [row.id, recent, locked]);
  }
}

export interface NewPerson { readonly number: string; readonly name: string; readonly unit?: string; readonly roles: readonly Role[]; readonly scopeNode?: string | null; readonly password?: string; readonly language?: string }

/** Creates a person. Throws `access.number-taken`, `access.not-separated`, `access.weak-password`. */
export async function addPerson(tx: Sql, person: NewPerson): Promise<string> {
  if (!separated(person.roles)) throw new Fault('conflict', { code: 'access.not-separated', message: 'system, security and audit administrator must be three persons', zh: '系统、安全、审计三类管理员必须由不同人员担任' });
  if (person.password !== undefined) await checkNewPassword(person.password, person.number, []);
  const id = newId();
  const rows = await tx.query<unknown[]>(`insert into person (id, number, name, unit, roles, scope_node, language, password_hash, password_changed_at)
    values ($1,$2,$3,$4,$5,$6,$7,$8, case when $8::text is null then null else now() end) on conflict (number) do nothing returning id`,
  [id, person.number, person.name, person.unit ?? '', person.roles, person.scopeNode ?? null, person.language ?? 'zh-CN', person.password === undefined ? null : await hashPassword(person.password)]);
  if (rows.length === 0) throw new Fault('conflict', { code: 'access.number-taken', message: `the number ${person.number} is taken`, zh: `工号 ${person.number} 已存在` });
  return id;
}
