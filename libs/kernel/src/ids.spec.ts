import { digestOf, newSecret, stableHash } from './ids.js';

it('hashes the same text to the same number in every process', () => {
  expect([stableHash(''), stableHash('a'), stableHash('foobar')]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]); // FNV-1a reference values
});

it('spreads 10,000 ids over 64 shards within a fifth of even', () => {
  const counts = new Array<number>(64).fill(0);
  for (let n = 0; n < 10_000; n++) { const shard = stableHash(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`) % 64; counts[shard] = (counts[shard] ?? 0) + 1; }
  expect(Math.max(...counts)).toBeLessThan(156 * 1.5);
  expect(Math.min(...counts)).toBeGreaterThan(156 * 0.5);
});

it('makes secrets that differ and digests that do not', () => {
  expect(newSecret()).not.toBe(newSecret());
  expect(newSecret().length).toBe(43);
  expect(digestOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
