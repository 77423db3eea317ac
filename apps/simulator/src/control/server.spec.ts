import { http, openTestDistrict, type HttpAnswer } from '../../testing/talk.js';
import { type District } from '../district.js';
import { type DistrictState } from './state.js';
import { type Truth } from './truth.js';

let district: District;
beforeAll(async () => { district = await openTestDistrict({ cameras: 60, token: 'a-token' }); });
afterAll(async () => { await district.close(); });
afterEach(() => { district.faults.clear(); });

const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = { 'x-sim-token': 'a-token' }): Promise<HttpAnswer | undefined> =>
  http({ ip: '127.0.0.1', port: district.ports.control, path, method, headers, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) });
const state = async (): Promise<DistrictState> => JSON.parse((await call('GET', '/state'))?.body ?? '') as DistrictState;

it('pulls a plug, shows it, and puts it back', async () => {
  const posted = await call('POST', '/faults', { kind: 'unplug-site', target: 'site-001' });
  expect(posted?.status).toBe(201);
  const fault = JSON.parse(posted?.body ?? '') as { id: string; cameras: number };
  expect(await state()).toMatchObject({ cameras: { total: 60, dark: fault.cameras }, faults: [{ id: fault.id, kind: 'unplug-site', target: 'site-001' }] });
  expect((await call('DELETE', `/faults/${fault.id}`))?.status).toBe(200);
  expect((await state()).cameras.dark).toBe(0);
});

it('clears everything at once', async () => {
  await call('POST', '/faults', { kind: 'power-cut' });
  await call('POST', '/faults', { kind: 'prober-network' });
  expect(JSON.parse((await call('POST', '/faults/clear'))?.body ?? '')).toEqual({ cleared: 2 });
  expect((await state()).cameras.online).toBe(60);
});

it('tells the truth as it is now', async () => {
  const truth = JSON.parse((await call('GET', '/district.json'))?.body ?? '') as Truth;
  expect(truth.cameras).toHaveLength(60);
  expect(truth.sentinels.map((each) => each.id)).toContain('core');
  await call('POST', '/faults', { kind: 'move-camera', target: truth.hosts.find((each) => each.kind === 'camera')?.id });
  const after = JSON.parse((await call('GET', '/district.json'))?.body ?? '') as Truth;
  expect(after.cameras.filter((camera, index) => camera.ip !== truth.cameras[index]?.ip)).toHaveLength(1);
});

it('hands out a ledger in UTF-8 with a mark, or in GB18030', async () => {
  expect((await call('GET', '/ledger.csv'))?.body.startsWith('\ufeff点位名称,')).toBe(true);
  const gb = await call('GET', '/ledger.csv?charset=gb18030&sites=site-001');
  expect(gb?.headers['content-type']).toContain('gb18030');
  expect(gb?.body).not.toContain('点位名称');
});

it('shows a page that needs nothing from outside', async () => {
  const page = await call('GET', '/', undefined, {});
  expect(page?.status).toBe(200);
  expect(page?.body).not.toMatch(/(src|href)=["']?(https?:)?\/\//);
  expect(page?.headers['content-security-policy']).toContain("default-src 'none'");
});

it.each([{}, { 'x-sim-token': 'wrong' }, { authorization: 'Bearer wrong' }])('wants its token: %j', async (headers) => {
  const answer = await call('GET', '/state', undefined, headers);
  expect([answer?.status, answer?.body.includes('total')]).toEqual([403, false]);
});

it.each([['/state', { authorization: 'Bearer a-token' }], ['/state?token=a-token', {}]])('takes its token in other ways: %s %j', async (path, headers) => {
  expect((await call('GET', path, undefined, headers))?.status).toBe(200);
});

it.each([{ origin: 'http://evil.example' }, { host: 'evil.example' }])('refuses a page of another site: %j', async (headers) => {
  expect((await call('POST', '/faults', { kind: 'power-cut' }, { 'x-sim-token': 'a-token', ...headers }))?.status).toBe(403);
  expect((await state()).faults).toEqual([]);
});

it.each([
  ['POST', '/faults', 'not json', 400], ['POST', '/faults', {}, 400], ['POST', '/faults', { kind: 7 }, 400], ['POST', '/faults', { kind: 'explode' }, 400],
  ['POST', '/faults', { kind: 'unplug-camera', target: 'nobody' }, 404], ['POST', '/faults', 'x'.repeat(20_000), 400], ['DELETE', '/faults/f999', undefined, 404],
  ['GET', '/nothing', undefined, 404], ['GET', '/ledger.csv?errors=many', undefined, 400], ['POST', '/faults', '[]', 400], ['POST', '/faults', 'null', 400],
])('answers %s %s %j with %i and a reason', async (method, path, body, status) => {
  const answer = await call(method, path, body);
  expect(answer?.status).toBe(status);
  expect(JSON.parse(answer?.body ?? '')).toMatchObject({ code: expect.stringMatching(/^simulator\./), message: expect.any(String) });
});
