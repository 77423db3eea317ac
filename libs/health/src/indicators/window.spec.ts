import fc from 'fast-check';
import type { Exclusion } from './exclusions.js';
import { meanOf } from './mean.js';
import { rateOf } from './rate.js';
import { dayOf, printDay, readInstant } from './shanghai-time.js';
import { availability, type CameraAvailability, type WatchedCamera } from './window.js';

const at = (text: string): number => readInstant(`${text}+08:00`)!;
const camera = (over: Partial<WatchedCamera> = {}): WatchedCamera => ({ id: 'c', observations: [], ...over });
const midnight = at('2026-03-05T00:00:00');

function measure(window: { from: number; to: number }, cameras: readonly WatchedCamera[], deadlineS?: number) {
  const perCamera = new Map<string, CameraAvailability>();
  const figures = availability(window, cameras, deadlineS, (id, own) => perCamera.set(id, own));
  return { ...figures, perCamera };
}

// ---- the same rules, one array cell per second

type Cell = 'out' | 'up' | 'down' | 'unknown';
function cellOf(one: WatchedCamera, second: number): Cell {
  const within = ({ from, to }: { from: number; to?: number | null | undefined }): boolean => from <= second && second < (to ?? Infinity);
  if (!within({ from: one.commissionedAt ?? -Infinity, to: one.decommissionedAt })) return 'out';
  if ((one.suspended ?? []).some(within)) return 'out';
  const states = one.observations.filter(within).map(({ state }) => state);
  return states.includes('up') ? 'up' : states.includes('down') ? 'down' : 'unknown';
}
function excludedAt({ kind, from, to, approvedAt }: Exclusion, second: number, deadlineS: number): boolean {
  if (approvedAt == null || second < from || second >= to) return false;
  return kind === 'maintenance' ? second >= approvedAt : approvedAt - to <= deadlineS;
}
function bruteForce(window: { from: number; to: number }, cameras: readonly WatchedCamera[], deadlineS: number) {
  const tally = () => ({ up: 0, down: 0, unknown: 0 });
  const days = new Map<string, { up: number; down: number }>();
  for (let second = window.from; second < window.to; second++) days.set(printDay(dayOf(second)), { up: 0, down: 0 });
  const rows = cameras.map((one) => {
    const row = { id: one.id, gross: tally(), net: tally(), excludedS: 0, serviceS: 0 };
    for (let second = window.from; second < window.to; second++) {
      const cell = cellOf(one, second);
      if (cell === 'out') continue;
      row.serviceS += 1;
      row.gross[cell] += 1;
      if ((one.exclusions ?? []).some((each) => excludedAt(each, second, deadlineS))) { row.excludedS += 1; continue; }
      row.net[cell] += 1;
      if (cell !== 'unknown') days.get(printDay(dayOf(second)))![cell] += 1;
    }
    return row;
  });
  const sum = (pick: (row: (typeof rows)[number]) => number): number => rows.reduce((total, row) => total + pick(row), 0);
  const known = sum(({ net }) => net.up + net.down);
  const byDay = [...days].map(([date, { up, down }]) => ({ date, netPooled: rateOf(up, up + down) }));
  return {
    rows,
    byDay,
    netDailyMean: meanOf(byDay.map(({ netPooled }) => netPooled)),
    fleet: {
      assessedCameras: rows.filter(({ serviceS }) => serviceS > 0).length,
      grossPooled: rateOf(sum(({ gross }) => gross.up), sum(({ gross }) => gross.up + gross.down)),
      netPooled: rateOf(sum(({ net }) => net.up), known),
      netMean: meanOf(rows.map(({ net }) => ({ num: net.up, den: net.up + net.down }))),
      netCoverage: rateOf(known, known + sum(({ net }) => net.unknown)),
      netLower: rateOf(sum(({ net }) => net.up), known + sum(({ net }) => net.unknown)),
      netUpper: rateOf(sum(({ net }) => net.up + net.unknown), known + sum(({ net }) => net.unknown)),
    },
  };
}

const second = fc.integer({ min: midnight - 50, max: midnight + 50 });
const span = fc.record({ from: second, to: second });
const watched = fc.record({
  id: fc.uuid(),
  commissionedAt: fc.option(second), decommissionedAt: fc.option(second),
  suspended: fc.array(fc.record({ from: second, to: fc.option(second) }), { maxLength: 2 }),
  observations: fc.array(fc.record({ from: second, to: second, state: fc.constantFrom('up' as const, 'down' as const, 'unknown' as const) }), { maxLength: 6 }),
  exclusions: fc.array(fc.record({ from: second, to: second, kind: fc.constantFrom('maintenance' as const, 'excused' as const), approvedAt: fc.option(second) }), { maxLength: 3 }),
});

it('counts what a clock would count, second by second, around midnight', () => {
  fc.assert(fc.property(span, fc.uniqueArray(watched, { maxLength: 4, selector: ({ id }) => id }), fc.nat(40), (window, cameras, deadlineS) => {
    const { perCamera, ...figures } = measure(window, cameras, deadlineS);
    const { rows, ...expected } = bruteForce(window, cameras, deadlineS);
    expect(figures).toEqual(expected);
    for (const { id, gross, net, excludedS } of rows) {
      expect(perCamera.get(id)).toEqual({ gross, net, excludedS, grossRate: rateOf(gross.up, gross.up + gross.down), netRate: rateOf(net.up, net.up + net.down) });
    }
  }), { numRuns: 1500 });
});

// ---- the sentences of the rules

const day = { from: midnight, to: midnight + 86_400 };

it('lets a good frame win over a failed probe of the same second, and a failed probe over silence', () => {
  const observations = [
    { from: midnight, to: midnight + 100, state: 'unknown' as const },
    { from: midnight + 10, to: midnight + 60, state: 'down' as const },
    { from: midnight + 50, to: midnight + 80, state: 'up' as const },
  ];
  const { perCamera } = measure({ from: midnight, to: midnight + 100 }, [camera({ observations })]);
  expect(perCamera.get('c')!.gross).toEqual({ up: 30, down: 40, unknown: 30 });
});

it('does not let a late approval erase the past', () => {
  const observations = [{ ...day, state: 'down' as const }];
  const exclusion = { from: midnight + 3600, to: midnight + 7200, kind: 'maintenance' as const };
  const excluded = (approvedAt: number | null): number => measure(day, [camera({ observations, exclusions: [{ ...exclusion, approvedAt }] })]).perCamera.get('c')!.excludedS;
  expect([midnight, midnight + 3600, midnight + 5400, midnight + 7200, midnight + 9000, null].map(excluded)).toEqual([3600, 3600, 1800, 0, 0, 0]);
});

it('excuses a cause approved exactly at the deadline, and not a second later', () => {
  const exclusion = { from: midnight, to: midnight + 600, kind: 'excused' as const };
  const excluded = (approvedAt: number): number => measure(day, [camera({ exclusions: [{ ...exclusion, approvedAt }] })], 1000).perCamera.get('c')!.excludedS;
  expect([midnight + 1600, midnight + 1601].map(excluded)).toEqual([600, 0]);
});

it('ignores an exclusion that ends before it begins, however it was approved', () => {
  const exclusions = [{ from: midnight + 600, to: midnight, kind: 'excused' as const, approvedAt: midnight }, { from: midnight + 9, to: midnight + 9, kind: 'maintenance' as const, approvedAt: midnight }];
  expect(measure(day, [camera({ exclusions })]).perCamera.get('c')!.excludedS).toBe(0);
});

it('removes the good seconds of a maintenance window too, and counts overlapping windows once', () => {
  const observations = [{ ...day, state: 'up' as const }];
  const exclusions = [0, 300].map((late) => ({ from: midnight + late, to: midnight + late + 600, kind: 'maintenance' as const, approvedAt: midnight }));
  expect(measure(day, [camera({ observations, exclusions })]).perCamera.get('c')).toMatchObject({ excludedS: 900, gross: { up: 86_400 }, net: { up: 85_500 } });
});

it('does not count seconds of maintenance outside the service as excluded', () => {
  const exclusions = [{ from: midnight - 600, to: midnight + 600, kind: 'maintenance' as const, approvedAt: midnight - 900 }];
  expect(measure(day, [camera({ exclusions, commissionedAt: midnight + 500 })]).perCamera.get('c')).toMatchObject({ excludedS: 100 });
});

it('does not assess a camera that never was in service, but keeps its line', () => {
  const { fleet, perCamera } = measure(day, [camera({ commissionedAt: day.to }), camera({ id: 'd', suspended: [{ from: 0 }] })]);
  expect(fleet.assessedCameras).toBe(0);
  expect(fleet.netMean).toEqual({ num: 0n, den: 0n, pct2: null });
  expect([...perCamera.keys()]).toEqual(['c', 'd']);
});

it('assesses a camera whose whole service was excluded', () => {
  const exclusions = [{ ...day, kind: 'maintenance' as const, approvedAt: midnight - 1 }];
  const { fleet } = measure(day, [camera({ observations: [{ ...day, state: 'up' }], exclusions })]);
  expect(fleet).toMatchObject({ assessedCameras: 1, grossPooled: { pct2: '100.00' }, netPooled: { num: 0, den: 0, pct2: null } });
});

it('lists every day that the window touches, also those of which nothing is known', () => {
  const window = { from: midnight - 1, to: midnight + 86_401 };
  const { byDay, netDailyMean } = measure(window, [camera({ observations: [{ from: midnight, to: midnight + 60, state: 'up' }] })]);
  expect(byDay.map(({ date, netPooled }) => [date, netPooled.den])).toEqual([['2026-03-04', 0], ['2026-03-05', 60], ['2026-03-06', 0]]);
  expect(netDailyMean).toEqual({ num: 1n, den: 1n, pct2: '100.00' });
});

it('has no days and no rate in a window that ends when it begins', () => {
  expect(measure({ from: midnight, to: midnight }, [camera()])).toMatchObject({ byDay: [], fleet: { assessedCameras: 0, netCoverage: { pct2: null } } });
});

it('measures a month of 15,000 cameras in seconds, one camera at a time', () => {
  const month = { from: at('2026-04-01T00:00:00'), to: at('2026-05-01T00:00:00') };
  function* fleet(): Generator<WatchedCamera> {
    for (let i = 0; i < 15_000; i++) {
      const observations = Array.from({ length: 60 }, (_, k) => ({
        from: month.from + k * 43_200, to: month.from + (k + 1) * 43_200 - (k * 7 + i) % 600, state: (k + i) % 19 === 0 ? 'down' as const : 'up' as const,
      }));
      yield camera({ id: String(i), observations, exclusions: [{ from: month.from + i * 60, to: month.from + i * 60 + 7200, kind: 'maintenance', approvedAt: month.from }] });
    }
  }
  const began = process.hrtime.bigint();
  const { fleet: figures, byDay } = availability(month, fleet());
  const tookMs = Number((process.hrtime.bigint() - began) / 1_000_000n);
  expect(figures.assessedCameras).toBe(15_000);
  expect(byDay).toHaveLength(30);
  expect(tookMs).toBeLessThan(15_000);
});
