import type { Sql } from '#kernel';
import { siteIdsOf, type ReportScope } from './scope.js';

export interface OutageSummary { readonly roots: number; readonly affected: number; readonly singles: number; readonly oldestFirstFailAt: string | null }

/** Open outages of the scope: roots that explain others, and cameras that failed alone. Blindness of our own is not an outage. */
export const OPEN_OUTAGES = `
select count(*) filter (where o.kind = 'site') as roots, coalesce(sum(o.affected) filter (where o.kind = 'site'), 0)::bigint as affected,
  count(*) filter (where o.kind = 'camera') as singles, min(o.first_fail_at) as oldest
from outage o
left join camera c on c.id = o.camera_id
where o.state in ('open', 'recovering') and o.parent_id is null and o.kind in ('site', 'camera')
  and ($1::uuid[] is null or coalesce(c.site_id, o.site_id) = any($1::uuid[]))`;

export async function readOutageSummary(sql: Sql, scope: ReportScope): Promise<OutageSummary> {
  const [row] = await sql.query<{ roots: number; affected: number; singles: number; oldest: Date | null }[]>(OPEN_OUTAGES, [siteIdsOf(scope)]);
  const { oldest, ...counts } = row!;
  return { ...counts, oldestFirstFailAt: oldest?.toISOString() ?? null };
}

const CHANGES = `
select count(*) as changes from transition t join camera c on c.id = t.camera_id
where ($1::uuid[] is null or c.site_id = any($1::uuid[])) and t.at > $2::timestamptz - interval '1 hour' and t.at <= $2::timestamptz and t.from_state is distinct from t.to_state`;

export async function readChangesOfLastHour(sql: Sql, scope: ReportScope, at: Date): Promise<number> {
  const [row] = await sql.query<{ changes: number }[]>(CHANGES, [siteIdsOf(scope), at]);
  return row!.changes;
}
