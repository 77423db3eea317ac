import { digestOf, type Clock, type Sql } from '#kernel';
import type { InstantPolicy } from '#health';
import { policyOf, type ReportingSettings } from './config.js';
import { readGroups, type Group, type GroupBy } from './groups.js';
import { readOverview, type Overview } from './overview.js';
import { Remembered } from './remembered.js';
import type { ReportScope } from './scope.js';
import { readTrend, type Trend, type TrendSpan } from './trend.js';
import { readWorst, type WorstSite } from './worst.js';

/** A trend moves once an hour, when an hour is rolled up. */
const TREND_MS = 60_000;

/** What the overview page asks for. Reads, never decides: states are those that health found. */
export class Reports {
  private readonly policy: InstantPolicy;
  private readonly remembered: Remembered;

  constructor(private readonly sql: Sql, private readonly clock: Clock, private readonly settings: ReportingSettings) {
    this.policy = policyOf(settings);
    this.remembered = new Remembered(clock);
  }

  overview(scope: ReportScope): Promise<Overview> {
    return this.remember('overview', scope, this.settings.cacheMs, () => readOverview(this.sql, scope, this.clock.now(), this.policy));
  }

  trend(scope: ReportScope, span: TrendSpan): Promise<Trend> {
    return this.remember(`trend ${span}`, scope, Math.min(TREND_MS, this.settings.cacheMs * 30), () => readTrend(this.sql, scope, span, this.clock.now()));
  }

  groups(scope: ReportScope, by: GroupBy): Promise<Group[]> {
    return this.remember(`groups ${by}`, scope, this.settings.cacheMs, () => readGroups(this.sql, scope, by, this.clock.now()));
  }

  worst(scope: ReportScope, limit: number): Promise<WorstSite[]> {
    return this.remember(`worst ${limit}`, scope, this.settings.cacheMs, () => readWorst(this.sql, scope, limit, this.clock.now()));
  }

  private remember<T>(what: string, scope: ReportScope, forMs: number, compute: () => Promise<T>): Promise<T> {
    const sites = scope === 'all' ? 'all' : digestOf([...scope.siteIds].sort().join());
    return this.remembered.get(`${what} ${sites}`, forMs, compute);
  }
}
