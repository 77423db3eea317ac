import { archiveCompleteness, sampledAccuracy } from './archive.js';
import { clockAccuracy } from './clock-accuracy.js';
import { constructionCompletion, coverageRate } from './construction.js';
import { gbCodeCompliance } from './gb-code.js';
import { geoAccuracy, metresBetween } from './geo-accuracy.js';
import { retentionCompliance } from './recorded-days.js';
import { mtbf, mttr, notificationDelay, repeatRate } from './repairs.js';
import { readInstant } from './shanghai-time.js';

const times = <T>(count: number, value: T): T[] => new Array<T>(count).fill(value);
const HOUR = 3600;

it('fails 29 days of recordings and passes 30', () => {
  const asOf = readInstant('2026-03-31T09:00:00+08:00')!;
  const oldest = (text: string | null) => [{ mustRecord: true, oldestPlayableAt: text === null ? null : readInstant(text)! }];
  expect(retentionCompliance(oldest('2026-03-02T00:00:00+08:00'), asOf).num).toBe(0);
  expect(retentionCompliance(oldest('2026-03-01T23:59:59+08:00'), asOf).num).toBe(1);
  expect(retentionCompliance(oldest(null), asOf)).toMatchObject({ num: 0, den: 1 });
  expect(retentionCompliance([{ mustRecord: false, oldestPlayableAt: null }], asOf).den).toBe(0);
});

it('pools the fields of all files and counts the complete ones', () => {
  const files = [...times(7800 - 1560, { required: 40, filled: 40 }), ...times(1560, { required: 40, filled: 39 })];
  expect(archiveCompleteness(files)).toMatchObject({ pooled: { num: 310_440, den: 312_000, pct2: '99.50' }, complete: { num: 6240, den: 7800 } });
});

it('says how large an inspected sample was', () => {
  const sample = [...times(154, { checked: 10, right: 10 }), ...times(46, { checked: 10, right: 9 })];
  expect(sampledAccuracy(sample)).toEqual({ rate: { num: 1954, den: 2000, pct2: '97.70' }, samples: 200 });
});

it('judges the clocks that could be read, and says how many those were', () => {
  const offsets = [...times(7020, -5000), ...times(380, 5001), ...times(400, null)];
  expect(clockAccuracy(offsets)).toMatchObject({ rate: { num: 7020, den: 7400, pct2: '94.86' }, coverage: { pct2: '94.87' } });
});

it('wants a GB code whole, unique, of a known area and of a camera', () => {
  const code = (serial: number, type = '132', area = '150271') => `${area}0000${type}0${String(serial).padStart(6, '0')}`;
  const areas = new Set(['150271']);
  expect(gbCodeCompliance([code(1), code(2, '131')], areas)).toMatchObject({ num: 2, den: 2 });
  for (const wrong of [code(1, '111'), code(1, '132', '110101'), code(1).slice(1), `${code(1)}0`, null]) expect(gbCodeCompliance([wrong], areas)).toMatchObject({ num: 0, den: 1 });
  expect(gbCodeCompliance([code(1), code(1), code(2)], areas)).toMatchObject({ num: 1, den: 3 });
});

describe('a place on the map', () => {
  const district = [{ longitude: 109, latitude: 40 }, { longitude: 111, latitude: 40 }, { longitude: 111, latitude: 41 }, { longitude: 109, latitude: 41 }];
  const site = { longitude: 110.0001, latitude: 40.5 };
  const camera = (longitude: string | null, latitude: string | null = '40.500000') => ({ longitude, latitude, site });
  const right = (...cameras: ReturnType<typeof camera>[]): number => geoAccuracy(cameras, district).num;

  it('is accurate inside the district, near its site and with six decimals', () => {
    expect(right(camera('110.000100'))).toBe(1);
  });

  it.each([['missing', null], ['too coarse', '110.00010'], ['outside', '112.000100'], ['far from its site', '110.010000'], ['not a number', 'abc.defghi']])('is not when it is %s', (_why, longitude) => {
    expect(right(camera(longitude))).toBe(0);
  });

  it('may be shared by nine cameras and not by ten', () => {
    expect(right(...times(9, camera('110.000100')))).toBe(9);
    expect(right(...times(10, camera('110.000100')))).toBe(0);
  });

  it('measures metres', () => {
    expect(metresBetween({ longitude: 110, latitude: 40 }, { longitude: 110, latitude: 40.001 })).toBeCloseTo(111.2, 0);
  });
});

it('averages the repairs of the window, roots and cameras apart', () => {
  const closed = (hours: number, closedAt: number, kind: 'root' | 'camera' = 'camera') => ({ kind, firstFailAt: 0, recoveredAt: hours * HOUR, closedAt });
  const result = mttr([closed(2, 50), closed(5, 60), closed(41, 70), closed(9, 100), closed(9, 49), closed(1, 99, 'root')], { from: 50, to: 100 });
  expect(result).toEqual({ camera: { totalS: 48 * HOUR, count: 3, meanS: 16 * HOUR }, root: { totalS: HOUR, count: 1, meanS: HOUR } });
});

it('has a mean time between failures only if there were failures', () => {
  expect(mtbf(7200 * HOUR, 4).meanS).toBe(1800 * HOUR);
  expect(mtbf(7200 * HOUR, 0).meanS).toBeNull();
});

it('counts cameras that fail again and again', () => {
  expect(repeatRate([...times(117, 3), ...times(500, 2)], 7800)).toMatchObject({ num: 117, den: 7800, pct2: '1.50' });
});

it('reads delays by nearest rank', () => {
  expect(notificationDelay(Array.from({ length: 20 }, (_, i) => 20 - i))).toEqual({ p50S: 10, p95S: 19, count: 20 });
  expect(notificationDelay([])).toEqual({ p50S: null, p95S: null, count: 0 });
});

it('does not let one estate with too many cameras hide another that lacks some', () => {
  const sites = [{ accepted: true, plannedCameras: 10, acceptedCameras: 14 }, { accepted: false, plannedCameras: 10, acceptedCameras: 6 }];
  expect(constructionCompletion(sites)).toMatchObject({ sites: { num: 1, den: 2 }, cameras: { num: 16, den: 20 } });
  expect(constructionCompletion(times(46, { accepted: true, plannedCameras: 5, acceptedCameras: 5 })).sites.pct2).toBe('100.00');
});

it('covers a planned spot with its first camera', () => {
  expect(coverageRate([0, 1, 3], [{ reachable: true }, { reachable: false }])).toMatchObject({ spots: { num: 2, den: 3 }, network: { num: 1, den: 2 } });
});
