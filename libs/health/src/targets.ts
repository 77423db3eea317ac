import type { Sql } from '#kernel';
import { stableHash } from '#kernel';
import { covers, openCredentials } from '#inventory';
import { shardCount } from './lease.js';
import type { State } from './machine.js';
import type { ProbeTarget, Reason } from './prober.js';

/** A site stays whole: its cameras are judged by one prober, so that a dark estate is seen as one. */
export const shardOf = (siteId: string): number => stableHash(siteId) % shardCount;

export interface Watched { readonly target: ProbeTarget; readonly shard: number; readonly state: State; readonly reason: Reason | null; readonly since: Date | null; readonly authRefusedAt: Date | null }

interface Row { id: string; site_id: string; ip: string; rtsp_port: number | null; rtsp_path: string | null; onvif_port: number | null; onvif_path: string | null; recorder_id: string | null; credential_set_id: string | null; state: State | null; reason: Reason | null; since: Date | null }

/** Every camera in use in these shards, with what is known of its state. */
export async function loadWatched(sql: Sql, vaultKey: Buffer, shards: readonly number[]): Promise<Watched[]> {
  const sites = (await sql.query<{ id: string }[]>('select id from site')).map(({ id }) => id).filter((id) => shards.includes(shardOf(id)));
  const rows = await sql.query<Row[]>(`select c.id, c.site_id, host(c.ip) as ip, c.rtsp_port, c.rtsp_path, c.onvif_port, c.onvif_path, c.recorder_id, d.credential_set_id, s.state, s.reason, s.since
    from camera c join device d on d.id = c.device_id left join camera_state s on s.camera_id = c.id
    where c.site_id = any($1) and c.lifecycle in ('trial', 'in-service') and c.decommissioned_at is null order by c.id`, [sites]);
  const credentials = await openCredentials(sql, vaultKey, sites);
  return rows.map((row) => {
    const set = row.credential_set_id ? credentials.get(row.credential_set_id) : undefined;
    // A device that moved or was retyped out of the ranges its password is for is asked without it.
    const credential = set && covers(set.cidrs, row.ip) ? set : undefined;
    return {
      shard: shardOf(row.site_id), state: row.state ?? 'unknown', reason: row.reason, since: row.since, authRefusedAt: null,
      target: {
        cameraId: row.id, siteId: row.site_id, ip: row.ip, rtspPort: row.rtsp_port, rtspPath: row.rtsp_path, onvifPort: row.onvif_port, onvifPath: row.onvif_path,
        recorderKey: row.recorder_id ? row.ip : null, credential: credential ? { username: credential.username, password: credential.password, version: `${credential.setId}/${credential.version}` } : null,
      },
    };
  });
}
