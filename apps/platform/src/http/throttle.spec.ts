import { HandClock } from '#kernel/testing';
import { clientKey, joinThrottle, take, throttle, Throttle } from './throttle.js';

const settings = { throttle: 'on', profile: 'site', callsPerMin: 600, logInsPerMin: 6 } as const;

it('gives a minute\'s worth at once, then as fast as the allowance fills', () => {
  let bucket: Parameters<typeof take>[0];
  for (let n = 0; n < 60; n++) { const step = take(bucket, 1_000, 60); expect(step.waitMs).toBe(0); bucket = step.bucket; }
  expect(take(bucket, 1_000, 60).waitMs).toBe(1_000);
  expect(take(bucket, 1_400, 60).waitMs).toBe(600);
  expect(take(bucket, 2_000, 60).waitMs).toBe(0);
  expect(take({ left: 0, at: 0 }, 3_600_000, 60).bucket.left).toBe(59); // an hour of silence saves up no more than a minute
});

it('keeps clients apart and its memory bounded', () => {
  const clock = new HandClock();
  const few = new Throttle(clock, 1, 100);
  expect([few.ask('a'), few.ask('a') > 0, few.ask('b')]).toEqual([0, true, 0]);
  for (let n = 0; n < 10_000; n++) few.ask(`flood-${n}`);
  expect(few.size).toBe(100);
});

it('refuses to be off outside a lab', () => {
  const clock = new HandClock();
  expect(() => throttle({ ...settings, throttle: 'off-in-lab' }, clock)).toThrow(expect.objectContaining({ code: 'platform.lab-only', kind: 'invalid' }));
  expect(() => throttle({ ...settings, throttle: 'off-in-lab', profile: 'lab' }, clock)).not.toThrow();
});

it('counts log-ins by themselves, and leaves pages alone', () => {
  const door = throttle(settings, new HandClock());
  const ask = (method: string, path: string): { passed: boolean; fault?: { code: string }; header?: string } => {
    const got: { passed: boolean; fault?: { code: string }; header?: string } = { passed: false };
    door({ method, path, ip: '10.0.0.9' } as never, { setHeader: (_: string, value: string) => { got.header = value; } } as never, (fault?: unknown) => { if (fault === undefined) got.passed = true; else got.fault = fault as { code: string }; });
    return got;
  };
  for (let n = 0; n < 6; n++) expect(ask('POST', '/api/session').passed).toBe(true);
  expect(ask('POST', '/api/session')).toEqual({ passed: false, fault: expect.objectContaining({ code: 'platform.too-many-calls', zh: expect.stringContaining('10 秒') }), header: '10' });
  expect([ask('GET', '/api/overview').passed, ask('GET', '/overview').passed]).toEqual([true, true]);
});

it.each([['/API/session'], ['/api/session/'], ['/Api/Session//'], ['/api/setup']])('counts %s as a log-in, as the router does', (path) => {
  const door = throttle({ ...settings, logInsPerMin: 1 }, new HandClock());
  const got: unknown[] = [];
  for (let n = 0; n < 2; n++) door({ method: 'POST', path, ip: '10.0.0.9' } as never, { setHeader: () => undefined } as never, (fault?: unknown) => got.push(fault));
  expect(got).toEqual([undefined, expect.objectContaining({ code: 'platform.too-many-calls' })]);
});

it('counts a /64 as one client, and an IPv4 address once in both its forms', () => {
  expect([clientKey('2001:db8:1:2::1'), clientKey('2001:db8:1:2:ffff::9')]).toEqual(['2001:db8:1:2::/64', '2001:db8:1:2::/64']);
  expect([clientKey('::ffff:10.0.0.9'), clientKey('10.0.0.9')]).toEqual(['10.0.0.9', '10.0.0.9']);
  expect(clientKey('x'.repeat(9_000))).toHaveLength(64); // a proxy forwards what it was told
});

it('lets a console join the status channel, and a flood of joins not', () => {
  const clock = new HandClock();
  const mayJoin = joinThrottle({ ...settings, callsPerMin: 2 }, clock);
  expect([mayJoin('10.0.0.9'), mayJoin('10.0.0.9'), mayJoin('10.0.0.9'), mayJoin('10.0.0.8')]).toEqual([true, true, false, true]);
});
