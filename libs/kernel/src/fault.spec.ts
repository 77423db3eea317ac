import { asFault, databaseFault, Fault, faultKinds } from './fault.js';

it('keeps a Fault as it is, and calls everything else our bug with its cause', () => {
  const fault = new Fault('busy', { code: 'test.busy', message: 'later' });
  expect(asFault(fault)).toBe(fault);
  const bug = asFault(new TypeError('x is undefined'));
  expect(bug).toMatchObject({ kind: 'bug', code: 'kernel.unexpected', cause: expect.any(TypeError) });
  expect(asFault('just text').message).toBe('just text');
});

it('carries facts and both languages', () => {
  const fault = new Fault('invalid', { code: 'test.row', message: 'row 7', zh: '第 7 行', facts: { row: 7 } });
  expect([fault.zh, fault.facts['row'], fault instanceof Error]).toEqual(['第 7 行', 7, true]);
});

it('has eleven kinds, each once', () => expect(new Set(faultKinds).size).toBe(11));

it('tells a full disk, a busy server and one that is away from a bug of ours', () => {
  const thrown = (code: string | undefined, message = 'x') => Object.assign(new Error(message), code === undefined ? {} : { code });
  expect(databaseFault(thrown('53100'))).toMatchObject({ kind: 'busy', code: 'kernel.disk-full', zh: expect.stringContaining('磁盘已满') });
  expect(databaseFault(thrown('53300'))).toMatchObject({ code: 'kernel.database-busy' });
  for (const code of ['57P01', '57P03', '08006', 'ECONNREFUSED']) expect(databaseFault(thrown(code))).toMatchObject({ kind: 'busy', code: 'kernel.database-away' });
  expect(databaseFault(thrown(undefined, 'Connection terminated unexpectedly'))).toMatchObject({ code: 'kernel.database-away' });
  expect([databaseFault(thrown('23505')), databaseFault(thrown(undefined)), databaseFault('text')]).toEqual([undefined, undefined, undefined]);
});
