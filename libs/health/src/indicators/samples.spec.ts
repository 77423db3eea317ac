import fc from 'fast-check';
import { statesFromSamples, type Sample, type SampledState, type SamplesPolicy } from './samples.js';

const policy: SamplesPolicy = { intervalS: 60, failThreshold: 3, recoverThreshold: 2, maxGapS: 150 };
const hour = { from: 0, to: 3600 };

/** One letter per minute from `start`: o ok, f fail, s skip, . not asked. */
function minutes(letters: string, start = 0): Sample[] {
  const results = { o: 'ok', f: 'fail', s: 'skip' } as const;
  return [...letters].flatMap((letter, i) => letter in results ? [{ t: start + i * 60, r: results[letter as keyof typeof results] }] : []);
}
function states(letters: string, window: { from: number; to: number }, rule: Partial<SamplesPolicy> = {}): string {
  return statesFromSamples(window, minutes(letters), { ...policy, ...rule }).intervals.map(({ from, to, state }) => `${state} ${from / 60}-${to / 60}`).join(', ');
}

it.each([
  ['is unknown before the first answer', '..oo', 'unknown 0-2, up 2-4'],
  ['believes the first good answer at once', 'o', 'up 0-4'],
  ['does not call two failures an outage', 'offo', 'up 0-4'],
  ['dates an outage back to its first failure', 'oofff', 'up 0-2, down 2-5'],
  ['confirms an outage from unknown too, and dates it back', 'fff', 'down 0-4'],
  ['stays unknown while failures are not confirmed', 'ff', 'unknown 0-4'],
  ['needs two good answers in a row to recover, dated back to the first', 'fffofoo', 'down 0-5, up 5-7'],
  ['does not add up failures across a good answer', 'offoffo', 'up 0-7'],
  ['takes a skip for no answer at all', 'ofsfsf', 'up 0-1, down 1-6'],
  ['neither breaks a recovery by a skip', 'fffoso', 'down 0-3, up 3-6'],
])('%s', (_name, letters, expected) => {
  expect(states(letters, { from: 0, to: 60 * Math.max(4, letters.length) }, { maxGapS: 600 })).toBe(expected);
});

it('calls its own silence unknown from one interval after the last answer', () => {
  expect(states('oo......oo', { from: 0, to: 600 })).toBe('up 0-2, unknown 2-8, up 8-10');
});

it('holds a gap of exactly the limit for no gap', () => {
  const around = (gapS: number) => statesFromSamples({ from: 0, to: 400 }, [{ t: 0, r: 'ok' }, { t: gapS, r: 'ok' }, { t: gapS + 100, r: 'ok' }], { ...policy, maxGapS: 150 }).intervals;
  expect(around(150)).toEqual([{ from: 0, to: 400, state: 'up' }]);
  expect(around(151).map(({ state }) => state)).toEqual(['up', 'unknown', 'up']);
});

it('forgets runs that a gap interrupted', () => {
  expect(states('off....f', { from: 0, to: 480 })).toBe('up 0-3, unknown 3-8');
  expect(states('fffo....o', { from: 0, to: 540 })).toBe('down 0-4, unknown 4-8, up 8-9');
});

it('is unknown after an outage and a silence: the failures before it prove nothing', () => {
  expect(states('fff.....ff', { from: 0, to: 600 })).toBe('down 0-3, unknown 3-10');
});

it('counts the silence up to the end of the window, and exactly the limit is no silence', () => {
  expect(statesFromSamples({ from: 0, to: 150 }, minutes('o'), policy).intervals).toEqual([{ from: 0, to: 150, state: 'up' }]);
  expect(statesFromSamples({ from: 0, to: 151 }, minutes('o'), policy).intervals).toEqual([{ from: 0, to: 60, state: 'up' }, { from: 60, to: 151, state: 'unknown' }]);
});

it('learns the state before the window began, and counts only the window', () => {
  const { intervals, seconds, outages, rate } = statesFromSamples({ from: 150, to: 330 }, minutes('offfoo'), policy);
  expect(intervals).toEqual([{ from: 150, to: 240, state: 'down' }, { from: 240, to: 330, state: 'up' }]);
  expect({ seconds, outages, rate }).toEqual({ seconds: { up: 90, down: 90, unknown: 0 }, outages: 1, rate: { num: 90, den: 180, pct2: '50.00' } });
});

it('counts two outages when they are apart, even by silence only', () => {
  expect(statesFromSamples(hour, minutes('fff......fff'), policy).outages).toBe(2);
});

it('knows nothing without answers', () => {
  expect(statesFromSamples(hour, minutes('sss'), policy)).toMatchObject({ seconds: { up: 0, down: 0, unknown: 3600 }, outages: 0, rate: { pct2: null } });
  expect(statesFromSamples({ from: 9, to: 9 }, [], policy).intervals).toEqual([]);
});

it('opens and closes with single answers when the rule says so', () => {
  expect(states('ofof', { from: 0, to: 240 }, { failThreshold: 1, recoverThreshold: 1 })).toBe('up 0-1, down 1-2, up 2-3, down 3-4');
});

// ---- the same rules, painted second by second: what is found later is painted over from its date on

function paint(window: { from: number; to: number }, samples: readonly Sample[], rule: SamplesPolicy): SampledState[] {
  const asked = samples.filter(({ r }) => r !== 'skip');
  const first = Math.min(window.from, asked[0]?.t ?? window.from);
  const end = Math.max(window.to, ...asked.map(({ t }) => t)) + rule.intervalS + 1;
  const cells: SampledState[] = new Array<SampledState>(end - first + 1).fill('unknown');
  let state = 'unknown' as SampledState;
  const set = (next: SampledState, at: number): void => { state = next; cells.fill(next, at - first); };
  let run: Sample[] = [];
  for (const [i, one] of asked.entries()) {
    const before = asked[i - 1];
    if (before && one.t - before.t > rule.maxGapS) { set('unknown', before.t + rule.intervalS); run = []; }
    run = run.length > 0 && run[0]!.r !== one.r ? [one] : [...run, one];
    if (one.r === 'ok' && state === 'unknown') { set('up', one.t); run = []; }
    if (one.r === 'ok' && state === 'down' && run.length >= rule.recoverThreshold) { set('up', run[0]!.t); run = []; }
    if (one.r === 'fail' && state !== 'down' && run.length >= rule.failThreshold) { set('down', run[0]!.t); run = []; }
    if ((state === 'up' && one.r === 'ok') || (state === 'down' && one.r === 'fail')) run = [];
  }
  const last = asked.at(-1);
  if (last && window.to - last.t > rule.maxGapS) set('unknown', last.t + rule.intervalS);
  return cells.slice(window.from - first, Math.max(window.from, window.to) - first);
}

it('finds the same seconds as painting them one by one', () => {
  const samples = fc.array(fc.record({ gap: fc.oneof(fc.nat(12), fc.nat(60)), r: fc.constantFrom('ok' as const, 'ok' as const, 'fail' as const, 'fail' as const, 'skip' as const) }), { maxLength: 40 });
  const rules = fc.record({ intervalS: fc.integer({ min: 1, max: 15 }), failThreshold: fc.integer({ min: 1, max: 4 }), recoverThreshold: fc.integer({ min: 1, max: 3 }), maxGapS: fc.nat(30) });
  fc.assert(fc.property(samples, rules, fc.nat(300), fc.nat(400), (gaps, rule, from, length) => {
    let t = 100;
    const asked = gaps.map(({ gap, r }) => ({ t: t += gap, r }));
    const window = { from, to: from + length };
    const { intervals, seconds, outages } = statesFromSamples(window, asked, rule);
    const cells = paint(window, asked, rule);
    expect(intervals.flatMap(({ from: a, to: b, state }) => new Array<SampledState>(b - a).fill(state))).toEqual(cells);
    for (const state of ['up', 'down', 'unknown'] as const) expect(seconds[state]).toBe(cells.filter((cell) => cell === state).length);
    expect(outages).toBe(cells.filter((cell, i) => cell === 'down' && cells[i - 1] !== 'down').length);
    for (const [i, one] of intervals.entries()) expect(one.state).not.toBe(intervals[i - 1]?.state);
  }), { numRuns: 2000 });
});
