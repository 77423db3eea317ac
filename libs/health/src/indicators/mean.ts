import { printPercent, type ExactRate } from './rate.js';

/**
 * The arithmetic mean of rates, exact and in lowest terms; rates without a denominator are left out.
 * A district has thousands of different denominators, and Euclid on numbers of that size takes ten seconds and more. Every denominator
 * is small (seconds of a window), so it is factored instead: only primes that several denominators share can cancel.
 */
export function meanOf(rates: Iterable<{ readonly num: number; readonly den: number }>): ExactRate {
  let count = 0;
  const byDen = new Map<number, number>();
  for (const { num, den } of rates) {
    if (den === 0) continue;
    count += 1;
    byDen.set(den, (byDen.get(den) ?? 0) + num);
  }
  if (count === 0) return { num: 0n, den: 0n, pct2: null };
  const terms = lowestByDenominator(byDen);
  const sum = sumOf(terms);
  const { lcm, shared } = leastCommonMultiple(terms.map(({ den }) => den));
  let num = sum.num * lcm / sum.den;
  let den = lcm;
  for (const prime of shared) {
    while (den % prime === 0n && num % prime === 0n) { num /= prime; den /= prime; }
  }
  const common = BigInt(gcd(Number(num % BigInt(count)), count));
  num /= common;
  den *= BigInt(count) / common;
  return { num, den, pct2: printPercent(num, den) };
}

interface Term { readonly num: number; readonly den: number }

/** Reducing may bring two denominators together, and together they may reduce again: repeat until nothing moves. */
function lowestByDenominator(byDen: ReadonlyMap<number, number>): Term[] {
  let current = byDen;
  for (;;) {
    const next = new Map<number, number>();
    let moved = false;
    for (const [den, num] of current) {
      const common = gcd(num, den);
      moved ||= common > 1;
      next.set(den / common, (next.get(den / common) ?? 0) + num / common);
    }
    if (!moved) return [...next].map(([den, num]) => ({ num, den }));
    current = next;
  }
}

/** Pairwise, so that the big numbers meet only at the top. Not reduced. */
function sumOf(terms: readonly Term[]): { num: bigint; den: bigint } {
  let level = terms.map(({ num, den }) => ({ num: BigInt(num), den: BigInt(den) }));
  while (level.length > 1) {
    const next: typeof level = [];
    for (let i = 0; i < level.length; i += 2) {
      const [a, b] = [level[i]!, level[i + 1]];
      next.push(b ? { num: a.num * b.den + b.num * a.den, den: a.den * b.den } : a);
    }
    level = next;
  }
  return level[0]!;
}

/**
 * The least common multiple, and the primes whose highest power stands in more than one denominator. Where it stands in one only,
 * that term is in lowest terms and alone at that power, so the sum keeps it: nothing to try.
 */
function leastCommonMultiple(dens: readonly number[]): { lcm: bigint; shared: bigint[] } {
  const highest = new Map<number, { power: number; times: number }>();
  for (const den of dens) {
    for (const [prime, power] of factor(den)) {
      const seen = highest.get(prime);
      if (!seen || power > seen.power) highest.set(prime, { power, times: 1 });
      else if (power === seen.power) seen.times += 1;
    }
  }
  const powers = [...highest].map(([prime, { power }]) => BigInt(prime) ** BigInt(power));
  return { lcm: productOf(powers), shared: [...highest].filter(([, { times }]) => times > 1).map(([prime]) => BigInt(prime)) };
}

function productOf(factors: readonly bigint[]): bigint {
  if (factors.length <= 8) return factors.reduce((product, one) => product * one, 1n);
  const half = factors.length >> 1;
  return productOf(factors.slice(0, half)) * productOf(factors.slice(half));
}

/** Trial division: at most a few thousand steps for a window of a year. */
function factor(value: number): [prime: number, power: number][] {
  const found: [number, number][] = [];
  let rest = value;
  for (let prime = 2; prime * prime <= rest; prime += prime === 2 ? 1 : 2) {
    let power = 0;
    while (rest % prime === 0) { rest /= prime; power += 1; }
    if (power > 0) found.push([prime, power]);
  }
  if (rest > 1) found.push([rest, 1]);
  return found;
}

function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
