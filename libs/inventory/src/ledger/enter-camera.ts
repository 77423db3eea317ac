import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { emit, Fault } from '#kernel';
import { camerasChanged } from '../events.js';
import { checkRow } from './check-row.js';
import { value } from './edit-camera.js';
import { fieldOf } from './fields.js';
import { addCameras } from './import-job.js';

/** `siteId` and any fields of the file by their keys; name and IP are required by the rules of a ledger row. */
export const newCamera = z.object({ siteId: z.uuid() }).catchall(value);
export type NewCamera = z.infer<typeof newCamera>;

/**
 * Enters one camera typed by hand, by the same rules as a row of a ledger file. Returns its id.
 * Throws `inventory.field` naming every value that does not fit, `inventory.no-field`, `inventory.no-site`, `inventory.address-taken` and `inventory.gb-code-taken`.
 */
export async function enterCamera(source: DataSource, { siteId, ...given }: NewCamera, by: { personId: string | null; personNumber: string }, areas: readonly string[] | null = null): Promise<string> {
  const texts = Object.fromEntries(Object.entries(given).filter(([, each]) => each !== null).map(([key, each]) => [key, each === true ? '是' : each === false ? '否' : String(each)]));
  const unknown = Object.keys(texts).find((key) => !fieldOf.has(key) || key === 'site');
  if (unknown) throw new Fault('invalid', { code: 'inventory.no-field', message: `there is no field ${unknown} to fill`, zh: `没有可填写的字段 ${unknown}` });
  const { values, problems } = checkRow(texts, { coordSystem: 'wgs84', areas });
  const wrong = problems.filter((problem) => problem.severity === 'error');
  if (wrong.length > 0) throw new Fault('invalid', { code: 'inventory.field', message: wrong.map((problem) => problem.message).join('; '), zh: wrong.map((problem) => `${fieldOf.get(problem.field)?.zh ?? ''}：${problem.zh}`).join('；'), facts: { problems: wrong } });
  const channel = Number(values['channel'] ?? 1);
  try {
    return await source.transaction(async (tx) => {
      const [site] = await tx.query<unknown[]>('select 1 from site where id = $1', [siteId]);
      if (!site) throw new Fault('missing', { code: 'inventory.no-site', message: 'there is no such site', zh: '没有这个场所' });
      const [twin] = await tx.query<{ name: string }[]>('select name from camera where ip = $1 and channel = $2 and decommissioned_at is null', [values['ip'], channel]);
      if (twin) throw new Fault('conflict', { code: 'inventory.address-taken', message: `"${twin.name}" stands at ${String(values['ip'])} channel ${channel}`, zh: `${String(values['ip'])} 通道 ${channel} 已是“${twin.name}”` });
      const [id] = await addCameras(tx, [{ values, siteId }], by, 'typed by hand');
      await emit(tx, camerasChanged, { siteIds: [siteId] });
      return id ?? '';
    });
  } catch (cause) {
    if ((cause as { code?: string }).code === '23505') throw new Fault('conflict', { code: 'inventory.gb-code-taken', message: 'another camera has this GB code', zh: '该国标编码已被其他摄像机使用', cause });
    throw cause;
  }
}
