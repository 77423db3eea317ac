import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { writeTrail } from '#access';
import { openLog, systemClock } from '#kernel';
import { openPlatform, type Platform, type PlatformOptions } from '../../apps/platform/src/platform.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let db: TestDatabase;
let dir: string;
let platform: Platform | undefined;
beforeAll(async () => { db = await openTestDatabase([]); dir = mkdtempSync(join(tmpdir(), 'fengsui-throttle-')); });
const close = async (): Promise<void> => { const open = platform; platform = undefined; await open?.close(); };
afterEach(close);
afterAll(async () => { await db.close(); rmSync(dir, { recursive: true, force: true }); });

type Limits = Partial<PlatformOptions['settings']>;
const options = (limits: Limits): PlatformOptions => ({
  settings: { port: 0, bind: '127.0.0.1', idleMin: 15, sessionHours: 12, metricsOpen: false, demo: false, demoPassword: '', simUrl: '', simToken: '', embedded: false, dataDir: dir, vaultKeyFile: '', areas: null, proxies: [], callsPerMin: 1_200, logInsPerMin: 30, throttle: 'on', profile: 'site', ...limits },
  reporting: { contractPercent: 95, minCoveragePercent: 90, cacheMs: 0 }, databaseUrl: db.url, redisUrl: '', poolSize: 4, clock: systemClock, log: openLog('platform', 'fatal'),
});
async function open(limits: Limits): Promise<void> { platform = await openPlatform(options(limits)); }
const call = (path: string, headers: Record<string, string> = {}) => fetch(`${platform?.url}${path}`, { headers });
const logIn = (path = '/api/session', headers: Record<string, string> = {}) => fetch(`${platform?.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-requested-with': 'fengsui', ...headers }, body: JSON.stringify({ number: 'nobody', password: 'Wrong-guess-7' }) });

it('answers too many log-ins with 429, how long to wait and a sentence, however the path is written; other calls go on', async () => {
  await open({ logInsPerMin: 3 });
  const first = await Promise.all([logIn(), logIn('/API/Session'), logIn('/api/session/')]);
  expect(first.map(({ status }) => status)).toEqual([403, 403, 403]);
  for (const path of ['/api/session', '/API/session', '/api/session/', '/api/setup']) {
    const refused = await logIn(path);
    expect([path, refused.status]).toEqual([path, 429]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(15);
    expect(await refused.json()).toMatchObject({ code: 'platform.too-many-calls', kind: 'busy', zh: expect.stringMatching(/请 \d+ 秒后再试/), facts: { retryAfterS: expect.any(Number) } });
  }
  expect((await logIn('/api/%73ession')).status).toBe(404); // no other spelling reaches the log-in
  expect((await call('/api/overview')).status).toBe(401);
  expect(await (await call('/metrics')).text()).toMatch(/fengsui_platform_throttled_total\{door="log-in"\} [1-9]/);
});

it('answers too many calls with 429, and still says that it is there', async () => {
  await open({ callsPerMin: 20 });
  const statuses: number[] = [];
  for (let n = 0; n < 22; n++) statuses.push((await call('/api/overview')).status);
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(21); // one may have come back meanwhile
  expect(statuses.at(-1)).toBe(429);
  expect((await call('/healthz')).status).toBe(200);
});

it('counts the persons behind a listed proxy one by one, and believes nobody else who forwards', async () => {
  await open({ logInsPerMin: 1, proxies: ['127.0.0.1'] });
  const from = (address: string) => logIn('/api/session', { 'x-forwarded-for': address }).then(({ status }) => status);
  expect([await from('10.0.0.1'), await from('10.0.0.1'), await from('10.0.0.2')]).toEqual([403, 429, 403]);
  await close();
  await open({ logInsPerMin: 1 });
  expect([await from('10.0.0.1'), await from('10.0.0.2')]).toEqual([403, 429]);
});

it('refuses a flood of joins to the status channel before it asks the database', async () => {
  await open({ callsPerMin: 2 });
  const joined = () => new Promise<number | undefined>((resolve) => {
    const socket = new WebSocket(`${platform?.url.replace('http', 'ws')}/api/live`);
    socket.on('unexpected-response', (_, answer) => { answer.resume(); resolve(answer.statusCode); }).on('error', () => undefined);
  });
  expect([await joined(), await joined(), await joined()]).toEqual([401, 401, 429]);
});

it('does not start with its limits lifted unless it says that it is a lab, and touches nothing before', async () => {
  await expect(openPlatform({ ...options({ throttle: 'off-in-lab' }), databaseUrl: 'postgres://nobody@127.0.0.1:1/none' })).rejects.toMatchObject({ code: 'platform.lab-only', kind: 'invalid', message: expect.stringContaining('platform.profile: lab'), zh: expect.stringContaining('lab') });
  await open({ throttle: 'off-in-lab', profile: 'lab', logInsPerMin: 1, callsPerMin: 1 });
  for (let n = 0; n < 4; n++) expect((await logIn()).status).toBe(403);
});

it('keeps an anchor of the trail beside its data when it starts, once for each end', async () => {
  rmSync(join(dir, 'anchors.txt'), { force: true });
  const seq = await db.dataSource.transaction((tx) => writeTrail(tx, { action: 'see-camera', outcome: 'done' }, systemClock.now()));
  for (let n = 0; n < 2; n++) { await open({}); await close(); }
  expect(readFileSync(join(dir, 'anchors.txt'), 'utf8')).toMatch(new RegExp(`^${seq}:[0-9a-f]{64} [^\\n]+Z\\n$`));
  expect(statSync(join(dir, 'anchors.txt')).mode & 0o077).toBe(0);
});
