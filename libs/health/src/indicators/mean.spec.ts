import fc from 'fast-check';
import { meanOf } from './mean.js';

const gcd = (a: bigint, b: bigint): bigint => b === 0n ? a : gcd(b, a % b);
const shares = fc.array(fc.tuple(fc.nat(2000), fc.nat(2000)).map(([a, b]) => ({ num: Math.min(a, b), den: Math.max(a, b) })), { maxLength: 12 });

/** Schoolbook: add one by one, reduce at the end. */
function plainMean(rates: readonly { num: number; den: number }[]): { num: bigint; den: bigint } {
  const known = rates.filter(({ den }) => den > 0);
  if (known.length === 0) return { num: 0n, den: 0n };
  let [num, den] = [0n, 1n];
  for (const one of known) [num, den] = [num * BigInt(one.den) + BigInt(one.num) * den, den * BigInt(one.den)];
  den *= BigInt(known.length);
  const common = gcd(num, den);
  return { num: num / common, den: den / common };
}

it('is the schoolbook mean in lowest terms', () => {
  fc.assert(fc.property(shares, (rates) => { expect(meanOf(rates)).toMatchObject(plainMean(rates)); }), { numRuns: 500 });
});

it('is the schoolbook mean where denominators share their primes', () => {
  const related = fc.array(fc.tuple(fc.constantFrom(8, 12, 18, 27, 30, 36, 60, 86_400, 77_400, 79_200), fc.nat(86_400)).map(([den, num]) => ({ num: num % (den + 1), den })), { maxLength: 10 });
  fc.assert(fc.property(related, (rates) => { expect(meanOf(rates)).toMatchObject(plainMean(rates)); }), { numRuns: 500 });
});

it('leaves out what was never known, and is 0/0 when nothing was', () => {
  expect(meanOf([{ num: 0, den: 0 }, { num: 1, den: 2 }])).toEqual({ num: 1n, den: 2n, pct2: '50.00' });
  expect(meanOf([{ num: 0, den: 0 }])).toEqual({ num: 0n, den: 0n, pct2: null });
  expect(meanOf([])).toEqual({ num: 0n, den: 0n, pct2: null });
});

it('is zero over one when every camera was down, and one over one when none was', () => {
  expect(meanOf([{ num: 0, den: 7 }, { num: 0, den: 9 }])).toEqual({ num: 0n, den: 1n, pct2: '0.00' });
  expect(meanOf([{ num: 7, den: 7 }, { num: 9, den: 9 }])).toEqual({ num: 1n, den: 1n, pct2: '100.00' });
});

it('averages a district of different denominators in seconds, exactly', () => {
  const rates = Array.from({ length: 15_000 }, (_, i) => ({ num: 2_400_000 + i, den: 2_592_000 - i }));
  const began = process.hrtime.bigint();
  const { num, den, pct2 } = meanOf(rates);
  expect(Number((process.hrtime.bigint() - began) / 1_000_000n)).toBeLessThan(8000);
  expect(pct2).toBe(((rates.reduce((sum, one) => sum + one.num / one.den, 0) / rates.length) * 100).toFixed(2));
  expect(den.toString(16).length).toBeGreaterThan(10_000);
  expect(num % 2n === 0n && den % 2n === 0n).toBe(false);
});
