import type { Sql } from '#kernel';
import { dayOf, startOfDay, type Rate } from '#health';
import { siteIdsOf, type ReportScope } from './scope.js';
import { bucketSeconds, type TrendUnit } from './seconds.sql.js';
import { ratesOf, type FleetSeconds } from './window-rates.js';

export const trendSpans = ['24h', '30d', '12m'] as const;
export type TrendSpan = (typeof trendSpans)[number];
export interface TrendPoint { readonly at: string; readonly gross: Rate; readonly net: Rate; readonly lower: Rate; readonly upper: Rate }
export interface Trend { readonly points: readonly TrendPoint[]; readonly marks: readonly { readonly at: string; readonly text: string }[] }

const HOUR_MS = 3_600_000;
const units: Readonly<Record<TrendSpan, TrendUnit>> = { '24h': 'hour', '30d': 'day', '12m': 'month' };
/** More would hide the line. */
const MARKS = 6;

/** Hours that are over and rolled up: a running hour would show its rest as unknown. */
export async function readTrend(sql: Sql, scope: ReportScope, span: TrendSpan, nowMs: number): Promise<Trend> {
  const until = await lastRolledHour(sql, nowMs);
  const from = beginOf(span, until);
  const [rows, marks] = await Promise.all([
    sql.query<(FleetSeconds & { at: Date })[]>(bucketSeconds(units[span]), [siteIdsOf(scope), from, until]),
    readMarks(sql, scope, from, until),
  ]);
  return {
    points: rows.map((row) => {
      const { gross, net, lower, upper } = ratesOf(row);
      return { at: row.at.toISOString(), gross, net, lower, upper };
    }),
    marks,
  };
}

async function lastRolledHour(sql: Sql, nowMs: number): Promise<Date> {
  const running = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
  const [row] = await sql.query<{ hour: Date | null }[]>(
    'select max(hour) as hour from rollup_hour where hour >= $1 and hour < $2', [new Date(running - 3 * HOUR_MS), new Date(running)]);
  return new Date(row?.hour ? row.hour.getTime() + HOUR_MS : running);
}

/** 24 hours; today and the 29 days before; this month and the 11 before, as the district's calendar has them. */
export function beginOf(span: TrendSpan, until: Date): Date {
  if (span === '24h') return new Date(until.getTime() - 24 * HOUR_MS);
  const day = dayOf(until.getTime() / 1000 - 1);
  if (span === '30d') return new Date(startOfDay(day - 29) * 1000);
  const local = new Date(day * 86_400_000);
  return new Date(startOfDay(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - 11, 1) / 86_400_000) * 1000);
}

/** The largest root outages and our own blindness: what a reader asks about when the line dips. */
async function readMarks(sql: Sql, scope: ReportScope, from: Date, until: Date): Promise<Trend['marks']> {
  const rows = await sql.query<{ at: Date; kind: string; name: string | null; affected: number | null }[]>(`
    select * from (
      select o.first_fail_at as at, o.kind, s.name, o.affected
      from outage o left join site s on s.id = o.site_id
      where o.kind in ('site', 'observer') and o.parent_id is null and o.first_fail_at >= $2 and o.first_fail_at < $3
        and (o.kind = 'observer' or $1::uuid[] is null or o.site_id = any($1::uuid[]))
      order by o.kind = 'observer' desc, o.affected desc nulls last, o.first_fail_at desc limit ${MARKS}
    ) as largest order by at`, [siteIdsOf(scope), from, until]);
  return rows.map(({ at, kind, name, affected }) => ({ at: at.toISOString(), text: kind === 'observer' ? '探测器断网' : `${name ?? ''} ${affected ?? 0} 路离线`.trim() }));
}
