import { healthMigrations, availability, instantRateOf, printDay, dayOf, type WatchedCamera } from '#health';
import { inventoryMigrations } from '#inventory';
import { accessMigrations } from '#access';
import { newId, type Sql } from '#kernel';
import { HandClock } from '#kernel/testing';
import { overviewSql, policyOf, readGroups, readOverview, readTrend, readWindowRates, readWorst, Reports, type ReportScope } from '#reporting';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { generateMonth, store, type MonthCamera } from './reporting-month.js';

const NOW = Date.parse('2026-03-31T17:23:45.678+08:00');
const settings = { contractPercent: 95, minCoveragePercent: 90, cacheMs: 0 };
const policy = policyOf(settings);
const month = generateMonth(NOW, 7);
const at = (text: string): Date => new Date(`${text}+08:00`);

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await openTestDatabase([...accessMigrations, ...inventoryMigrations, ...healthMigrations]);
  sql = database.dataSource;
  await store(sql, month, NOW);
}, 120_000);
afterAll(() => database.close());

const second = (instant: Date): number => Math.floor(instant.getTime() / 1000);
const inScope = (scope: ReportScope): MonthCamera[] => month.cameras.filter(({ siteId }) => scope === 'all' || scope.siteIds.includes(siteId));

/** The same month through the pure functions, which the worked cases of test/vectors hold. */
function measured(scope: ReportScope, from: Date, to: Date) {
  const cameras: WatchedCamera[] = inScope(scope).filter(({ countsInWindows }) => countsInWindows).map((camera) => camera.watched);
  return availability({ from: second(from), to: second(to) }, cameras, Infinity);
}

const somewhere: ReportScope = { siteIds: month.sites.slice(0, 2).map(({ id }) => id) };
const nowhere: ReportScope = { siteIds: [] };

it.each([
  ['the whole month', at('2026-03-01T00:00:00'), at('2026-03-31T17:23:45')],
  ['one day', at('2026-03-11T00:00:00'), at('2026-03-12T00:00:00')],
  ['an odd quarter of an hour', at('2026-03-14T03:07:11'), at('2026-03-14T03:22:13')],
])('counts %s from transitions as the worked formulas do, for all and for a part', async (_name, from, to) => {
  for (const scope of ['all', somewhere, nowhere] as const) {
    const { fleet } = measured(scope, from, to);
    const expected = { gross: fleet.grossPooled, net: fleet.netPooled, coverage: fleet.netCoverage, lower: fleet.netLower, upper: fleet.netUpper };
    expect(await readWindowRates(sql, scope, from, to)).toEqual(expected);
  }
});

it('excludes something, or the month proves nothing about net', async () => {
  const { gross, net } = await readWindowRates(sql, 'all', at('2026-03-01T00:00:00'), at('2026-03-31T00:00:00'));
  expect(net.den).toBeLessThan(gross.den);
  expect(net.num * gross.den).not.toBe(gross.num * net.den);
});

it('draws 30 days whose every point the formulas give again, from roll-ups and transitions together', async () => {
  for (const scope of ['all', somewhere] as const) {
    const { points } = await readTrend(sql, scope, '30d', NOW);
    expect(points).toHaveLength(30);
    for (const [i, point] of points.entries()) {
      const from = new Date(point.at);
      const to = i + 1 < points.length ? new Date(points[i + 1]!.at) : at('2026-03-31T17:00:00');
      const { fleet } = measured(scope, from, to);
      expect(point).toEqual({ at: point.at, gross: fleet.grossPooled, net: fleet.netPooled, lower: fleet.netLower, upper: fleet.netUpper });
    }
    expect(printDay(dayOf(second(new Date(points[0]!.at))))).toBe('2026-03-02');
  }
});

it('draws the last 24 whole hours, and the months as the calendar cuts them', async () => {
  const day = await readTrend(sql, 'all', '24h', NOW);
  expect(day.points).toHaveLength(24);
  expect(day.points[0]!.at).toBe(at('2026-03-30T17:00:00').toISOString());
  for (const { at: hour, net } of day.points) {
    expect(net).toEqual(measured('all', new Date(hour), new Date(Date.parse(hour) + 3_600_000)).fleet.netPooled);
  }
  const year = await readTrend(sql, 'all', '12m', NOW);
  expect(year.points.map(({ at: begin }) => begin)).toEqual([
    '2025-04', '2025-05', '2025-06', '2025-07', '2025-08', '2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03',
  ].map((name) => at(`${name}-01T00:00:00`).toISOString()));
  expect(year.points.at(-1)).toMatchObject({ net: measured('all', at('2026-03-01T00:00:00'), at('2026-03-31T17:00:00')).fleet.netPooled });
});

it('marks the largest root outages of the time, in its order', async () => {
  const { marks } = await readTrend(sql, 'all', '30d', NOW);
  expect(marks.length).toBeGreaterThan(0);
  expect([...marks].sort((a, b) => a.at.localeCompare(b.at))).toEqual(marks);
  expect(marks[0]!.text).toMatch(/\d+ 路离线/);
});

it('publishes an instant rate that the formula gives for its own counts', async () => {
  const { counts, instant, population } = await readOverview(sql, 'all', NOW, policy);
  const { online, offline, unknown, maintenance, disabled, notCommissioned } = counts;
  expect(instant).toMatchObject(instantRateOf(counts, policy));
  expect(counts.normal + counts.degraded).toBe(online);
  expect(online + offline + unknown + maintenance + disabled + notCommissioned).toBe(population.count);
  expect(population.count).toBe(month.cameras.length);
  for (const some of [online, counts.degraded, offline, unknown, maintenance, disabled, notCommissioned]) expect(some).toBeGreaterThan(0);
});

it('publishes the very number that a person counts by hand with the SQL we show', async () => {
  const [byHand] = await sql.query<{ online: number; offline: number; unknown: number; percent: string }[]>(overviewSql.replaceAll('now()', `timestamptz '${new Date(NOW).toISOString()}'`));
  const { counts, instant } = await readOverview(sql, 'all', NOW, policy);
  expect(byHand).toEqual({ online: counts.online, offline: counts.offline, unknown: counts.unknown, percent: instant.rate.pct2 });
});

it('publishes the number that the ledger itself gives, camera by camera', async () => {
  for (const scope of ['all', somewhere] as const) {
    const standing = inScope(scope).map(({ standing: one }) => one);
    const having = (...names: string[]): number => standing.filter((one) => names.includes(one)).length;
    expect((await readOverview(sql, scope, NOW, policy)).counts).toMatchObject({
      online: having('online', 'degraded'), offline: having('offline'), unknown: having('unknown'),
      maintenance: having('maintenance'), disabled: having('disabled'), notCommissioned: having('not-commissioned'),
    });
  }
});

it('says how far the contract is, and that a camera more would not do', async () => {
  const { instant } = await readOverview(sql, 'all', NOW, policy);
  const meets = (online: number): boolean => online * 100 >= instant.rate.den * 95;
  expect(instant.threshold).toEqual({ num: 95, den: 100, pct2: '95.00' });
  expect(meets(instant.rate.num + instant.shortBy)).toBe(true);
  expect(instant.shortBy === 0 || !meets(instant.rate.num + instant.shortBy - 1)).toBe(true);
});

it('names the evidence: E1, with the share that proved its identity in the last quarter of an hour', async () => {
  const { evidence, counts } = await readOverview(sql, 'all', NOW, policy);
  const proven = month.cameras.filter(({ standing, authAgeS }) => (standing === 'online' || standing === 'degraded') && authAgeS !== null && authAgeS < 900).length;
  expect(evidence).toMatchObject({ level: 'E1', e2Share: { num: proven, den: counts.online } });
});

it('compares with the same time yesterday by what the transitions say of it', async () => {
  const then = second(new Date(NOW)) - 86_400;
  const states = month.cameras.filter(({ countsInWindows, maintenanceAt }) => countsInWindows && !maintenanceAt(then)).flatMap(({ watched, stateAt }) => {
    const { fleet } = availability({ from: then, to: then + 1 }, [watched]);
    return fleet.assessedCameras === 1 ? [stateAt(then)] : [];
  });
  const having = (name: string): number => states.filter((state) => state === name).length;
  expect((await readOverview(sql, 'all', NOW, policy)).yesterday).toEqual({ offline: having('offline'), degraded: having('degraded'), unknown: having('unknown') });
});

it('has no yesterday before there was one', async () => {
  expect((await readOverview(sql, 'all', month.from - 3_600_000, policy)).yesterday).toBeNull();
});

it('counts nothing at all for a person who may see nothing', async () => {
  const { population, instant, counts, today, outages } = await readOverview(sql, nowhere, NOW, policy);
  expect(population.count).toBe(0);
  expect(instant).toMatchObject({ assessed: 0, pass: null, shortBy: 0, rate: { num: 0, den: 0, pct2: null } });
  expect(Object.values(counts).every((count) => count === 0)).toBe(true);
  expect(today.net.den).toBe(0);
  expect(outages).toEqual({ roots: 0, affected: 0, singles: 0, oldestFirstFailAt: null });
  expect(await readGroups(sql, nowhere, 'site', NOW)).toEqual([]);
  expect(await readWorst(sql, nowhere, 10, NOW)).toEqual([]);
  expect((await readTrend(sql, nowhere, '24h', NOW)).points.every(({ net }) => net.den === 0)).toBe(true);
});

it.each(['police', 'governance', 'site', 'vendor', 'access'] as const)('groups by %s so that the groups add up to the overview', async (by) => {
  for (const scope of ['all', somewhere] as const) {
    const { instant, counts } = await readOverview(sql, scope, NOW, policy);
    const groups = await readGroups(sql, scope, by, NOW);
    const sum = (pick: (group: (typeof groups)[number]) => number): number => groups.reduce((total, group) => total + pick(group), 0);
    expect([sum(({ rate }) => rate.num), sum(({ rate }) => rate.den), sum(({ offline }) => offline), sum(({ unknown }) => unknown), sum(({ assessed }) => assessed)])
      .toEqual([instant.rate.num, instant.rate.den, counts.offline, counts.unknown, instant.assessed]);
    expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length);
  }
});

it('lets a station answer for its beats and a street for its communities', async () => {
  expect((await readGroups(sql, 'all', 'police', NOW)).map(({ name }) => name).sort()).toEqual(['东风路派出所', '西河派出所']);
  expect((await readGroups(sql, 'all', 'governance', NOW)).map(({ name }) => name)).toContain('东风街道');
});

it('lists the worst sites by their offline cameras, with the outage that explains them', async () => {
  const worst = await readWorst(sql, 'all', 3, NOW);
  const bySite = await readGroups(sql, 'all', 'site', NOW);
  const expected = bySite.filter(({ offline }) => offline > 0).map(({ offline }) => offline).sort((a, b) => b - a).slice(0, 3);
  expect(worst.map(({ offline }) => offline)).toEqual(expected);
  const dark = worst.find(({ siteId }) => siteId === month.darkSite.siteId);
  expect(dark).toMatchObject({ outageId: month.darkSite.outageId, cause: 'unreachable', police: expect.any(String) });
  for (const { spark, rate, siteId } of worst) {
    expect(spark.length).toBe(7);
    const { fleet } = measured({ siteIds: [siteId] }, at('2026-03-26T00:00:00'), at('2026-03-27T00:00:00'));
    expect(spark[1]!.toFixed(2)).toBe(fleet.netPooled.pct2);
    expect(rate.den).toBe(bySite.find(({ key }) => key === siteId)!.rate.den);
  }
});

it('counts open outages of the scope: roots, what they explain, and singles', async () => {
  const { outages } = await readOverview(sql, 'all', NOW, policy);
  expect(outages).toMatchObject({ roots: 1, affected: month.darkSite.affected, singles: month.singles });
  expect(Date.parse(outages.oldestFirstFailAt!)).toBeLessThan(NOW);
  const elsewhere: ReportScope = { siteIds: month.sites.map(({ id }) => id).filter((id) => id !== month.darkSite.siteId) };
  expect((await readOverview(sql, elsewhere, NOW, policy)).outages.roots).toBe(0);
});

describe('our own eyes', () => {
  const beat = async (agoS: number, state: object): Promise<void> => {
    await sql.query('delete from prober');
    await sql.query('insert into prober (id, started_at, heartbeat_at, state) values ($1, $2, $2, $3)', ['prober-1', new Date(NOW - agoS * 1000), JSON.stringify(state)]);
  };
  const guard = async () => (await readOverview(sql, 'all', NOW, policy)).guard;

  it('are open while a prober beats and sees', async () => {
    await beat(9, { blind: false, checksPerS: 7 });
    expect(await guard()).toMatchObject({ blind: false, since: null, probers: [{ id: 'prober-1', state: { checksPerS: 7 } }] });
  });
  it('are shut when the only prober says so, or says nothing for half a minute', async () => {
    await beat(9, { blind: true });
    expect((await guard()).blind).toBe(true);
    await beat(31, { blind: false });
    expect(await guard()).toMatchObject({ blind: true, since: new Date(NOW - 31_000).toISOString() });
  });
  it('are shut while an observer outage is open, since its first failure', async () => {
    await beat(1, { blind: false });
    const id = newId();
    await sql.query("insert into outage (id, kind, state, first_fail_at, confirmed_at) values ($1, 'observer', 'open', $2, $2)", [id, new Date(NOW - 60_000)]);
    expect(await guard()).toMatchObject({ blind: true, since: new Date(NOW - 60_000).toISOString() });
    await sql.query('delete from outage where id = $1', [id]);
  });
});

it('computes once for a crowd that asks at the same moment, and again when its answer is old', async () => {
  let asked = 0;
  const counting: Sql = { query: (text, parameters) => { asked += 1; return sql.query(text, parameters); } };
  const clock = new HandClock(NOW);
  const reports = new Reports(counting, clock, { ...settings, cacheMs: 2000 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => reports.overview('all')));
  const once = asked;
  expect(new Set(answers).size).toBe(1);
  await reports.overview(somewhere);
  expect(asked).toBe(2 * once);
  await clock.advance(1999);
  expect(await reports.overview('all')).toBe(answers[0]);
  await clock.advance(1);
  expect((await reports.overview('all')).computedAt).not.toBe(answers[0]!.computedAt);
});
