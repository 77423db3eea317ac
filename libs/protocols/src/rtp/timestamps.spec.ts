import fc from 'fast-check';
import { Timeline, type Timing } from './timestamps.js';

const frame = 3_600;
const run = (timeline: Timeline, shown: readonly number[], keys: readonly number[] = [0]): Timing[] => shown.map((at, n) => timeline.next(at >>> 0, keys.includes(n)));
const presented = (timing: Timing): number => timing.decodeAt + timing.shift;
/** I P B b b P B b b: a pyramid of depth two, in sending order. */
const pyramid = [0, 4, 2, 1, 3, 8, 6, 5, 7, 12, 10, 9, 11];

it('follows a stream without B-frames one to one', () => {
  const out = run(new Timeline({ reorder: 0 }), [500, 500 + frame, 500 + 2 * frame]);
  expect(out.map((each) => each.decodeAt)).toEqual([0, frame, 2 * frame]);
  expect(out.every((each) => each.shift === 0 && each.duration === frame && !each.reordered)).toBe(true);
});

it('runs on over the end of 32 bits', () => {
  expect(run(new Timeline({ reorder: 0 }), [0xffff_f000, 0xffff_f000 + frame, 0xffff_f000 + 2 * frame]).map((each) => each.decodeAt)).toEqual([0, frame, 2 * frame]);
});

it('gives each picture the length of the one before: nothing is held back', () => {
  expect(run(new Timeline({ reorder: 0, frameTicks: 3_000 }), [0, 7_200, 10_800, 14_400]).map((each) => each.duration)).toEqual([3_000, 7_200, 3_600, 3_600]);
});

it('keeps pauses of up to five seconds as they are, but not as the pace', () => {
  const out = run(new Timeline({ reorder: 0 }), [0, frame, frame + 4 * 90_000]);
  expect(out[2]).toMatchObject({ decodeAt: frame + 4 * 90_000, duration: frame, discontinuity: false });
});

it.each([['six seconds forth', 6 * 90_000], ['six seconds back', -6 * 90_000], ['a tick back', -1]])('bridges a jump of %s by one picture', (_, jump) => {
  const out = run(new Timeline({ reorder: 0 }), [900_000, 900_000 + frame, 900_000 + frame + jump, 900_000 + 2 * frame + jump]);
  expect(out.map((each) => [each.decodeAt, each.discontinuity])).toEqual([[0, false], [frame, false], [2 * frame, true], [3 * frame, false]]);
});

it('sees a clock set back a little at a key frame, even where B-frames may be', () => {
  expect(run(new Timeline({ reorder: undefined }), [90_000, 93_600, 91_000], [0, 2]).at(-1)).toMatchObject({ discontinuity: true, decodeAt: 2 * frame });
});

it('decodes B-frames of a known depth in time: evenly, and never after they are shown', () => {
  const out = run(new Timeline({ reorder: 2, frameTicks: frame }), pyramid.map((n) => n * frame));
  expect(out.map((each) => each.decodeAt)).toEqual(pyramid.map((_, n) => n * frame));
  expect(out.map((each) => presented(each) / frame)).toEqual(pyramid.map((n) => n + 2));
  expect(out.every((each) => each.shift >= 0 && each.reordered)).toBe(true);
});

it('learns an unknown depth from the first picture that runs back, and is right again within a few', () => {
  const shown = [0, 1, 2].flatMap((round) => pyramid.map((n) => n + round * 13)).map((n) => n * frame);
  const out = run(new Timeline({ reorder: undefined }), shown, [0]);
  expect(out.slice(0, 2).map((each) => each.reordered)).toEqual([false, false]);
  expect(out.map(presented)).toEqual(shown); // what is shown when is never in doubt
  expect(out.slice(9).every((each) => each.shift >= 0)).toBe(true);
  expect(out.every((each, n) => n === 0 || each.decodeAt > (out[n - 1] as Timing).decodeAt)).toBe(true);
});

it('corrects a depth that the set understates', () => {
  const out = run(new Timeline({ reorder: 1, frameTicks: frame }), [...pyramid, ...pyramid.map((n) => n + 13)].map((n) => n * frame));
  expect(out.slice(13).every((each) => each.shift >= 0)).toBe(true);
});

it('bridges a jump with B-frames without decoding anything twice', () => {
  const jumped = pyramid.map((n) => 50_000_000 + n * frame);
  const out = run(new Timeline({ reorder: 2, frameTicks: frame }), [...pyramid.map((n) => n * frame), ...jumped], [0, 13]);
  expect(out.filter((each) => each.discontinuity)).toHaveLength(1);
  expect(out.every((each, n) => each.shift >= 0 && (n === 0 || each.decodeAt > (out[n - 1] as Timing).decodeAt))).toBe(true);
  const times = out.map(presented).sort((a, b) => a - b);
  expect(times.every((at, n) => n === 0 || at > (times[n - 1] as number))).toBe(true);
});

it('follows a new generation from B-frames to none and back', () => {
  const timeline = new Timeline({ reorder: 2, frameTicks: frame });
  const before = run(timeline, pyramid.map((n) => n * frame));
  timeline.follow({ reorder: 0 });
  const between = run(timeline, [13, 14, 15].map((n) => n * frame));
  expect(between.every((each) => !each.reordered && each.decodeAt > (before.at(-1) as Timing).decodeAt)).toBe(true);
  timeline.follow({ reorder: 2 });
  expect(run(timeline, pyramid.map((n) => (n + 16) * frame)).at(-1)).toMatchObject({ reordered: true });
});

it('converts a clock of another rate', () => {
  expect(new Timeline({ reorder: 0 }, 1_000).next(5, true).decodeAt).toBe(0);
  const timeline = new Timeline({ reorder: 0 }, 1_000);
  timeline.next(5, true);
  expect(timeline.next(45, false).decodeAt).toBe(frame);
});

it('only ever goes forward, whatever the camera says', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }), { maxLength: 60 }), fc.constantFrom(0, 2, undefined), (stamps, reorder) => {
    const out = run(new Timeline({ reorder }), stamps);
    return out.every((each, n) => Number.isSafeInteger(each.decodeAt) && each.duration > 0 && Math.abs(each.shift) < 0x7fff_ffff && (n === 0 || each.decodeAt > (out[n - 1] as Timing).decodeAt));
  }), { numRuns: 1_000 });
});
