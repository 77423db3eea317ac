import type { Evidence, Reason, Verdict } from './prober.js';

export type State = 'unknown' | 'online' | 'degraded' | 'offline';

/** Timings of the state machine, milliseconds. Defaults are measured: a span of 25 s outlasts a common loss burst. */
export interface Rule {
  readonly cadenceMs: number;
  /** Re-checks after a first failure, counted from it (3, 7 and 15 s apart). */
  readonly recheckMs: readonly number[];
  /** A second good answer, this long after the first, ends an outage. */
  readonly recoverGapMs: number;
  /** No result for this many cadences: the state is stale, and stale is unknown. */
  readonly staleCadences: number;
  /** Own blindness while suspecting: at most this long, then unknown. */
  readonly suspectMs: number;
}
export const defaultRule: Rule = { cadenceMs: 60_000, recheckMs: [3_000, 10_000, 25_000], recoverGapMs: 10_000, staleCadences: 3, suspectMs: 120_000 };

/** One camera's memory. Times are the prober's monotonic milliseconds; −1 is never. */
export interface Memory {
  readonly state: State;
  readonly reason: Reason | null;
  readonly since: number;
  /** Failures in a row, and when the first of them was. */
  readonly misses: number;
  readonly firstMissAt: number;
  /** Good answers in a row while offline, and when the first of them was. */
  readonly hits: number;
  readonly firstHitAt: number;
  readonly lastResultAt: number;
  readonly everOnline: boolean;
  /** Nothing turns offline before this: a restart or a takeover must see two cadences of its own results. */
  readonly trustedFrom: number;
}

export interface Change { readonly from: State; readonly to: State; readonly at: number; readonly reason: Reason | null; readonly evidence: Evidence | null; readonly detail: string }
export interface Step { readonly memory: Memory; readonly change: Change | null; /** When to ask again; null: at the next cadence. */ readonly recheckInMs: number | null }

/** A camera that this process has not seen before, with the state that the database remembers. */
export function remember(state: State, reason: Reason | null, since: number, now: number, rule: Rule, known: boolean): Memory {
  return {
    state, reason, since, misses: 0, firstMissAt: -1, hits: 0, firstHitAt: -1, lastResultAt: now, everOnline: state === 'online' || state === 'degraded',
    trustedFrom: known && state !== 'unknown' ? now + 2 * rule.cadenceMs : now,
  };
}

/** One verdict in, the next memory out. Nothing else is read, so a month can be replayed. */
export function advance(memory: Memory, verdict: Verdict, now: number, rule: Rule): Step {
  if (verdict.state === 'unknown') return blind(memory, now, rule);
  return verdict.state === 'up' ? answered(memory, verdict, now, rule) : missed(memory, verdict, now, rule);
}

/** Our own trouble proves nothing about the camera: it neither clears nor adds to a suspicion, but a suspicion may not last for ever. */
function blind(memory: Memory, now: number, rule: Rule): Step {
  if (memory.misses === 0) return { memory, change: null, recheckInMs: null };
  if (now - memory.firstMissAt <= rule.suspectMs) return { memory, change: null, recheckInMs: rule.recheckMs[0] ?? 3_000 };
  if (memory.state === 'unknown' || memory.state === 'offline') return { memory: { ...memory, misses: 0, firstMissAt: -1 }, change: null, recheckInMs: null };
  return turn({ ...memory, misses: 0, firstMissAt: -1 }, 'unknown', now, 'our-fault', null, 'the prober could not ask');
}

function answered(memory: Memory, verdict: Extract<Verdict, { state: 'up' }>, now: number, rule: Rule): Step {
  const target: State = verdict.degraded ? 'degraded' : 'online';
  const reason = verdict.degraded?.reason ?? null;
  const clear = { ...memory, misses: 0, firstMissAt: -1, lastResultAt: now, everOnline: true };
  if (memory.state === 'offline') {
    const firstHitAt = memory.hits === 0 ? now : memory.firstHitAt;
    if (now - firstHitAt < rule.recoverGapMs) return { memory: { ...clear, hits: memory.hits + 1, firstHitAt }, change: null, recheckInMs: rule.recoverGapMs - (now - firstHitAt) };
    return turn({ ...clear, hits: 0, firstHitAt: -1 }, target, firstHitAt, reason, verdict.evidence, verdict.degraded?.detail ?? 'answers again');
  }
  const steady = { ...clear, hits: 0, firstHitAt: -1 };
  if (memory.state === target && memory.reason === reason) return { memory: steady, change: null, recheckInMs: null };
  return turn(steady, target, now, reason, verdict.evidence, verdict.degraded?.detail ?? 'answers');
}

function missed(memory: Memory, verdict: Extract<Verdict, { state: 'down' }>, now: number, rule: Rule): Step {
  const misses = memory.misses + 1;
  const firstMissAt = memory.misses === 0 ? now : memory.firstMissAt;
  const next = { ...memory, misses, firstMissAt, hits: 0, firstHitAt: -1, lastResultAt: now };
  if (memory.state === 'offline') return { memory: { ...next, misses: 0, firstMissAt: -1, reason: verdict.reason }, change: null, recheckInMs: null };
  const confirmed = misses > rule.recheckMs.length && now >= memory.trustedFrom;
  if (confirmed) return turn({ ...next, misses: 0, firstMissAt: -1 }, 'offline', firstMissAt, verdict.reason, null, verdict.detail);
  const due = rule.recheckMs[misses - 1];
  return { memory: next, change: null, recheckInMs: due === undefined ? null : Math.max(0, firstMissAt + due - now) };
}

/** A state that nobody confirmed for three cadences is not shown as fresh. */
export function grow(memory: Memory, now: number, rule: Rule): Step {
  if (memory.state === 'unknown' || now - memory.lastResultAt <= rule.staleCadences * rule.cadenceMs) return { memory, change: null, recheckInMs: null };
  return turn({ ...memory, misses: 0, firstMissAt: -1, hits: 0, firstHitAt: -1 }, 'unknown', memory.lastResultAt + rule.cadenceMs, 'our-fault', null, 'no result for three cadences');
}

function turn(memory: Memory, to: State, at: number, reason: Reason | null, evidence: Evidence | null, detail: string): Step {
  const change = { from: memory.state, to, at, reason, evidence, detail };
  return { memory: { ...memory, state: to, reason, since: at }, change, recheckInMs: null };
}
