import fc from 'fast-check';
import { bridge, intersect, merge, secondsOf, subtract, type Span } from './intervals.js';

const spans = fc.array(fc.record({ from: fc.integer({ min: 0, max: 60 }), to: fc.integer({ min: 0, max: 60 }) }), { maxLength: 8 });
const held = (all: readonly Span[], second: number): boolean => all.some(({ from, to }) => from <= second && second < to);
const everySecond = Array.from({ length: 62 }, (_, i) => i);

it('merges, cuts and subtracts as a clock would count it, second by second', () => {
  fc.assert(fc.property(spans, spans, (a, b) => {
    const [left, right] = [merge(a), merge(b)];
    for (const second of everySecond) {
      expect(held(left, second)).toBe(held(a, second));
      expect(held(intersect(left, right), second)).toBe(held(a, second) && held(b, second));
      expect(held(subtract(left, right), second)).toBe(held(a, second) && !held(b, second));
    }
    expect(secondsOf(left)).toBe(everySecond.filter((second) => held(a, second)).length);
  }), { numRuns: 500 });
});

it('leaves spans in order, apart from each other and never empty', () => {
  fc.assert(fc.property(spans, spans, (a, b) => {
    for (const result of [merge(a), intersect(merge(a), merge(b)), subtract(merge(a), merge(b))]) {
      for (const [i, { from, to }] of result.entries()) {
        expect(to).toBeGreaterThan(from);
        if (i > 0) expect(from).toBeGreaterThan(result[i - 1]!.to);
      }
    }
  }));
});

it('ignores spans that end before or when they begin', () => {
  expect(merge([{ from: 5, to: 5 }, { from: 9, to: 3 }, { from: 1, to: 2 }])).toEqual([{ from: 1, to: 2 }]);
});

it('closes holes of the tolerance and leaves longer ones', () => {
  expect(bridge([{ from: 0, to: 10 }, { from: 15, to: 20 }, { from: 26, to: 30 }], 5)).toEqual([{ from: 0, to: 20 }, { from: 26, to: 30 }]);
});

it('takes a life without an end', () => {
  expect(subtract([{ from: 0, to: 10 }], merge([{ from: 4, to: Infinity }]))).toEqual([{ from: 0, to: 4 }]);
});
