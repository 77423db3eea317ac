import { watchOurselves, type Blindness, type Signs } from './guard.js';

const clear: Blindness = { blind: false };
const signs = (failing: number, all: number, more: Partial<Signs> = {}): Signs => ({ sites: Array.from({ length: all }, (_, n) => ({ watched: 10, failing: n < failing ? 6 : 0 })), sentinelsFail: false, checks: 100, inconclusive: 0, ...more });

it('doubts itself when three in ten sites fail at once, not when one does', () => {
  expect(watchOurselves(clear, signs(3, 10), 1_000)).toMatchObject({ blind: true, since: 1_000 });
  expect(watchOurselves(clear, signs(1, 10), 1_000)).toEqual({ blind: false });
});

it('does not call one dark estate of two its own blindness', () => expect(watchOurselves(clear, signs(1, 2), 0)).toEqual({ blind: false }));

it('doubts itself when sentinels are silent or checks cannot be made', () => {
  expect(watchOurselves(clear, signs(0, 10, { sentinelsFail: true }), 0).blind).toBe(true);
  expect(watchOurselves(clear, signs(0, 10, { inconclusive: 6 }), 0).blind).toBe(true);
  expect(watchOurselves(clear, signs(0, 10, { checks: 10, inconclusive: 6 }), 0).blind).toBe(false);
});

it('stays in doubt until it was quiet for fifteen seconds, and remembers since when', () => {
  const blind = watchOurselves(clear, signs(5, 10), 1_000);
  const still = watchOurselves(blind, signs(4, 10), 9_000);
  expect(watchOurselves(still, signs(0, 10), 23_999)).toMatchObject({ blind: true, since: 1_000 });
  expect(watchOurselves(still, signs(0, 10), 24_001)).toEqual({ blind: false });
});
