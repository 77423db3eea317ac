import type { Sql } from '#kernel';
import { ledgerPage, type LedgerFilter, type LedgerRow } from './ledger-page.js';
import { siteIdsOf, type ReportScope } from '../scope.js';

/** Everything known of one camera, or undefined when it is not there for this scope. */
export async function cameraFile(sql: Sql, scope: ReportScope, id: string) {
  const [row] = await sql.query<Record<string, unknown>[]>(`select to_jsonb(c) - 'file' as camera, c.file, c.version, host(c.ip) as ip, jsonb_build_object('id', s.id, 'name', s.name, 'address', s.address, 'siteKind', s.site_kind) as site,
      to_jsonb(d) - 'credential_set_id' as device, to_jsonb(r) - 'credential_set_id' as recorder, to_jsonb(t) - 'shard' - 'epoch' as state,
      (select jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name) order by cardinality(n.lineage)) from node n join node leaf on leaf.id = coalesce(s.police_node, s.id) and leaf.lineage @> array[n.id]) as path
    from camera c join site s on s.id = c.site_id join device d on d.id = c.device_id left join device r on r.id = c.recorder_id left join camera_state t on t.camera_id = c.id
    where c.id = $2 and ($1::uuid[] is null or c.site_id = any($1))`, [siteIdsOf(scope), id]);
  if (!row) return undefined;
  const { camera, file, version, ip, site, device, recorder, state, path } = row;
  return { camera: { ...camel(camera), ...(file as object), ip }, device: camel(device), recorder: recorder ? camel(recorder) : null, state: state ? camel(state) : { state: 'unknown', reason: null, since: null, evidence: null }, site, path: path ?? [], version };
}

function camel(row: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries((row ?? {}) as Record<string, unknown>).map(([key, value]) => [key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), value]));
}

/** One day per cell, Shanghai days, newest last; seconds that nobody measured are unknown. */
export async function healthStrip(sql: Sql, cameraId: string, days: number) {
  const strip = await sql.query<{ day: string; upS: number; downS: number; unknownS: number }[]>(`
    select to_char(day, 'YYYY-MM-DD') as day, coalesce(sum(r.up_s), 0)::int as "upS", coalesce(sum(r.down_s), 0)::int as "downS", coalesce(sum(r.unknown_s), 0)::int as "unknownS"
    from generate_series((now() at time zone 'Asia/Shanghai')::date - ($2::int - 1), (now() at time zone 'Asia/Shanghai')::date, interval '1 day') day
    left join rollup_hour r on r.camera_id = $1 and (r.hour at time zone 'Asia/Shanghai')::date = day::date group by day order by day`, [cameraId, days]);
  const latency = await sql.query<{ at: string; ms: number }[]>(`select hour as at, latency_avg_ms as ms from rollup_hour where camera_id = $1 and hour > now() - interval '30 days' and latency_avg_ms is not null order by hour`, [cameraId]);
  return { strip: strip.map((cell) => ({ ...cell, degradedS: 0, maintenanceS: 0 })), latency };
}

/** The same rows as the page, all of them, as the export writes them. */
export async function* ledgerRows(sql: Sql, scope: ReportScope, filter: Omit<LedgerFilter, 'page' | 'size'>): AsyncGenerator<LedgerRow> {
  for (let page = 1; ; page++) {
    const { rows } = await ledgerPage(sql, scope, { ...filter, page, size: 500 });
    yield* rows;
    if (rows.length < 500) return;
  }
}
