import fc from 'fast-check';
import { nestsDeeper } from './body.js';

const depthOf = (value: unknown): number => (typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0);

it('counts the depth of JSON as it is, whatever its texts hold', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
    const [body, depth] = [Buffer.from(JSON.stringify(value)), depthOf(value)];
    expect([nestsDeeper(body, depth), depth > 0 && nestsDeeper(body, depth - 1)]).toEqual([false, depth > 0]);
  }));
  expect(nestsDeeper(Buffer.from(JSON.stringify({ text: '[[[["\\[[[[{{{{' })), 1)).toBe(false);
});

it('is done with megabytes of brackets, closed or not', () => {
  const started = performance.now();
  expect([nestsDeeper(Buffer.alloc(1 << 20, '['), 32), nestsDeeper(Buffer.alloc(32 << 20, ']'), 32), nestsDeeper(Buffer.alloc(1 << 20, '"'), 32)]).toEqual([true, false, false]);
  expect(performance.now() - started).toBeLessThan(1_000);
});
