import type { DataSource } from 'typeorm';
import { emit, Fault, newId, type Sql } from '#kernel';
import { credentialFor, openCredentials } from './credential-set.js';
import type { SightedChannel } from './discoverer.js';
import { camerasChanged } from './events.js';
import { pinyinOf } from './pinyin.js';

export interface CandidateRow {
  readonly id: string; readonly ip: string; readonly httpPort: number | null; readonly rtspPort: number | null; readonly onvifPath: string | null; readonly manufacturer: string; readonly model: string; readonly serial: string; readonly mac: string; readonly firmware: string;
  readonly name: string; readonly channels: readonly SightedChannel[]; readonly sources: readonly string[]; readonly siteId: string | null; readonly siteName: string | null; readonly auth: string; readonly state: 'new' | 'accepted' | 'ignored' | 'conflict';
  readonly relation: string; readonly matchedDeviceId: string | null; readonly conflict: { readonly why: string; readonly deviceId: string | null } | null; readonly problem: string | null; readonly brandHint: string | null; readonly clockOffsetMs: number | null; readonly firstSeenAt: string; readonly lastSeenAt: string;
}

const shown = `c.id, host(c.ip) as ip, c.http_port as "httpPort", c.rtsp_port as "rtspPort", c.onvif_path as "onvifPath", c.epr, c.manufacturer, c.model, c.serial, c.mac, c.firmware, c.name, c.channels, c.scopes, c.sources,
  c.site_id as "siteId", s.name as "siteName", c.auth, c.state, c.relation, c.matched_device_id as "matchedDeviceId", c.conflict, c.problem, c.brand_hint as "brandHint", c.clock_offset_ms as "clockOffsetMs", c.first_seen_at as "firstSeenAt", c.last_seen_at as "lastSeenAt"`;

export async function listCandidates(sql: Sql, filter: { state?: string | undefined; q?: string | undefined; siteId?: string | undefined; page: number; size: number }): Promise<{ total: number; rows: CandidateRow[]; counts: Record<string, number> }> {
  const where = `($1::text is null or c.state = $1) and ($2::text is null or c.manufacturer || ' ' || c.model || ' ' || c.serial || ' ' || c.mac || ' ' || c.name || ' ' || host(c.ip) || ' ' || coalesce(s.name, '') ilike '%' || $2 || '%') and ($3::uuid is null or c.site_id = $3)`;
  const args = [filter.state ?? null, filter.q?.replace(/[%_\\]/g, '\\$&') ?? null, filter.siteId ?? null];
  const [count] = await sql.query<{ n: number }[]>(`select count(*)::int as n from candidate c left join site s on s.id = c.site_id where ${where}`, args);
  const rows = await sql.query<CandidateRow[]>(`select ${shown} from candidate c left join site s on s.id = c.site_id where ${where} order by s.name nulls last, c.ip limit $4 offset $5`, [...args, filter.size, (filter.page - 1) * filter.size]);
  const states = await sql.query<{ state: string; n: number }[]>('select state, count(*)::int as n from candidate group by state');
  return { total: count?.n ?? 0, rows, counts: { new: 0, accepted: 0, ignored: 0, conflict: 0, ...Object.fromEntries(states.map(({ state, n }) => [state, n])) } };
}

interface Full extends CandidateRow { readonly epr: string }

/**
 * Candidates become devices and cameras of a site: one camera per channel of a recorder. A device that moved keeps its id, history and rights.
 * All or none. Throws `inventory.candidate-conflict` for one that a person must resolve first.
 */
export async function acceptCandidates(source: DataSource, vaultKey: Buffer, given: { ids: readonly string[]; siteId: string; personId: string | null; personNumber: string }): Promise<{ devices: number; cameras: number }> {
  return await source.transaction(async (tx) => {
    const [site] = await tx.query<{ id: string; name: string; lng: number | null; lat: number | null }[]>('select id, name, lng, lat from site where id = $1', [given.siteId]);
    if (!site) throw new Fault('missing', { code: 'inventory.no-site', message: 'there is no such site', zh: '场所不存在' });
    const rows = await tx.query<Full[]>(`select ${shown} from candidate c left join site s on s.id = c.site_id where c.id = any($1) order by c.ip for update of c`, [given.ids]);
    if (rows.length !== new Set(given.ids).size) throw new Fault('missing', { code: 'inventory.no-candidate', message: 'some of these candidates are gone: look again', zh: '部分候选设备已不存在，请刷新' });
    const conflict = rows.find((row) => row.state === 'conflict');
    if (conflict) throw new Fault('conflict', { code: 'inventory.candidate-conflict', message: `${conflict.ip} conflicts with the ledger (${conflict.conflict?.why ?? ''}): resolve it first`, zh: `${conflict.ip} 与台账冲突，请先处理`, facts: { id: conflict.id } });
    const credentials = [...(await openCredentials(tx, vaultKey, [site.id])).values()];
    let cameras = 0;
    for (const row of rows) {
      const credential = credentialFor(credentials, row.ip);
      if (row.matchedDeviceId && row.relation !== 'new') await moveDevice(tx, row, given);
      else cameras += await enterDevice(tx, row, site, credential?.setId ?? null, given);
      await tx.query("update candidate set state = 'accepted', site_id = $2, decided_at = now(), decided_by = $3 where id = $1", [row.id, site.id, given.personId]);
    }
    await emit(tx, camerasChanged, { siteIds: [site.id] });
    return { devices: rows.length, cameras };
  });
}

async function enterDevice(tx: Sql, row: Full, site: { id: string; name: string }, credentialSetId: string | null, by: { personId: string | null; personNumber: string }): Promise<number> {
  const deviceId = newId();
  const recorder = row.channels.length > 1;
  const name = row.name || `${row.manufacturer} ${row.model}`.trim() || row.ip;
  await tx.query(`insert into device (id, kind, site_id, name, manufacturer, model, serial, mac, firmware, epr, ip, http_port, rtsp_port, onvif_path, credential_set_id) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)`,
    [deviceId, recorder ? 'recorder' : 'camera', site.id, name, row.manufacturer, row.model, row.serial, row.mac, row.firmware, row.epr, row.ip, row.httpPort, row.rtspPort, row.onvifPath, credentialSetId]);
  const channels: readonly Partial<SightedChannel>[] = row.channels.length > 0 ? row.channels : [{ channel: 1 }];
  for (const channel of channels) {
    const cameraId = newId();
    const title = channel.name || (recorder ? `${name} 通道 ${channel.channel ?? 1}` : name);
    const file = { protocols: ['onvif', 'rtsp'], ...(channel.codec ? { codec: channel.codec } : {}), ...(channel.width ? { resolution: `${channel.width}x${channel.height ?? 0}` } : {}), ...(channel.fps ? { fps: channel.fps } : {}), ...(row.firmware ? { firmware: row.firmware } : {}) };
    await tx.query(`insert into camera (id, device_id, channel, site_id, recorder_id, name, pinyin, manufacturer, model, serial, mac, ip, rtsp_port, rtsp_path, onvif_port, onvif_path, file, commissioned_at)
      values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17, now())`,
    [cameraId, deviceId, channel.channel ?? 1, site.id, recorder ? deviceId : null, title, pinyinOf(title), row.manufacturer, row.model, row.serial, row.mac, row.ip, row.rtspPort, channel.rtspPath ?? null, row.httpPort, row.onvifPath, JSON.stringify(file)]);
    await tx.query("insert into camera_change (camera_id, person_id, person_number, field, new, why) values ($1,$2,$3,'accepted',$4,'accepted from discovery')", [cameraId, by.personId, by.personNumber, JSON.stringify({ ip: row.ip, serial: row.serial })]);
  }
  return channels.length;
}

/** The same device at another address: identity, history and rights stay, the old and the new address are recorded. */
async function moveDevice(tx: Sql, row: Full, by: { personId: string | null; personNumber: string }): Promise<void> {
  const [before] = await tx.query<{ ip: string }[]>('select host(ip) as ip from device where id = $1 for update', [row.matchedDeviceId]);
  if (!before) throw new Fault('conflict', { code: 'inventory.device-gone', message: `the device that ${row.ip} was matched with is gone: run discovery again`, zh: '匹配的设备已不存在，请重新发现' });
  await tx.query('update device set ip = $2, http_port = coalesce($3, http_port), rtsp_port = coalesce($4, rtsp_port), updated_at = now() where id = $1', [row.matchedDeviceId, row.ip, row.httpPort, row.rtspPort]);
  const moved = await tx.query<[{ id: string }[], number]>('update camera set ip = $2, rtsp_port = coalesce($3, rtsp_port), onvif_port = coalesce($4, onvif_port), version = version + 1, updated_at = now() where device_id = $1 returning id', [row.matchedDeviceId, row.ip, row.rtspPort, row.httpPort]);
  for (const camera of moved[0]) await tx.query("insert into camera_change (camera_id, person_id, person_number, field, old, new, why) values ($1,$2,$3,'ip',$4,$5,'the device was found at another address')", [camera.id, by.personId, by.personNumber, JSON.stringify(before.ip), JSON.stringify(row.ip)]);
}

export async function ignoreCandidates(sql: Sql, ids: readonly string[], why: string, personId: string | null): Promise<number> {
  const rows = await sql.query<[unknown[], number]>("update candidate set state = 'ignored', decision_why = $2, decided_at = now(), decided_by = $3 where id = any($1) and state in ('new','conflict') returning 1", [ids, why, personId]);
  return rows[1];
}

/** Undoes an ignore. */
export async function restoreCandidates(sql: Sql, ids: readonly string[]): Promise<number> {
  const rows = await sql.query<[unknown[], number]>("update candidate set state = case when conflict is null or conflict = 'null'::jsonb then 'new' else 'conflict' end, decision_why = null, decided_at = null, decided_by = null where id = any($1) and state = 'ignored' returning 1", [ids]);
  return rows[1];
}

/** A person's answer to a conflict: the same device (it moved), a different one (new), or its successor at the same place (replaced). */
export async function resolveCandidate(sql: Sql, id: string, as: 'same' | 'different' | 'replaced'): Promise<void> {
  const relation = { same: 'moved', different: 'new', replaced: 'replaced' }[as];
  const rows = await sql.query<[unknown[], number]>("update candidate set state = 'new', relation = $2, matched_device_id = case when $2 = 'new' then null else matched_device_id end, conflict = null where id = $1 and state = 'conflict' returning 1", [id, relation]);
  if (rows[1] === 0) throw new Fault('conflict', { code: 'inventory.not-a-conflict', message: 'this candidate has no open conflict: look again', zh: '该候选设备没有待处理的冲突' });
}
