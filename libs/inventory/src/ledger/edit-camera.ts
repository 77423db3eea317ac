import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { emit, Fault } from '#kernel';
import { camerasChanged } from '../events.js';
import { pinyinOf } from '../pinyin.js';
import { checkRow } from './check-row.js';
import { archiveScore, fieldOf } from './fields.js';

/** A value of one field as it comes from a form. */
export const value = z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]);
export const cameraEdit = z.object({ version: z.number().int(), why: z.string().trim().min(1).max(200), changes: z.record(z.string(), value) });
export type CameraEdit = z.infer<typeof cameraEdit>;

interface Row { id: string; version: number; site_id: string; file: Record<string, unknown>; [column: string]: unknown }
const dates = new Set(['commissionedAt']);

/**
 * Changes fields of one camera's file; who, when, old, new and why are kept. Throws `inventory.edited-meanwhile` when somebody else was faster,
 * with both versions, and `inventory.field` naming every value that does not fit.
 */
export async function updateCamera(source: DataSource, id: string, edit: CameraEdit, by: { personId: string | null; personNumber: string }, areas: readonly string[] | null = null): Promise<number> {
  return await source.transaction(async (tx) => {
    const [row] = await tx.query<Row[]>('select *, host(ip) as ip from camera where id = $1 for update', [id]);
    if (!row) throw new Fault('missing', { code: 'inventory.no-camera', message: 'there is no such camera', zh: '没有这路摄像机' });
    if (row.version !== edit.version) throw new Fault('conflict', { code: 'inventory.edited-meanwhile', message: `somebody else changed this file meanwhile (version ${row.version}, yours is ${edit.version}): look again`, zh: '该档案已被他人修改，请刷新后再改', facts: { version: row.version } });
    const texts = Object.fromEntries(Object.entries(edit.changes).map(([key, each]) => [key, each === null ? '' : each === true ? '是' : each === false ? '否' : String(each)]));
    const unknown = Object.keys(texts).find((key) => !fieldOf.has(key) || key === 'site');
    if (unknown) throw new Fault('invalid', { code: 'inventory.no-field', message: `there is no field ${unknown} to change`, zh: `没有可修改的字段 ${unknown}` });
    const checked = checkRow({ name: String(row['name']), ip: String(row['ip']), ...texts }, { coordSystem: 'wgs84', areas });
    const wrong = checked.problems.filter((problem) => problem.severity === 'error' && problem.field in texts);
    if (wrong.length > 0) throw new Fault('invalid', { code: 'inventory.field', message: wrong.map((problem) => problem.message).join('; '), zh: wrong.map((problem) => `${fieldOf.get(problem.field)?.zh ?? ''}：${problem.zh}`).join('；'), facts: { problems: wrong } });
    const file = { ...row.file };
    const sets: string[] = [];
    const args: unknown[] = [id];
    const set = (column: string, next: unknown) => { args.push(next); sets.push(`${column} = $${args.length}`); };
    for (const key of Object.keys(texts)) {
      const field = fieldOf.get(key);
      const next = checked.values[key] ?? null;
      const old = field?.column ? row[field.column] : file[key];
      if (field?.column) set(field.column, dates.has(key) && next !== null ? `${String(next)}T00:00:00+08:00` : next); else if (next === null) delete file[key]; else file[key] = next;
      if (key === 'name') set('pinyin', pinyinOf(String(next)));
      await tx.query('insert into camera_change (camera_id, person_id, person_number, field, old, new, why) values ($1,$2,$3,$4,$5,$6,$7)', [id, by.personId, by.personNumber, key, JSON.stringify(old ?? null), JSON.stringify(next), edit.why]);
    }
    set('file', JSON.stringify(file));
    set('archive_score', archiveScore(new Set([...Object.keys(file), ...[...fieldOf.values()].filter((field) => field.column && (checked.values[field.key] ?? row[field.column]) !== null && (checked.values[field.key] ?? row[field.column]) !== '').map((field) => field.key), 'site', 'policeOrg', 'governanceOrg', 'maintainer'])));
    try {
      await tx.query(`update camera set ${sets.join(', ')}, version = version + 1, updated_at = now() where id = $1`, args);
    } catch (cause) {
      if ((cause as { code?: string }).code === '23505') throw new Fault('conflict', { code: 'inventory.gb-code-taken', message: 'another camera has this GB code', zh: '该国标编码已被其他摄像机使用', cause });
      throw cause;
    }
    await emit(tx, camerasChanged, { siteIds: [row.site_id] });
    return row.version + 1;
  });
}

