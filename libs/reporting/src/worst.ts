import type { Sql } from '#kernel';
import { dayOf, rateOf, startOfDay, type Rate } from '#health';
import { readPastStanding } from './past-standing.js';
import { STANDING } from './population.sql.js';
import { siteIdsOf, type ReportScope } from './scope.js';
import { bucketSeconds } from './seconds.sql.js';
import { ratesOf, type FleetSeconds } from './window-rates.js';

export interface WorstSite {
  readonly siteId: string; readonly name: string; readonly police: string | null; readonly rate: Rate; readonly offline: number; readonly unknown: number;
  /** Net time-based rate of the seven days that end today, in percent; days of which nothing is known are left out. */
  readonly spark: readonly number[];
  /** Percentage points against the same time yesterday. */
  readonly deltaPct: number | null;
  readonly cause: string | null; readonly outageId: string | null;
}

const WORST = `
select counted.site_id as "siteId", site.name, police.name as police, online, offline, unknown, root.id as "outageId", root.reason as cause
from (
  select site_id, count(*) filter (where standing in ('online', 'degraded')) as online, count(*) filter (where standing = 'offline') as offline, count(*) filter (where standing = 'unknown') as unknown
  from (${STANDING}) as camera_standing
  group by site_id
) as counted
join site on site.id = counted.site_id
left join node police on police.id = site.police_node
left join lateral (
  select o.id, o.reason from outage o where o.kind = 'site' and o.site_id = counted.site_id and o.parent_id is null and o.state in ('open', 'recovering')
  order by o.affected desc nulls last, o.first_fail_at limit 1
) as root on true
where offline > 0
order by offline desc, unknown desc, site.name, counted.site_id
limit $3`;

/** Sites by the number of cameras offline now. A site without any is never among the worst. */
export async function readWorst(sql: Sql, scope: ReportScope, limit: number, nowMs: number): Promise<WorstSite[]> {
  const at = new Date(Math.floor(nowMs / 1000) * 1000);
  const rows = await sql.query<(Omit<WorstSite, 'rate' | 'spark' | 'deltaPct'> & { online: number })[]>(WORST, [siteIdsOf(scope), at, limit]);
  const worst: ReportScope = { siteIds: rows.map(({ siteId }) => siteId) };
  const past = new Map((await readPastStanding(sql, worst, new Date(at.getTime() - 86_400_000)) ?? []).map((site) => [site.siteId, site]));
  return Promise.all(rows.map(async ({ online, ...site }) => {
    const rate = rateOf(online, online + site.offline);
    const before = past.get(site.siteId);
    return { ...site, rate, spark: await readSpark(sql, site.siteId, at), deltaPct: before ? pointsBetween(rateOf(before.online + before.degraded, before.online + before.degraded + before.offline), rate) : null };
  }));
}

async function readSpark(sql: Sql, siteId: string, at: Date): Promise<number[]> {
  const from = new Date(startOfDay(dayOf(at.getTime() / 1000) - 6) * 1000);
  const until = new Date(Math.max(from.getTime() + 3_600_000, Math.floor(at.getTime() / 3_600_000) * 3_600_000));
  const days = await sql.query<FleetSeconds[]>(bucketSeconds('day'), [[siteId], from, until]);
  return days.flatMap((day) => { const { pct2 } = ratesOf(day).net; return pct2 === null ? [] : [Number(pct2)]; });
}

/** As a reader would subtract the two printed figures. */
function pointsBetween(before: Rate, now: Rate): number | null {
  return before.pct2 === null || now.pct2 === null ? null : Math.round((Number(now.pct2) - Number(before.pct2)) * 100) / 100;
}
