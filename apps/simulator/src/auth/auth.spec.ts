import { createHash } from 'node:crypto';
import { HandClock } from '#kernel/testing';
import { digestAnswer } from '../../testing/talk.js';
import { Account } from './account.js';
import { challenges, checkDigest, parameters, type DigestRule } from './digest.js';
import { checkToken, passwordDigest, type UsernameToken } from './wsse.js';

const login = { username: 'admin', password: 'Q&<a>"b\'%' };
const bench = () => {
  const clock = new HandClock();
  return { clock, account: new Account(login, { failures: 5, lockS: 300 }, clock) };
};
const rule: DigestRule = { realm: 'IP Camera(12345)', qop: true, algorithms: ['SHA-256', 'MD5'] };
const ask = { method: 'DESCRIBE', uri: 'rtsp://127.16.0.67:8554/a?channel=1' };

describe('the account', () => {
  it('locks after five wrong passwords in a row and opens again by itself', async () => {
    const { clock, account } = bench();
    for (let n = 0; n < 5; n++) expect(account.settle(false)).toBe('rejected');
    expect(account.settle(true)).toBe('locked');
    await clock.advance(300_001);
    expect(account.settle(true)).toBe('accepted');
  });

  it('forgets the count after a right one', () => {
    const { account } = bench();
    for (let n = 0; n < 4; n++) account.settle(false);
    account.settle(true);
    for (let n = 0; n < 4; n++) account.settle(false);
    expect(account.settle(true)).toBe('accepted');
  });

  it('is open again when its password is changed', () => {
    const { account } = bench();
    for (let n = 0; n < 5; n++) account.settle(false);
    account.changePassword({ username: 'admin', password: 'new' });
    expect(account.locked).toBe(false);
  });
});

describe('digest', () => {
  it('agrees with the example of RFC 2617 §3.5, computed by hand', () => {
    const hash = (text: string): string => createHash('md5').update(text).digest('hex');
    const response = hash(`${hash('Mufasa:testrealm@host.com:Circle Of Life')}:dcd98b7102dd2f0e8b11d0f600bfb0c093:00000001:0a4f113b:auth:${hash('GET:/dir/index.html')}`);
    expect(response).toBe('6629fae49393a05397450978507c4ef1');
  });

  it.each(['SHA-256', 'MD5'])('accepts a right answer by %s', (algorithm) => {
    const { account } = bench();
    const challenge = challenges(account, rule).find((each) => each.includes(`algorithm=${algorithm}`)) ?? '';
    expect(checkDigest(account, rule, digestAnswer(challenge, { ...login, ...ask }), ask.method, ask.uri)).toBe('accepted');
  });

  it('accepts an answer without qop from a device that asks without (RFC 2069)', () => {
    const { account } = bench();
    const old: DigestRule = { ...rule, qop: false, algorithms: ['MD5'] };
    const [challenge = ''] = challenges(account, old);
    expect(challenge).not.toMatch(/qop|algorithm/);
    expect(checkDigest(account, old, digestAnswer(challenge, { ...login, ...ask }), ask.method, ask.uri)).toBe('accepted');
  });

  it.each([
    ['another method', 'SETUP', ask.uri], ['another address', ask.method, 'rtsp://127.16.0.67:8554/b'],
  ])('rejects an answer made for %s', (_what, method, uri) => {
    const { account } = bench();
    const [challenge = ''] = challenges(account, rule);
    expect(checkDigest(account, rule, digestAnswer(challenge, { ...login, ...ask }), method, uri)).toBe('rejected');
  });

  it('calls a second use of the same count stale, and a higher count fine', () => {
    const { account } = bench();
    const [challenge = ''] = challenges(account, rule);
    const answer = (nc: number): string => checkDigest(account, rule, digestAnswer(challenge, { ...login, ...ask, nc }), ask.method, ask.uri);
    expect([answer(1), answer(1), answer(2)]).toEqual(['accepted', 'stale', 'accepted']);
  });

  it('calls an old nonce stale without holding it against the account', async () => {
    const { clock, account } = bench();
    const [challenge = ''] = challenges(account, rule);
    await clock.advance(301_000);
    for (let n = 0; n < 9; n++) expect(checkDigest(account, rule, digestAnswer(challenge, { ...login, ...ask }), ask.method, ask.uri)).toBe('stale');
    expect(account.locked).toBe(false);
  });

  it('gives every caller a nonce of its own, even in the same millisecond', () => {
    const { account } = bench();
    const answer = (): string => checkDigest(account, rule, digestAnswer(challenges(account, rule)[0] ?? '', { ...login, ...ask }), ask.method, ask.uri);
    expect([answer(), answer(), answer()]).toEqual(['accepted', 'accepted', 'accepted']);
  });

  it('knows no nonce that it did not give', () => {
    const { account } = bench();
    const [foreign = ''] = challenges(bench().account, rule);
    expect(checkDigest(account, rule, digestAnswer(foreign, { ...login, ...ask }), ask.method, ask.uri)).toBe('rejected');
  });

  it('counts Basic as a wrong password, and no header as no attempt', () => {
    const { account } = bench();
    expect(checkDigest(account, rule, 'Basic YWRtaW46YWRtaW4=', ask.method, ask.uri)).toBe('rejected');
    expect(checkDigest(account, rule, undefined, ask.method, ask.uri)).toBe('absent');
  });

  it('reads parameters with quotes, escapes and vendor extras', () => {
    expect([...parameters('Digest realm="a\\"b", qop=auth, x-vendor="1,2", nonce=abc')]).toEqual([['realm', 'a"b'], ['qop', 'auth'], ['x-vendor', '1,2'], ['nonce', 'abc']]);
  });
});

describe('a username token', () => {
  const now = Date.UTC(2026, 0, 31, 8);
  const token = (o: Partial<UsernameToken> & { atMs?: number } = {}): UsernameToken => {
    const nonce = o.nonce ?? 'MTIzNDU2Nzg5MDEyMzQ1Ng==';
    const created = o.created ?? new Date(o.atMs ?? now).toISOString();
    return { username: 'admin', passwordType: 'x#PasswordDigest', password: passwordDigest(nonce, created, login.password), ...o, nonce, created };
  };
  const strict = { toleranceS: 5, replay: 'nonce' } as const;
  const usual = { toleranceS: 60, replay: 'token' } as const;

  it('is accepted once', () => {
    const { account } = bench();
    expect([checkToken(account, token(), now, usual), checkToken(account, token(), now, usual)]).toEqual(['accepted', 'stale']);
  });

  it('may reuse its nonce at another time, except with the strict make', () => {
    const { account } = bench();
    expect(checkToken(account, token(), now, usual)).toBe('accepted');
    expect(checkToken(account, token({ atMs: now + 1_000 }), now, usual)).toBe('accepted');
    const other = bench().account;
    expect(checkToken(other, token(), now, strict)).toBe('accepted');
    expect(checkToken(other, token({ atMs: now + 1_000 }), now, strict)).toBe('stale');
  });

  it.each([[4_000, 'accepted'], [6_000, 'clock'], [-6_000, 'clock'], [8 * 3_600_000, 'clock']])('made %i ms off the device clock is %s by the strict make', (off, result) => {
    expect(checkToken(bench().account, token({ atMs: now + off }), now, strict)).toBe(result);
  });

  it('with a wrong clock does not lock the account, with a wrong password it does', () => {
    const { account } = bench();
    for (let n = 0; n < 9; n++) checkToken(account, token({ atMs: 0 }), now, usual);
    expect(account.locked).toBe(false);
    for (let n = 0; n < 5; n++) expect(checkToken(account, token({ password: 'wrong' }), now, usual)).toBe('rejected');
    expect(checkToken(account, token(), now, usual)).toBe('locked');
  });

  it('in plain text is refused', () => {
    expect(checkToken(bench().account, token({ passwordType: 'x#PasswordText', password: login.password }), now, usual)).toBe('rejected');
  });
});
