import fc from 'fast-check';
import { compareRates, judge, passes, printPercent, rateOf } from './rate.js';

const policy = { threshold: { num: 95, den: 100 }, minCoverage: { num: 90, den: 100 } };

it.each([
  [7394, 7800, '94.79'], [1, 3, '33.33'], [2, 3, '66.67'], [1, 1, '100.00'], [0, 5, '0.00'],
  [94945, 100_000, '94.95'], [94944, 100_000, '94.94'], [1, 800, '0.13'], [5, 100_000, '0.01'],
  [39_999, 40_000, '99.99'], [1, 40_000, '0.01'], [1, 1_000_000, '0.01'], [99_995, 100_000, '99.99'], [9999, 10_000, '99.99'],
])('prints %i of %i as %s', (num, den, text) => {
  expect(rateOf(num, den).pct2).toBe(text);
});

it('prints nothing where there was nothing to judge', () => {
  expect(rateOf(0, 0)).toEqual({ num: 0, den: 0, pct2: null });
});

it('prints whole and nothing only when it is so, and otherwise the nearest hundredth with halves up', () => {
  fc.assert(fc.property(fc.nat({ max: 100_000 }), fc.nat({ max: 100_000 }), (a, b) => {
    const [num, den] = [Math.min(a, b), Math.max(a, b, 1)];
    const text = printPercent(BigInt(num), BigInt(den))!;
    expect(text === '100.00').toBe(num === den);
    expect(text === '0.00').toBe(num === 0);
    const hundredths = Number(text.replace('.', ''));
    if (hundredths > 1 && hundredths < 9999) {
      expect(BigInt(hundredths) * 2n * BigInt(den) - BigInt(den) <= BigInt(num) * 20_000n).toBe(true);
      expect(BigInt(num) * 20_000n < BigInt(hundredths) * 2n * BigInt(den) + BigInt(den)).toBe(true);
    }
  }));
});

it('prints digits that a double would lose', () => {
  expect(printPercent(10n ** 40n - 1n, 10n ** 40n)).toBe('99.99');
  expect(printPercent(123_456_789_012_345_678_901n, 10n ** 21n)).toBe('12.35');
});

it('passes on the fraction and not on what is printed', () => {
  const almost = rateOf(94_999_999, 100_000_000);
  expect(almost.pct2).toBe('95.00');
  expect(passes(almost, rateOf(1, 1), policy)).toBe(false);
  expect(passes(rateOf(95, 100), rateOf(1, 1), policy)).toBe(true);
});

it('does not judge below the coverage that was agreed, nor when nothing is known', () => {
  expect(passes(rateOf(100, 100), rateOf(899, 1000), policy)).toBeNull();
  expect(passes(rateOf(100, 100), rateOf(900, 1000), policy)).toBe(true);
  expect(passes(rateOf(0, 0), rateOf(0, 0), policy)).toBeNull();
  expect(passes(rateOf(0, 0), rateOf(0, 0), { ...policy, minCoverage: { num: 0, den: 1 } })).toBeNull();
});

it('bounds the rate by what the unknown could still be', () => {
  fc.assert(fc.property(fc.nat(9999), fc.nat(9999), fc.nat(9999), (good, bad, unknown) => {
    const { rate, lower, upper, coverage } = judge(good, bad, unknown);
    expect(lower.num + bad + unknown).toBe(lower.den);
    expect(coverage.num).toBe(rate.den);
    if (rate.den > 0) expect([compareRates(lower, rate), compareRates(rate, upper)]).not.toContain(1);
  }));
});

it('compares fractions whose products leave the doubles', () => {
  expect(compareRates({ num: 9_007_199_254_740_990, den: 9_007_199_254_740_991 }, { num: 9_007_199_254_740_989, den: 9_007_199_254_740_990 })).toBe(1);
});
