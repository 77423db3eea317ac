import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog, systemClock } from '#kernel';
import { openPlatform, type Platform } from '../../apps/platform/src/platform.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { enterDistrict, type TestSite } from '../support/district.js';

const password = 'Trial-7-beacons';
let db: TestDatabase;
let dir: string;
let platform: Platform;
let sites: TestSite[];
const written: string[] = [];

beforeAll(async () => {
  db = await openTestDatabase([]);
  dir = mkdtempSync(join(tmpdir(), 'fengsui-platform-'));
  const sink = { write: (line: string) => { written.push(line); } } as unknown as NodeJS.WritableStream;
  platform = await openPlatform({
    settings: { port: 0, bind: '127.0.0.1', idleMin: 15, sessionHours: 12, metricsOpen: false, demo: true, demoPassword: password, simUrl: '', simToken: '', embedded: false, dataDir: dir, vaultKeyFile: '', areas: ['340199'], proxies: [], callsPerMin: 6_000, logInsPerMin: 600, throttle: 'on', profile: 'site' },
    reporting: { contractPercent: 95, minCoveragePercent: 90, cacheMs: 0 }, databaseUrl: db.url, redisUrl: '', poolSize: 5, clock: systemClock, log: openLog('platform', 'debug', sink),
  });
  sites = await enterDistrict(db.dataSource, 2, 3);
  await db.dataSource.query("update person set scope_node = $1 where number = '1101'", [sites[0]?.id]);
}, 60_000);
afterAll(async () => { await platform.close(); await db.close(); rmSync(dir, { recursive: true, force: true }); });

interface Answer { readonly status: number; readonly body: { code?: string; kind?: string; facts?: { problems?: { field: string }[] }; [key: string]: unknown }; readonly headers: Headers }
async function call(method: string, path: string, { cookie = '', body, header = true }: { cookie?: string; body?: unknown; header?: boolean } = {}): Promise<Answer> {
  const answer = await fetch(platform.url + path, { method, headers: { cookie, 'content-type': 'application/json', ...(header ? { 'x-requested-with': 'fengsui' } : {}) }, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) as Answer['body'] : { text } };
}
async function logIn(number: string): Promise<string> { return (await call('POST', '/api/session', { body: { number, password } })).headers.getSetCookie()[0]?.split(';')[0] ?? ''; }

it('keeps its cookie from scripts and from other sites', async () => {
  const { headers } = await call('POST', '/api/session', { body: { number: '1001', password } });
  expect(headers.getSetCookie()[0]).toMatch(/HttpOnly.*SameSite=Strict/i);
  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
});

it('answers nobody who has not logged in, on any route of the API', async () => {
  const { body } = await call('GET', '/api/openapi.json');
  const paths = Object.entries(body['paths'] as Record<string, Record<string, unknown>>);
  expect(paths.length).toBeGreaterThan(40);
  for (const [path, methods] of paths) {
    for (const [method, { security }] of Object.entries(methods as Record<string, { security?: unknown }>)) {
      if (!security) continue;
      const answer = await call(method.toUpperCase(), path.replace(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000'), method === 'get' ? {} : { body: {} });
      expect([method, path, answer.status]).toEqual([method, path, 401]);
    }
  }
});

it('refuses calls from other pages, and bodies of the wrong shape with every field named', async () => {
  const cookie = await logIn('9001');
  expect(await call('POST', '/api/discovery/runs', { cookie, body: { kind: 'multicast' }, header: false })).toMatchObject({ status: 403, body: { code: 'platform.foreign-page' } });
  expect(await call('POST', '/api/discovery/runs', { cookie, body: { kind: 'sweep', cidrs: 'all', ratePerS: -1 } })).toMatchObject({ status: 400, body: { code: 'platform.shape', facts: { problems: [{ field: 'cidrs' }, { field: 'ratePerS' }] } } });
  expect(await call('POST', '/api/session', { body: '{"number": ' })).toMatchObject({ status: 400, body: { code: 'platform.not-json' } });
  expect(await call('POST', '/api/session', { body: [] })).toMatchObject({ status: 400 });
  expect(await call('GET', '/api/cameras?size=100000', { cookie: await logIn('1001') })).toMatchObject({ status: 400 });
  expect(await call('GET', '/api/cameras/not-an-id', { cookie: await logIn('1001') })).toMatchObject({ status: 400 });
  expect(await call('GET', '/api/nothing-here', { cookie })).toMatchObject({ status: 404, body: { code: 'platform.no-such-page' } });
});

it('lets every role do its own and nothing else', async () => {
  const operator = await logIn('1001');
  const system = await logIn('9001');
  const audit = await logIn('9003');
  expect((await call('GET', '/api/overview', { cookie: operator })).status).toBe(200);
  expect((await call('POST', '/api/discovery/runs', { cookie: operator, body: { kind: 'multicast' } })).status).toBe(403);
  expect((await call('GET', '/api/trail', { cookie: system })).status).toBe(403);
  expect((await call('GET', '/api/trail', { cookie: audit })).status).toBe(200);
  expect((await call('GET', '/api/overview', { cookie: audit })).status).toBe(403);
  const refused = await db.dataSource.query<{ n: number }[]>("select count(*)::int as n from trail where outcome = 'refused' and reason = 'role'");
  expect(refused[0]?.n).toBeGreaterThanOrEqual(3);
});

it('shows a station its own area only, in lists, counts, trees, searches and by id', async () => {
  const cookie = await logIn('1101');
  const foreign = sites[1]?.cameras[0]?.id ?? '';
  for (const path of ['/api/cameras', '/api/tree', '/api/tree?tree=police', '/api/search?q=小区', '/api/overview/worst', '/api/overview/groups?by=site', '/api/sites', '/api/outages']) {
    const answer = await call('GET', encodeURI(path), { cookie });
    expect([path, answer.status]).toEqual([path, 200]);
    expect(JSON.stringify(answer.body)).not.toContain('小区1');
    expect(JSON.stringify(answer.body)).not.toContain(foreign);
  }
  expect(await call('GET', `/api/cameras/${foreign}`, { cookie })).toMatchObject({ status: 403 });
  expect(await call('POST', `/api/cameras/${foreign}/check`, { cookie })).toMatchObject({ status: 403 });
  expect((await call('GET', '/api/cameras', { cookie })).body['total']).toBe(3);
});

it('keeps a device password in the vault and out of every answer, row and log line', async () => {
  const cookie = await logIn('9001');
  const secret = 'Kamera-Geheim-9';
  const made = await call('POST', '/api/credential-sets', { cookie, body: { siteId: sites[0]?.id, name: '口令', username: 'admin', password: secret, cidrs: ['10.1.0.0/24'] } });
  expect(made.status).toBe(201);
  expect(JSON.stringify((await call('GET', '/api/credential-sets', { cookie })).body)).not.toContain(secret);
  for (const { table_name } of await db.dataSource.query<{ table_name: string }[]>("select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")) {
    const rows = await db.dataSource.query<unknown[]>(`select * from "${table_name}"`);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(rows)).not.toContain(password);
  }
  expect(written.join('')).not.toContain(secret);
  expect(written.join('')).not.toContain(password);
});

it('disables a person at once', async () => {
  const cookie = await logIn('2001');
  const security = await logIn('9002');
  const [row] = await db.dataSource.query<{ id: string }[]>("select id from person where number = '2001'");
  expect((await call('POST', `/api/people/${row?.id}/disable`, { cookie: security })).status).toBe(204);
  expect((await call('GET', '/api/session', { cookie })).status).toBe(401);
});

it('says that it is there, that it is ready, and what it counted', async () => {
  expect(await call('GET', '/healthz')).toMatchObject({ status: 200, body: { ok: true, mode: { database: 'external', queue: 'postgres' } } });
  expect((await call('GET', '/metrics')).body['text']).toContain('fengsui_kernel_faults_total{kind="bug"} 0');
});

it('enters nodes, places and a camera by hand, names what does not fit, and keeps each on the trail', async () => {
  const cookie = await logIn('9001');
  const station = await call('POST', '/api/nodes', { cookie, body: { tree: 'police', parentId: null, kind: 'station', name: '新城所' } });
  const beat = await call('POST', '/api/nodes', { cookie, body: { tree: 'police', parentId: station.body['id'], kind: 'beat', name: '新城1号责任区' } });
  expect([station.status, beat.status]).toEqual([201, 201]);
  expect(await call('POST', '/api/nodes', { cookie, body: { tree: 'governance', parentId: station.body['id'], kind: 'street', name: '错挂' } })).toMatchObject({ status: 400, body: { code: 'inventory.no-node' } });
  const form = { name: '新城花园', siteKind: 'old-estate', policeNode: beat.body['id'], address: null, lng: 117.2, lat: 31.8, cidrs: ['10.9.1.0/24'], gateway: '10.9.1.1', plannedCameras: 12 };
  const site = await call('POST', '/api/sites', { cookie, body: form });
  expect(site.status).toBe(201);
  expect(await call('POST', '/api/sites', { cookie, body: form })).toMatchObject({ status: 409, body: { code: 'inventory.site-name-taken' } });
  expect(await call('POST', '/api/sites', { cookie, body: { ...form, name: '别处', lat: null, cidrs: ['10.9.1.0', '10.9.1.7/24', '10.9.1.0/99'] } })).toMatchObject({ status: 400, body: { facts: { problems: [{ field: 'cidrs.0' }, { field: 'cidrs.1' }, { field: 'cidrs.2' }, { field: 'lat' }] } } });
  expect((await call('PATCH', `/api/sites/${String(site.body['id'])}`, { cookie, body: { ...form, name: '新城花园二期' } })).status).toBe(204);
  expect((await call('PATCH', `/api/nodes/${String(station.body['id'])}`, { cookie, body: { name: '新城派出所' } })).status).toBe(204);
  const sitesNow = (await call('GET', '/api/sites', { cookie })).body as unknown as { name: string; policeNode: string; policeName: string }[];
  expect(sitesNow.find((each) => each.name === '新城花园二期')).toMatchObject({ policeNode: beat.body['id'], policeName: '新城1号责任区' });
  expect((await call('GET', '/api/nodes?tree=police', { cookie })).body).toEqual(expect.arrayContaining([expect.objectContaining({ name: '新城派出所', sites: 1 })]));

  const camera = { siteId: site.body['id'], name: '新城花园东门', ip: '10.9.1.20', port: 554, channel: 1 };
  const made = await call('POST', '/api/cameras', { cookie, body: camera });
  expect(made.status).toBe(201);
  expect(await call('POST', '/api/cameras', { cookie, body: { ...camera, name: '另一个' } })).toMatchObject({ status: 409, body: { code: 'inventory.address-taken' } });
  expect(await call('POST', '/api/cameras', { cookie, body: { ...camera, ip: '10.9.1.300', gbCode: '12' } })).toMatchObject({ status: 400, body: { code: 'inventory.field', facts: { problems: [{ field: 'gbCode' }, { field: 'ip' }] } } });
  expect((await call('GET', `/api/cameras/${String(made.body['id'])}`, { cookie })).body).toMatchObject({ camera: { name: '新城花园东门', ip: '10.9.1.20' } });
  expect((await call('POST', '/api/cameras', { cookie: await logIn('1001'), body: camera })).status).toBe(403);
  const lines = await db.dataSource.query<{ action: string }[]>("select action from trail where action in ('node-enter', 'node-rename', 'site-enter', 'site-change', 'camera-enter') order by seq");
  expect(lines.map((line) => line.action)).toEqual(['node-enter', 'node-enter', 'site-enter', 'site-change', 'node-rename', 'camera-enter']);
});

it('makes a password that is read out once, and ends the sessions that hung on the old one', async () => {
  const before = await logIn('1002');
  const [row] = await db.dataSource.query<{ id: string }[]>("select id from person where number = '1002'");
  const { status, body } = await call('POST', `/api/people/${row?.id}/reset-password`, { cookie: await logIn('9002'), body: {} });
  expect([status, String(body['password'])]).toEqual([200, expect.stringMatching(/^\w{4}-\w{4}-\w{4}-\w{4}$/)]);
  expect((await call('GET', '/api/session', { cookie: before })).status).toBe(401);
  expect((await call('POST', '/api/session', { body: { number: '1002', password: body['password'] } })).status).toBe(200);
});
