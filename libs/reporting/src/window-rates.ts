import type { Sql } from '#kernel';
import { rateOf, type Rate } from '#health';
import { siteIdsOf, type ReportScope } from './scope.js';
import { WINDOW_SECONDS } from './seconds.sql.js';

/** Sums over a fleet, in seconds. In service and neither up nor down is unknown. */
export interface FleetSeconds {
  readonly gross_up: number; readonly gross_down: number; readonly gross_service: number;
  readonly net_up: number; readonly net_down: number; readonly net_service: number;
}
/** 时长在线率 pooled over cameras: gross counts everything, net leaves approved exclusions out; bounds and coverage are of the net. */
export interface WindowRates { readonly gross: Rate; readonly net: Rate; readonly coverage: Rate; readonly lower: Rate; readonly upper: Rate }

export async function readWindowRates(sql: Sql, scope: ReportScope, from: Date, to: Date): Promise<WindowRates> {
  const [row] = await sql.query<FleetSeconds[]>(WINDOW_SECONDS, [siteIdsOf(scope), from, to]);
  return ratesOf(row!);
}

export function ratesOf({ gross_up, gross_down, net_up, net_down, net_service }: FleetSeconds): WindowRates {
  return {
    gross: rateOf(gross_up, gross_up + gross_down),
    net: rateOf(net_up, net_up + net_down),
    coverage: rateOf(net_up + net_down, net_service),
    lower: rateOf(net_up, net_service),
    upper: rateOf(net_service - net_down, net_service),
  };
}
