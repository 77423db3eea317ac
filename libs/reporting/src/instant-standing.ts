import type { Sql } from '#kernel';
import { instantRateOf, judge, rateOf, type InstantPolicy, type InstantRate, type Rate } from '#health';
import { STANDING } from './population.sql.js';
import { siteIdsOf, type ReportScope } from './scope.js';

/** An authenticated answer proves the right device for this long (the slow round of health checks comes every ten minutes). */
const CONFIRMED_S = 15 * 60;

/** How many cameras of the scope stand how. `online` are `normal` and `degraded` together: both answer. */
export interface Counts {
  readonly online: number; readonly normal: number; readonly degraded: number; readonly offline: number; readonly offlineGrouped: number;
  readonly unknown: number; readonly maintenance: number; readonly disabled: number; readonly notCommissioned: number;
}
export interface Standing {
  readonly counts: Counts; readonly cameras: number; readonly sites: number; readonly flapping: number;
  /** Of the cameras counted online, those whose identity was proven lately (E2). */
  readonly confirmed: number;
  /** When the last answer of the scope was taken; null before the first. */
  readonly lastCheckAt: Date | null;
}

export const INSTANT_COUNTS = `
select count(*) as cameras, count(distinct site_id) filter (where standing not in ('not-commissioned', 'disabled')) as sites,
  count(*) filter (where standing in ('online', 'degraded')) as online,
  count(*) filter (where standing = 'online') as normal,
  count(*) filter (where standing = 'degraded') as degraded,
  count(*) filter (where standing = 'offline') as offline,
  count(*) filter (where standing = 'offline' and by_parent) as "offlineGrouped",
  count(*) filter (where standing = 'unknown') as unknown,
  count(*) filter (where standing = 'maintenance') as maintenance,
  count(*) filter (where standing = 'disabled') as disabled,
  count(*) filter (where standing = 'not-commissioned') as "notCommissioned",
  count(*) filter (where standing in ('online', 'degraded') and auth_at > $2::timestamptz - interval '${CONFIRMED_S} seconds') as confirmed,
  count(*) filter (where standing in ('online', 'degraded', 'offline', 'unknown') and flapping) as flapping,
  max(last_check_at) filter (where standing in ('online', 'degraded', 'offline')) as "lastCheckAt"
from (${STANDING}) as camera_standing`;

export async function readStanding(sql: Sql, scope: ReportScope, at: Date): Promise<Standing> {
  const [row] = await sql.query<(Counts & Omit<Standing, 'counts'>)[]>(INSTANT_COUNTS, [siteIdsOf(scope), at]);
  const { cameras, sites, flapping, confirmed, lastCheckAt, ...counts } = row!;
  return { counts, cameras, sites, flapping, confirmed, lastCheckAt };
}

export interface PublishedInstant extends Omit<InstantRate, 'weightedRate'> {
  readonly threshold: Rate;
  /** How many more cameras would have to be online for the contract; 0 when it is met or nothing is known. */
  readonly shortBy: number;
}

export function publishInstant(counts: Counts, policy: InstantPolicy): PublishedInstant {
  const { threshold } = policy;
  const instant = instantRateOf(counts, policy);
  const needed = BigInt(threshold.num) * BigInt(instant.rate.den);
  const least = Number((needed + BigInt(threshold.den) - 1n) / BigInt(threshold.den));
  return { ...instant, threshold: rateOf(threshold.num, threshold.den), shortBy: Math.max(0, least - instant.rate.num) };
}

export interface PublishedEvidence { readonly level: 'E1' | 'E2'; readonly e2Share: Rate }

/** The minute-by-minute question proves E1; the whole rate is E2 only if every camera counted online proved it lately. */
export function publishEvidence(online: number, confirmed: number): PublishedEvidence {
  const { rate } = judge(confirmed, online - confirmed, 0);
  return { level: online > 0 && confirmed === online ? 'E2' : 'E1', e2Share: rate };
}
