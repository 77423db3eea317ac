import { advance, defaultRule as rule, grow, remember, type Memory, type Step } from './machine.js';
import type { Verdict } from './prober.js';

const up: Verdict = { state: 'up', evidence: 'E1', latencyMs: 3 };
const auth: Verdict = { state: 'up', evidence: 'E1', latencyMs: 3, degraded: { reason: 'auth', detail: '401' } };
const down: Verdict = { state: 'down', reason: 'timeout', detail: 'silent' };
const blind: Verdict = { state: 'unknown', reason: 'our-fault', detail: 'EMFILE' };

function play(memory: Memory, ...answers: [number, Verdict][]): Step {
  let step: Step = { memory, change: null, recheckInMs: null };
  for (const [at, verdict] of answers) step = advance(step.memory, verdict, at, rule);
  return step;
}
const online = play(remember('unknown', null, 0, 0, rule, false), [0, up]).memory;

it('is online at the first answer', () => expect(play(remember('unknown', null, 0, 0, rule, false), [5, up]).change).toMatchObject({ from: 'unknown', to: 'online', at: 5 }));

it('asks again at 3, 10 and 25 seconds before it calls anything an outage, and dates it back to the first failure', () => {
  const first = play(online, [60_000, down]);
  expect([first.change, first.recheckInMs]).toEqual([null, 3_000]);
  expect(play(online, [60_000, down], [63_000, down]).recheckInMs).toBe(7_000);
  const last = play(online, [60_000, down], [63_000, down], [70_000, down], [85_000, down]);
  expect(last.change).toMatchObject({ from: 'online', to: 'offline', at: 60_000, reason: 'timeout' });
});

it('is not moved by a short loss: one answer between failures clears them', () => {
  expect(play(online, [60_000, down], [63_000, down], [70_000, up], [85_000, down]).memory).toMatchObject({ state: 'online', misses: 1, firstMissAt: 85_000 });
});

it('outlives a single good answer: an outage ends with two, ten seconds apart, dated to the first', () => {
  const offline = play(online, [60_000, down], [63_000, down], [70_000, down], [85_000, down]).memory;
  const once = play(offline, [145_000, up]);
  expect([once.change, once.recheckInMs]).toEqual([null, 10_000]);
  expect(play(offline, [145_000, up], [155_000, up]).change).toMatchObject({ from: 'offline', to: 'online', at: 145_000 });
  expect(play(offline, [145_000, up], [150_000, down], [155_000, up]).change).toBeNull();
});

it('is not opened by our own blindness', () => {
  expect(play(online, [1, blind], [2, blind], [3, blind], [4, blind], [5, blind]).memory.state).toBe('online');
  expect(play(online, [60_000, down], [63_000, blind]).recheckInMs).toBe(3_000);
  expect(play(online, [60_000, down], [181_000, blind]).change).toMatchObject({ to: 'unknown', reason: 'our-fault' });
});

it('calls a refused password degraded, never offline', () => {
  expect(play(online, [60_000, auth]).change).toMatchObject({ from: 'online', to: 'degraded', reason: 'auth' });
  expect(play(online, [60_000, auth], [120_000, auth]).change).toBeNull();
  expect(play(online, [60_000, auth], [120_000, up]).change).toMatchObject({ from: 'degraded', to: 'online' });
});

it('turns nothing offline in the two cadences after a restart', () => {
  const restored = remember('online', null, 0, 1_000_000, rule, true);
  const early = play(restored, [1_001_000, down], [1_004_000, down], [1_011_000, down], [1_026_000, down], [1_060_000, down]);
  expect([early.change, early.memory.state]).toEqual([null, 'online']);
  expect(advance(early.memory, down, 1_121_000, rule).change).toMatchObject({ to: 'offline', at: 1_001_000 });
});

it('calls a state stale after three cadences without a result', () => {
  expect(grow(online, 180_000, rule).change).toBeNull();
  expect(grow(online, 180_001, rule).change).toMatchObject({ from: 'online', to: 'unknown', at: 60_000 });
});
