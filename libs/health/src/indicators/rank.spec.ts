import { declaredConsistency } from './compare.js';
import { intactRate } from './intact.js';
import { rankOrganisations } from './rank.js';

const places = (orgs: [string, number, number][], minAssessed = 1): [string, number | null][] =>
  rankOrganisations(orgs.map(([code, online, offline]) => ({ code, online, offline })), minAssessed).map(({ code, rank }) => [code, rank]);

it('shares a place between equal rates, in the order of their codes, and skips the next', () => {
  expect(places([['d', 1, 9], ['c', 19, 1], ['b', 38, 2], ['a', 1, 0]])).toEqual([['a', 1], ['b', 2], ['c', 2], ['d', 4]]);
});

it('ranks by the fraction where the printed rate is the same', () => {
  expect(places([['a', 94_990, 5010], ['b', 94_991, 5009]])).toEqual([['b', 1], ['a', 2]]);
});

it('lists organisations that are too small last, by code and without a place, whatever their rate', () => {
  expect(places([['z', 19, 0], ['y', 0, 3], ['x', 10, 10]], 20)).toEqual([['x', 1], ['y', null], ['z', null]]);
  expect(places([['a', 20, 0]], 20)).toEqual([['a', 1]]);
});

it('gives no place to an organisation of which nothing is known', () => {
  expect(places([['a', 0, 0], ['b', 0, 1]], 0)).toEqual([['b', 1], ['a', null]]);
});

it('compares what is declared with what a stream said, where both are known', () => {
  const pairs = [{ declared: 'ON', measured: 'fail' }, { declared: 'OFF', measured: 'fail' }, { declared: 'OFF', measured: 'ok' }, { declared: null, measured: null }, { declared: 'ON' }] as const;
  expect(declaredConsistency(pairs)).toEqual({ consistency: { num: 1, den: 3, pct2: '33.33' }, falseOnline: 1, falseOffline: 1, unknown: 2 });
});

it('calls a camera with any bad answer bad, and one with any open answer unknown', () => {
  const looked = (online: boolean | null, stream: boolean | null, picture: boolean | null) => ({ online, stream, picture });
  expect(intactRate([looked(true, true, true), looked(null, null, false), looked(true, null, true)])).toMatchObject({ good: 1, bad: 1, unknown: 1, rate: { num: 1, den: 2 }, upper: { num: 2, den: 3 } });
});
