import { asFault, Fault, faultKinds } from './fault.js';

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
