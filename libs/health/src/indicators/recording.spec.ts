import fc from 'fast-check';
import { recordingCompleteness } from './recording.js';

const span = fc.record({ from: fc.nat(80), to: fc.nat(80) });

it('counts what a clock would count, second by second', () => {
  const exclusion = fc.record({ from: fc.nat(80), to: fc.nat(80), kind: fc.constant('maintenance' as const), approvedAt: fc.option(fc.nat(80)) });
  fc.assert(fc.property(fc.array(span, { maxLength: 4 }), fc.array(span, { maxLength: 6 }), fc.array(exclusion, { maxLength: 2 }), fc.nat(6), (required, segments, exclusions, toleranceS) => {
    const seconds = Array.from({ length: 82 }, (_, i) => i);
    const held = (spans: readonly { from: number; to: number }[]) => seconds.map((second) => spans.some(({ from, to }) => from <= second && second < to));
    const recorded = held(segments);
    for (const second of seconds) { // a hole is bridged when it is short and lies between two recorded seconds
      if (recorded[second] || !recorded[second - 1]) continue;
      const next = recorded.indexOf(true, second);
      if (next > 0 && next - second <= toleranceS) recorded.fill(true, second, next);
    }
    const excluded = held(exclusions.map(({ from, to, approvedAt }) => ({ from: approvedAt === null ? 999 : Math.max(from, approvedAt), to })));
    const due = held(required).map((one, i) => one && !excluded[i]);
    const missing = due.map((one, i) => one && !recorded[i]);
    const result = recordingCompleteness({ required, segments, exclusions }, toleranceS);
    expect(result.requiredS).toBe(due.filter(Boolean).length);
    expect(result.recordedS).toBe(due.filter((one, i) => one && recorded[i]).length);
    expect(held(result.gaps)).toEqual(missing);
    expect(result.longestGapS).toBe(Math.max(0, ...missing.map((_, i) => missing.slice(i).findIndex((one) => !one))));
  }), { numRuns: 800 });
});

it('bridges a short hole that lies in unrequired time', () => {
  const result = recordingCompleteness({ required: [{ from: 0, to: 10 }, { from: 13, to: 20 }], segments: [{ from: 0, to: 9 }, { from: 14, to: 20 }] }, 5);
  expect(result).toMatchObject({ requiredS: 17, recordedS: 17, gaps: [], longestGapS: 0 });
});

it('does not bridge the edges: a recording that starts late is late', () => {
  const result = recordingCompleteness({ required: [{ from: 0, to: 100 }], segments: [{ from: 2, to: 98 }] }, 5);
  expect(result).toMatchObject({ recordedS: 96, gaps: [{ from: 0, to: 2 }, { from: 98, to: 100 }], longestGapS: 2 });
});

it('requires nothing while approved maintenance lasts, from its approval', () => {
  const result = recordingCompleteness({ required: [{ from: 0, to: 100 }], segments: [{ from: 0, to: 40 }], exclusions: [{ from: 40, to: 100, approvedAt: 70 }] }, 0);
  expect(result).toMatchObject({ requiredS: 70, recordedS: 40, gaps: [{ from: 40, to: 70 }] });
});

it('has no rate where nothing was required', () => {
  expect(recordingCompleteness({ required: [], segments: [{ from: 0, to: 9 }] }, 5)).toMatchObject({ requiredS: 0, rate: { pct2: null }, longestGapS: 0 });
});
