import { Body, Controller, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { addPerson, checkNewPassword, hashPassword, oncePassword, roles, separated, writeTrail, type Role } from '#access';
import { Fault, type Clock } from '#kernel';
import { AsViewer, May, type Viewer } from '../http/access.js';
import { checked, page, uuid } from '../http/checked.js';
import { CLOCK, DATABASE } from '../tokens.js';

const role = z.enum(roles);
const newPerson = z.object({ number: z.string().trim().regex(/^[\w-]{2,32}$/, '2 to 32 letters, digits, - or _'), name: z.string().trim().min(1).max(64), unit: z.string().trim().max(64).default(''), roles: z.array(role).max(6), scopeNode: z.uuid().nullable().default(null), password: z.string().max(128) });
const change = z.object({ name: z.string().trim().min(1).max(64).optional(), unit: z.string().trim().max(64).optional(), roles: z.array(role).max(6).optional(), scopeNode: z.uuid().nullable().optional() });
const trailQuery = z.object({ ...page, person: z.string().max(64).optional(), action: z.string().max(64).optional(), outcome: z.enum(['done', 'refused', 'failed']).optional(), camera: z.uuid().optional(), from: z.iso.datetime({ offset: true }).optional(), to: z.iso.datetime({ offset: true }).optional() });
const shown = 'p.id, p.number, p.name, p.unit, p.roles, p.scope_node as "scopeNode", n.name as "scopeName", p.disabled_at as "disabledAt", p.locked_until as "lockedUntil", p.created_at as "createdAt", (select max(seen_at) from session s where s.person_id = p.id) as "lastSeenAt"';

/** What a line is about, by its name of today; the trail itself keeps the id. */
const objectName = `case t.object_kind when 'camera' then (select c.name from camera c where c.id::text = t.object_id) when 'person' then (select o.name from person o where o.id::text = t.object_id)
  when 'credential-set' then (select s.name from credential_set s where s.id::text = t.object_id) when 'import' then (select j.file_name from import_job j where j.id::text = t.object_id) else (select n.name from node n where n.id::text = t.object_id) end`;

/** People and the trail: the security administrator grants, the audit administrator reads. */
@Controller('api')
export class PeopleController {
  constructor(@Inject(DATABASE) private readonly database: DataSource, @Inject(CLOCK) private readonly clock: Clock) {}

  @May('see-people') @Get('people')
  list() { return this.database.query(`select ${shown} from person p left join node n on n.id = p.scope_node order by p.number`); }

  @May('manage-people') @Post('people')
  async add(@AsViewer() viewer: Viewer, @Body(checked(newPerson)) body: z.infer<typeof newPerson>) {
    return await this.database.transaction(async (tx) => {
      const id = await addPerson(tx, body);
      await this.trail(tx, viewer, 'person-add', id, { number: body.number, roles: body.roles });
      return { id };
    });
  }

  @May('manage-people') @Patch('people/:id') @HttpCode(204)
  async change(@AsViewer() viewer: Viewer, @Param('id', uuid) id: string, @Body(checked(change)) body: z.infer<typeof change>): Promise<void> {
    if (body.roles && !separated(body.roles as Role[])) throw new Fault('conflict', { code: 'access.not-separated', message: 'system, security and audit administrator must be three persons', zh: '系统、安全、审计三类管理员必须由不同人员担任' });
    if (body.roles && id === viewer.person.id) throw new Fault('forbidden', { code: 'access.own-roles', message: 'nobody grants roles to himself', zh: '不能给自己授权' });
    await this.database.transaction(async (tx) => {
      const rows = await tx.query<[unknown[], number]>('update person set name = coalesce($2, name), unit = coalesce($3, unit), roles = coalesce($4, roles), scope_node = case when $5 then $6 else scope_node end where id = $1 returning 1', [id, body.name ?? null, body.unit ?? null, body.roles ?? null, body.scopeNode !== undefined, body.scopeNode ?? null]);
      if (rows[1] === 0) throw noPerson();
      await this.trail(tx, viewer, 'person-change', id, { ...body });
    });
  }

  @May('manage-people') @Post('people/:id/disable') @HttpCode(204)
  async disable(@AsViewer() viewer: Viewer, @Param('id', uuid) id: string): Promise<void> {
    if (id === viewer.person.id) throw new Fault('conflict', { code: 'access.own-account', message: 'nobody disables himself', zh: '不能停用自己的账号' });
    await this.setDisabled(viewer, id, true);
  }

  @May('manage-people') @Post('people/:id/enable') @HttpCode(204)
  async enable(@AsViewer() viewer: Viewer, @Param('id', uuid) id: string): Promise<void> { await this.setDisabled(viewer, id, false); }

  @May('manage-people') @Post('people/:id/reset-password') @HttpCode(200)
  async reset(@AsViewer() viewer: Viewer, @Param('id', uuid) id: string, @Body(checked(z.object({ password: z.string().max(128).optional() }))) given: { password?: string }): Promise<{ password?: string }> {
    const password = given.password ?? oncePassword();
    await this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ number: string; password_hash: string | null; password_history: string[] }[]>('select number, password_hash, password_history from person where id = $1 for update', [id]);
      if (!row) throw noPerson();
      const last = [row.password_hash, ...row.password_history].filter((hash) => hash !== null).slice(0, 5);
      await checkNewPassword(password, row.number, last);
      await tx.query("update person set password_hash = $2, password_history = $3, password_changed_at = now(), failed_at = '{}', locked_until = null where id = $1", [id, await hashPassword(password), last]);
      await tx.query('delete from session where person_id = $1', [id]);
      await this.trail(tx, viewer, 'person-reset-password', id, {});
    });
    return given.password === undefined ? { password } : {};
  }

  @May('read-trail') @Get('trail')
  async read(@Query(checked(trailQuery)) q: z.infer<typeof trailQuery>) {
    const where = `($1::text is null or person_number = $1) and ($2::text is null or action = $2) and ($3::text is null or outcome = $3) and ($4::text is null or object_id = $4) and ($5::timestamptz is null or at >= $5) and ($6::timestamptz is null or at < $6)`;
    const args = [q.person ?? null, q.action ?? null, q.outcome ?? null, q.camera ?? null, q.from ?? null, q.to ?? null];
    const [count] = await this.database.query<{ n: number }[]>(`select count(*)::int as n from trail where ${where}`, args);
    const rows = await this.database.query(`select t.seq, t.at, t.person_number as "personNumber", p.name as "personName", t.unit, t.action, t.object_kind as "objectKind", t.object_id as "objectId", ${objectName} as "objectName", t.outcome, t.reason, t.client, t.detail from trail t left join person p on p.id = t.person_id
      where ${where.replaceAll('person_number', 't.person_number').replaceAll(' at ', ' t.at ')} order by t.seq desc limit $7 offset $8`, [...args, q.size, (q.page - 1) * q.size]);
    return { total: count?.n ?? 0, rows };
  }

  private async setDisabled(viewer: Viewer, id: string, disabled: boolean): Promise<void> {
    await this.database.transaction(async (tx) => {
      const rows = await tx.query<[unknown[], number]>('update person set disabled_at = case when $2 then now() else null end where id = $1 returning 1', [id, disabled]);
      if (rows[1] === 0) throw noPerson();
      if (disabled) await tx.query('delete from session where person_id = $1', [id]);
      await this.trail(tx, viewer, disabled ? 'person-disable' : 'person-enable', id, {});
    });
  }

  private trail(tx: Parameters<typeof writeTrail>[0], { person, client }: Viewer, action: string, objectId: string, detail: Record<string, unknown>): Promise<number> {
    return writeTrail(tx, { personId: person.id, personNumber: person.number, unit: person.unit, action, objectKind: 'person', objectId, outcome: 'done', client, detail }, this.clock.now());
  }
}

const noPerson = () => new Fault('missing', { code: 'access.no-person', message: 'there is no such person', zh: '没有这个人员' });
