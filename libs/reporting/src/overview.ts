import type { Sql } from '#kernel';
import { dayOf, RULE_VERSION, startOfDay, type InstantPolicy, type Rate } from '#health';
import { readGuard, type Guard } from './guard.js';
import { publishEvidence, publishInstant, readStanding, type Counts, type PublishedEvidence, type PublishedInstant } from './instant-standing.js';
import { readChangesOfLastHour, readOutageSummary, type OutageSummary } from './outage-summary.js';
import { readPastStanding, type PastSite } from './past-standing.js';
import type { ReportScope } from './scope.js';
import { readWindowRates } from './window-rates.js';

const DAY_MS = 86_400_000;

export interface Overview {
  readonly computedAt: string; readonly ruleVersion: string;
  readonly population: { readonly filter: string; readonly count: number; readonly sites: number };
  readonly evidence: PublishedEvidence;
  readonly instant: PublishedInstant;
  readonly roundEndedAt: string | null;
  readonly counts: Counts;
  readonly today: { readonly gross: Rate; readonly net: Rate; readonly coverage: Rate; readonly lower: Rate; readonly upper: Rate };
  readonly yesterday: { readonly offline: number; readonly degraded: number; readonly unknown: number } | null;
  readonly changes1h: number; readonly flapping: number;
  readonly outages: OutageSummary;
  readonly guard: Guard;
}

/** The district at one moment. Every figure is of the same scope and of the same whole second. */
export async function readOverview(sql: Sql, scope: ReportScope, nowMs: number, policy: InstantPolicy): Promise<Overview> {
  const second = Math.floor(nowMs / 1000);
  const at = new Date(second * 1000);
  const midnight = new Date(startOfDay(dayOf(second)) * 1000);
  const [standing, today, past, changes1h, outages, guard] = await Promise.all([
    readStanding(sql, scope, at),
    readWindowRates(sql, scope, midnight, at),
    readPastStanding(sql, scope, new Date(at.getTime() - DAY_MS)),
    readChangesOfLastHour(sql, scope, at),
    readOutageSummary(sql, scope),
    readGuard(sql, at),
  ]);
  const { counts } = standing;
  return {
    computedAt: at.toISOString(),
    ruleVersion: RULE_VERSION,
    population: { filter: filterText(scope), count: standing.cameras, sites: standing.sites },
    evidence: publishEvidence(counts.online, standing.confirmed),
    instant: publishInstant(counts, policy),
    roundEndedAt: standing.lastCheckAt?.toISOString() ?? null,
    counts,
    today,
    yesterday: past ? sumOf(past) : null,
    changes1h,
    flapping: standing.flapping,
    outages,
    guard,
  };
}

/** The population in the words of the ledger, so that the same filter can be set by hand. */
function filterText(scope: ReportScope): string {
  const where = scope === 'all' ? 'whole district' : `${scope.siteIds.length} sites of the viewer's scope`;
  return `${where}; lifecycle trial or in-service, commissioned, not decommissioned, not suspended, not in approved maintenance`;
}

function sumOf(sites: readonly PastSite[]): { offline: number; degraded: number; unknown: number } {
  const total = { offline: 0, degraded: 0, unknown: 0 };
  for (const { offline, degraded, unknown } of sites) {
    total.offline += offline;
    total.degraded += degraded;
    total.unknown += unknown;
  }
  return total;
}
