import { accessMigrations, addPerson, createSetupToken, Gate, useSetupToken, verifyTrail, writeTrail } from '#access';
import { systemClock } from '#kernel';
import { HandClock } from '#kernel/testing';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

const good = 'Correct-horse-7';
let db: TestDatabase;
let clock: HandClock;
let gate: Gate;
beforeAll(async () => { db = await openTestDatabase(accessMigrations); });
afterAll(() => db.close());
beforeEach(async () => {
  await db.dataSource.query('alter table trail disable trigger user');
  await db.dataSource.query('truncate person, session, setup_link, trail cascade');
  await db.dataSource.query('alter table trail enable trigger user');
  clock = new HandClock(Date.UTC(2026, 2, 2));
  gate = new Gate(db.dataSource, clock);
  await addPerson(db.dataSource, { number: '1001', name: '周海宁', roles: ['command-operator'], password: good });
});

it('lets the right password in and knows the person by the session only', async () => {
  const { token, person } = await gate.logIn('1001', good, '127.0.0.1');
  expect(person.number).toBe('1001');
  expect((await gate.personOf(token))?.id).toBe(person.id);
  expect(await gate.personOf('guessed')).toBeUndefined();
  const [stored] = await db.dataSource.query<{ token_digest: string }[]>('select token_digest from session');
  expect(stored?.token_digest).not.toContain(token);
});

it('locks after five wrong tries in fifteen minutes, also for the right password, and answers the same for nobody', async () => {
  const answers: unknown[] = [];
  for (let n = 0; n < 5; n++) await gate.logIn('1001', 'wrong', 'x').catch((fault: Error) => answers.push(fault.message));
  await gate.logIn('1001', good, 'x').catch((fault: Error) => answers.push(fault.message));
  await gate.logIn('nobody', good, 'x').catch((fault: Error) => answers.push(fault.message));
  expect(new Set(answers).size).toBe(1);
  expect(answers).toHaveLength(7);
  await clock.advance(15 * 60_000 + 1);
  await expect(gate.logIn('1001', good, 'x')).resolves.toBeDefined();
});

it('ends a session after fifteen idle minutes, and at once when the person is disabled', async () => {
  const { token, person } = await gate.logIn('1001', good, 'x');
  await clock.advance(14 * 60_000);
  expect(await gate.personOf(token)).toBeDefined();
  await clock.advance(15 * 60_000 + 1);
  expect(await gate.personOf(token)).toBeUndefined();
  const again = await gate.logIn('1001', good, 'x');
  await db.dataSource.query('update person set disabled_at = now() where id = $1', [person.id]);
  expect(await gate.personOf(again.token)).toBeUndefined();
});

it.each([['short-7A', 'at least 10'], ['alllowercase', 'three of'], ['Password1234', 'everybody tries'], ['My-1001-house', 'own number']])('refuses %s as a password', async (password, why) => {
  await expect(addPerson(db.dataSource, { number: '1001', name: 'x', roles: [], password })).rejects.toMatchObject({ code: 'access.weak-password', message: expect.stringContaining(why) });
});

it('keeps the three administrators apart', async () => {
  await expect(addPerson(db.dataSource, { number: '9', name: 'x', roles: ['system-admin', 'audit-admin'] })).rejects.toMatchObject({ code: 'access.not-separated' });
});

it('lets a set-up link be used once, within a day, and gives the other two administrators theirs', async () => {
  const token = await createSetupToken(db.dataSource, 'system-admin', clock.now());
  const use = { token, number: '9001', name: '赵', password: good, client: 'x' };
  const { next } = await useSetupToken(db.dataSource, clock, use);
  expect(next.map(({ role }) => role)).toEqual(['security-admin', 'audit-admin']);
  await expect(useSetupToken(db.dataSource, clock, { ...use, number: '9002' })).rejects.toMatchObject({ code: 'access.setup-link' });
  const late = await createSetupToken(db.dataSource, 'system-admin', clock.now());
  await clock.advance(24 * 3_600_000 + 1);
  await expect(useSetupToken(db.dataSource, clock, { ...use, token: late, number: '9003' })).rejects.toMatchObject({ code: 'access.setup-link' });
});

describe('the trail', () => {
  beforeEach(async () => { for (let n = 0; n < 20; n++) await db.dataSource.transaction((tx) => writeTrail(tx, { action: 'see-camera', objectKind: 'camera', objectId: String(n), outcome: 'done', detail: { n, nested: { b: 1, a: '台' } } }, systemClock.now())); });
  const tamper = async (sql: string) => { await db.dataSource.query('alter table trail disable trigger user'); await db.dataSource.query(sql); await db.dataSource.query('alter table trail enable trigger user'); };

  it('holds as it was written, also when written by many at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => db.dataSource.transaction((tx) => writeTrail(tx, { action: 'x', objectId: `p${n}`, outcome: 'refused' }, systemClock.now()))));
    expect(await verifyTrail(db.dataSource)).toEqual({ lines: 40, firstBad: null });
  });

  it('cannot be changed by an application', async () => {
    await expect(db.dataSource.query("update trail set reason = 'x'")).rejects.toThrow(/append-only/);
    await expect(db.dataSource.query('delete from trail')).rejects.toThrow(/append-only/);
    await expect(db.dataSource.query('truncate trail')).rejects.toThrow(/append-only/);
  });

  it.each([
    ['altered', "update trail set reason = 'nothing to see' where seq = 7", 7, 'altered'],
    ['a changed time', "update trail set at = at - interval '1 hour' where seq = 9", 9, 'altered'],
    ['deleted', 'delete from trail where seq = 5', 5, 'missing'],
    ['reordered', "update trail set seq = case seq when 3 then 4 else 3 end where seq in (3, 4)", 3, 'altered'],
  ])('names the first bad line when one was %s', async (_, sql, seq, why) => {
    await tamper(sql);
    expect((await verifyTrail(db.dataSource)).firstBad).toEqual({ seq, why });
  });
});
