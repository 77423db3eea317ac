import type { Sql } from '#kernel';
import { siteIdsOf, type ReportScope } from './scope.js';

const shown = `o.id, o.kind, case o.kind when 'observer' then '平台探测端异常' when 'site' then s.name || ' 整体离线' else c.name end as title, case when s.id is null then null else jsonb_build_object('id', s.id, 'name', s.name) end as site,
  case when c.id is null then null else jsonb_build_object('id', c.id, 'name', c.name) end as camera, o.affected, coalesce((o.evidence->>'members')::int, 1) as total, o.first_fail_at as "firstFailAt", o.confirmed_at as "confirmedAt",
  o.recovered_at as "recoveredAt", o.closed_at as "closedAt", o.state, o.reason, case o.kind when 'site' then 'link' when 'observer' then 'platform' else 'camera' end as layer, o.evidence`;
const from = 'from outage o left join site s on s.id = o.site_id left join camera c on c.id = o.camera_id';

export interface OutageRow { readonly id: string; readonly kind: 'camera' | 'site' | 'observer'; readonly title: string; readonly firstFailAt: Date; readonly confirmedAt: Date; readonly recoveredAt: Date | null; readonly closedAt: Date | null; readonly state: string; readonly affected: number; readonly total: number; readonly reason: string | null; readonly evidence: Record<string, unknown> }

/** Root causes first, single cameras after; children of a root are inside it, never beside it. */
export async function listOutages(sql: Sql, scope: ReportScope, filter: { state: 'open' | 'closed' | 'all'; site?: string | undefined; camera?: string | undefined; page: number; size: number }) {
  const where = `($1::uuid[] is null or o.site_id = any($1) or (o.kind = 'observer' and $1 is null)) and ($2 = 'all' or ($2 = 'open') = (o.closed_at is null)) and ($3::uuid is null or o.site_id = $3) and (o.parent_id is null or $4::uuid is not null) and ($4::uuid is null or o.camera_id = $4)`;
  const args = [siteIdsOf(scope), filter.state, filter.site ?? null, filter.camera ?? null];
  const [count] = await sql.query<{ n: number }[]>(`select count(*)::int as n ${from} where ${where}`, args);
  const rows = await sql.query<OutageRow[]>(`select ${shown} ${from} where ${where} order by o.closed_at is not null, o.recovered_at is not null, o.affected desc, o.first_fail_at desc limit $5 offset $6`, [...args, filter.size, (filter.page - 1) * filter.size]);
  return { roots: rows.filter((row) => row.kind !== 'camera'), singles: rows.filter((row) => row.kind === 'camera'), total: count?.n ?? 0 };
}

/** One outage with what proves it; undefined when it is not there for this scope. */
export async function readOutage(sql: Sql, scope: ReportScope, id: string) {
  const [outage] = await sql.query<(OutageRow & { camera: { id: string } | null; site: { id: string } | null })[]>(`select ${shown} ${from} where o.id = $2 and ($1::uuid[] is null or o.site_id = any($1))`, [siteIdsOf(scope), id]);
  if (!outage) return undefined;
  const cameras = await sql.query<{ id: string; name: string; pointClass: number; firstFailAt: Date; state: string }[]>(`select c.id, c.name, c.point_class as "pointClass", o.first_fail_at as "firstFailAt", coalesce(t.state, 'unknown') as state
    from outage o join camera c on c.id = o.camera_id left join camera_state t on t.camera_id = c.id where o.parent_id = $1 or (o.id = $1 and o.kind = 'camera') order by o.first_fail_at, c.name limit 500`, [id]);
  const evidence = await sql.query<{ at: Date; target: string; layer: string; result: string; prober: string }[]>(`select x.at, c.name as target, 'L1 OPTIONS' as layer, coalesce(x.reason, x.to_state) || case when x.detail <> '' then ' · ' || x.detail else '' end as result, x.prober
    from transition x join camera c on c.id = x.camera_id where x.camera_id = any($1) and x.at between $2::timestamptz - interval '1 minute' and coalesce($3::timestamptz, now()) + interval '1 minute' order by x.at limit 200`, [cameras.map((camera) => camera.id), outage.firstFailAt, outage.recoveredAt]);
  const timeline = [
    { at: outage.firstFailAt, what: 'first-fail', detail: outage.reason }, { at: outage.confirmedAt, what: 'confirmed', detail: null },
    ...(outage.kind === 'site' ? [{ at: outage.confirmedAt, what: 'grouped', detail: `${outage.affected}` }] : []),
    ...(outage.recoveredAt ? [{ at: outage.recoveredAt, what: 'recovered', detail: null }] : []), ...(outage.closedAt ? [{ at: outage.closedAt, what: 'closed', detail: null }] : []),
  ];
  return { outage, timeline, evidence, cameras };
}
