import type { Sql } from '#kernel';
import { EXCLUSION, SERVICE } from './population.sql.js';
import { siteIdsOf, type ReportScope } from './scope.js';

export interface PastSite { readonly siteId: string; readonly online: number; readonly degraded: number; readonly offline: number; readonly unknown: number }

/** How the cameras that were in service at $2 stood then, by the transitions: dated back, so a failure found later is counted where it began. */
export const PAST_STANDING = `
with watched as (select id from (${SERVICE}) as served where service @> $2::timestamptz)
select c.site_id as "siteId",
  count(*) filter (where then_state = 'online') as online, count(*) filter (where then_state = 'degraded') as degraded,
  count(*) filter (where then_state = 'offline') as offline, count(*) filter (where coalesce(then_state, 'unknown') = 'unknown') as unknown
from watched
join camera c on c.id = watched.id
left join lateral (
  select t.to_state as then_state from transition t where t.camera_id = watched.id and t.at <= $2::timestamptz order by t.at desc, t.id desc limit 1
) as earlier on true
where not exists (
  select from (${EXCLUSION}) as excluded
  where excluded.camera_id = c.id and excluded.state = 'planned' and excluded.from_at <= $2::timestamptz and coalesce(excluded.to_at, 'infinity') > $2::timestamptz)
group by c.site_id`;

/** By site; undefined when nothing was measured yet at that time. */
export async function readPastStanding(sql: Sql, scope: ReportScope, at: Date): Promise<PastSite[] | undefined> {
  const [{ measured } = { measured: false }] = await sql.query<{ measured: boolean }[]>('select exists (select from transition where at <= $1) as measured', [at]);
  if (!measured) return undefined;
  return sql.query<PastSite[]>(PAST_STANDING, [siteIdsOf(scope), at, new Date(at.getTime() + 1000)]);
}
