import { repairClock, repairTimeliness, type Repair } from './sla.js';

const HOUR = 3600;
const repair = (over: Partial<Repair>): Repair => ({ id: 't', class: '1', openedAt: 0, ...over });

it('meets the limit on the last second, and breaches it on the next', () => {
  expect(repairClock(repair({ restoredAt: 24 * HOUR }), 99 * HOUR, 24 * HOUR)).toEqual({ elapsedS: 86_400, status: 'met' });
  expect(repairClock(repair({ restoredAt: 24 * HOUR + 1 }), 99 * HOUR, 24 * HOUR).status).toBe('breached');
});

it('breaches before it is repaired', () => {
  expect(repairClock(repair({}), 25 * HOUR, 24 * HOUR)).toEqual({ elapsedS: 25 * HOUR, status: 'breached' });
  expect(repairClock(repair({}), 24 * HOUR, 24 * HOUR).status).toBe('running');
});

it('pauses from the approval on, and counts overlapping pauses once', () => {
  const pauses = [{ from: 2 * HOUR, to: 6 * HOUR, approvedAt: 3 * HOUR }, { from: 5 * HOUR, to: 8 * HOUR, approvedAt: HOUR }];
  expect(repairClock(repair({ restoredAt: 10 * HOUR, pauses }), 0, 24 * HOUR).elapsedS).toBe(5 * HOUR);
});

it('pauses to the end of the clock when the pause has no end, and never without approval', () => {
  expect(repairClock(repair({ pauses: [{ from: 4 * HOUR, approvedAt: 0 }] }), 40 * HOUR, 24 * HOUR)).toEqual({ elapsedS: 4 * HOUR, status: 'running' });
  expect(repairClock(repair({ restoredAt: 9 * HOUR, pauses: [{ from: 4 * HOUR, approvedAt: 0 }] }), 40 * HOUR, 24 * HOUR).elapsedS).toBe(4 * HOUR);
  expect(repairClock(repair({ pauses: [{ from: 4 * HOUR, to: 8 * HOUR }] }), 40 * HOUR, 24 * HOUR).elapsedS).toBe(40 * HOUR);
});

it('does not count a pause before the ticket was opened or after it was restored', () => {
  const pauses = [{ from: -9 * HOUR, to: HOUR, approvedAt: -9 * HOUR }, { from: 9 * HOUR, to: 99 * HOUR, approvedAt: 0 }];
  expect(repairClock(repair({ restoredAt: 10 * HOUR, pauses }), 0, HOUR).elapsedS).toBe(8 * HOUR);
});

it('rates the repairs that are decided and leaves out those that run', () => {
  const tickets = [repair({ id: 'a', restoredAt: HOUR }), repair({ id: 'b', restoredAt: 9 * HOUR }), repair({ id: 'c', openedAt: 8 * HOUR })];
  expect(repairTimeliness(tickets, 9 * HOUR, () => 2 * HOUR)).toMatchObject({ tickets: { a: { status: 'met' }, b: { status: 'breached' }, c: { status: 'running' } }, timelyRate: { num: 1, den: 2 } });
});

it('has no rate while nothing is decided', () => {
  expect(repairTimeliness([], 0, () => 0).timelyRate).toEqual({ num: 0, den: 0, pct2: null });
});
