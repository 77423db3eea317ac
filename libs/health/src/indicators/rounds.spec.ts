import { roundOnlineRate } from './rounds.js';

it('shows three figures, because the same rounds can be told in three ways', () => {
  const rate = roundOnlineRate(['a', 'b', 'c'], [{ ok: ['a', 'b'], fail: [] }, { ok: ['a'], fail: ['b'] }]);
  expect(rate).toMatchObject({ pooled: { num: 3, den: 4 }, anyRound: { num: 2, den: 2 }, allRounds: { num: 1, den: 2 }, coverage: { num: 4, den: 6 } });
});

it('does not blame a camera that was never tested', () => {
  expect(roundOnlineRate(['a', 'b'], [{ ok: [], fail: ['a'] }])).toMatchObject({ anyRound: { num: 0, den: 1 }, allRounds: { num: 0, den: 1 } });
});

it('counts a camera named twice in a list, or twice in the population, once', () => {
  expect(roundOnlineRate(['a', 'a'], [{ ok: ['a', 'a'], fail: [] }])).toMatchObject({ pooled: { num: 1, den: 1 }, coverage: { num: 1, den: 1 } });
});

it('does not count strangers: the population is the list', () => {
  expect(roundOnlineRate(['a'], [{ ok: ['x'], fail: ['a'] }])).toMatchObject({ pooled: { num: 0, den: 1 }, coverage: { num: 1, den: 1 } });
});

it('says nothing without rounds', () => {
  expect(roundOnlineRate(['a'], [])).toMatchObject({ pooled: { pct2: null }, anyRound: { den: 0 }, coverage: { num: 0, den: 0, pct2: null } });
});
