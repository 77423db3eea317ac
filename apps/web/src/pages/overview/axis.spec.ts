import { percentSpan, place, spreadLabels, textWidth } from './axis.js';

it('puts whole percents around rate, bounds and contract', () => {
  expect(percentSpan([94.9, 94.61, 94.91, 95])).toEqual({ low: 94, high: 96 });
});

it('never leaves 0 to 100', () => {
  expect(percentSpan([100, 100, 95])).toEqual({ low: 94, high: 100 });
  expect(percentSpan([0, 0])).toEqual({ low: 0, high: 2 });
  expect(percentSpan([100])).toEqual({ low: 98, high: 100 });
});

it('takes the whole axis when nothing is known', () => {
  expect(percentSpan([])).toEqual({ low: 0, high: 100 });
});

it('places a value between the ends, and keeps strangers inside', () => {
  const span = { low: 94, high: 96 };
  expect([place(95, span), place(90, span), place(99, span)]).toEqual([0.5, 0, 1]);
});

it('pushes labels apart when lower and upper bound are one point', () => {
  const left = spreadLabels([{ key: 'lower', at: 100, width: 60 }, { key: 'upper', at: 101, width: 60 }], 400, 8);
  expect((left.get('upper') ?? 0) - (left.get('lower') ?? 0)).toBeGreaterThanOrEqual(68);
});

it('keeps labels inside the axis', () => {
  const left = spreadLabels([{ key: 'a', at: 395, width: 60 }, { key: 'b', at: 399, width: 60 }, { key: 'c', at: 400, width: 60 }], 400, 8);
  expect([left.get('a'), left.get('b'), left.get('c')]).toEqual([204, 272, 340]);
});

it('counts a Chinese character as a square', () => {
  expect(textWidth('合同')).toBe(22);
});
