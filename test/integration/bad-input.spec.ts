import { createSocket, type Socket } from 'node:dgram';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { onvif } from '#adapters';
import { accessMigrations } from '#access';
import { healthMigrations } from '#health';
import { applyImport, createCredentialSet, createImport, DiscoveryRuns, dryRun, findImport, findRun, importRows, inventoryMigrations, ledgerWorkbook, listCandidates, mapImport, readSheet, type Identified, type Identifier, type Sighting } from '#inventory';
import { openLog, systemClock } from '#kernel';
import { openPlatform, type Platform } from '../../apps/platform/src/platform.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { enterDistrict, type TestSite } from '../support/district.js';

const vaultKey = Buffer.alloc(32, 7);
const written: string[] = [];
const log = openLog('test', 'debug', { write: (line: string) => { written.push(line); } } as unknown as NodeJS.WritableStream);
let db: TestDatabase;
let sites: TestSite[];
beforeEach(async () => { db = await openTestDatabase([...accessMigrations, ...inventoryMigrations, ...healthMigrations]); sites = await enterDistrict(db.dataSource, 1, 1); written.length = 0; });
afterEach(() => db.close());

const seen = (ip: string, more: Partial<Sighting> = {}): Sighting => ({ source: 'ws-discovery', ip, httpPort: 80, onvif: true, auth: 'unknown', ...more });
const nobody: Identifier = { identify: () => Promise.resolve({ auth: 'unknown', passwordSent: false }) };

async function run(tools: Pick<ConstructorParameters<typeof DiscoveryRuns>[0], 'discoverers' | 'identifier'>, cidrs = ['10.1.0.0/24']) {
  const runs = new DiscoveryRuns({ source: db.dataSource, clock: systemClock, log, vaultKey, ...tools });
  const id = await runs.start({ kind: 'unicast', cidrs, ratePerS: 2_000 }, null);
  for (let n = 0; n < 600; n++) {
    const now = await findRun(db.dataSource, id);
    if (now?.state !== 'running') return now;
    await systemClock.sleep(50);
  }
  throw new Error('the run does not end');
}
const finds = (...all: Sighting[]) => [{ name: 'test', serves: () => true, discover: (_: unknown, on: { found(sighting: Sighting): void }) => { all.forEach((each) => on.found(each)); return Promise.resolve(); } }];
const candidates = async () => (await listCandidates(db.dataSource, { page: 1, size: 500 })).rows;

it('keeps what a run found when one device has a name that no database takes', async () => {
  const bad = seen('10.1.0.50', { name: 'a\u0000\ud800', scopes: ['\u0000'], channels: [{ token: '\udc00', channel: 1, name: '\u0000' }] });
  expect(await run({ discoverers: finds(bad, seen('10.1.0.51', { name: '东门' })), identifier: nobody })).toMatchObject({ state: 'done', progress: { found: 2 } });
  expect((await candidates()).map((row) => [row.ip, row.name])).toEqual([['10.1.0.50', 'a\ufffd'], ['10.1.0.51', '东门']]);
});

it('refuses an address outside the ranges that a device names, in the log and on the candidate, and asks the device where it answered', async () => {
  const asked: string[] = [];
  const identifier: Identifier = { identify: ({ ip }) => { asked.push(ip); return Promise.resolve({ auth: 'unknown', passwordSent: false }); } };
  await run({ discoverers: finds(seen('10.1.0.60', { namedHosts: ['169.254.169.254'] }), seen('10.1.0.61', { namedHosts: ['10.1.0.62'] })), identifier });
  expect(asked.sort()).toEqual(['10.1.0.60', '10.1.0.61']);
  expect((await candidates()).map((row) => row.problem)).toEqual([expect.stringContaining('169.254.169.254'), null]);
  expect(written.filter((line) => line.includes('outside the ranges'))).toEqual([expect.stringContaining('"named":["169.254.169.254"]')]);
});

it('tries one password at a device, once, however many sets cover it and however often discovery runs', async () => {
  const siteId = sites[0]?.id ?? '';
  for (const name of ['one', 'two', 'three']) await createCredentialSet(db.dataSource, vaultKey, { siteId, name, username: name, password: 'Wrong-1', cidrs: ['10.1.0.0/24'] });
  await createCredentialSet(db.dataSource, vaultKey, { siteId, name: 'narrow', username: 'narrow', password: 'Wrong-1', cidrs: ['10.1.0.70/32'] });
  const sent: string[] = [];
  const refusing: Identifier = { identify: (_, credential): Promise<Identified> => { if (credential) sent.push(credential.username); return Promise.resolve({ auth: credential ? 'rejected' : 'unknown', passwordSent: credential !== null }); } };
  for (let n = 0; n < 4; n++) await run({ discoverers: finds(seen('10.1.0.70'), seen('10.1.0.71')), identifier: refusing });
  expect(sent.sort()).toEqual(['narrow', 'three']);
});

it('gives the try back when the password never left, and not when it did', async () => {
  await createCredentialSet(db.dataSource, vaultKey, { siteId: sites[0]?.id ?? '', name: 'one', username: 'one', password: 'Right-1', cidrs: ['10.1.0.0/24'] });
  const answers: Identified[] = [{ auth: 'unknown', problem: 'no answer', passwordSent: false }, { auth: 'unknown', problem: 'no answer', passwordSent: true }];
  let tried = 0;
  const flaky: Identifier = { identify: (_, credential): Promise<Identified> => { if (credential) tried++; return Promise.resolve((credential && answers.shift()) || { auth: 'unknown', passwordSent: false }); } };
  for (let n = 0; n < 4; n++) await run({ discoverers: finds(seen('10.1.0.80')), identifier: flaky });
  expect(tried).toBe(2);
});

describe('a ledger file', () => {
  const by = { personId: null, personNumber: '9001' };
  const head = '点位名称,国标编码,场所,IP,端口,通道';
  const load = async (file: Buffer): Promise<string> => {
    const id = await createImport(db.dataSource, { fileName: 'a.csv', sheet: await readSheet(file), ...by });
    await mapImport(db.dataSource, id, (await findImport(db.dataSource, id)).mapping, 'wgs84', null);
    await dryRun(db.dataSource, id);
    return id;
  };
  const csv = (...rows: string[]) => Buffer.from([head, ...rows].join('\n'));
  const problems = async (id: string) => (await importRows(db.dataSource, id, { page: 1, size: 500 })).rows.flatMap((row) => row.problems.map((problem) => `${problem.column}${row.rowNo}: ${problem.code} ${problem.zh}`));
  const code = (n: number) => `3401990000132000000${n}`;

  it('names the row and the camera that have a code already, in the file, in the ledger and among the decommissioned', async () => {
    const first = await load(csv(`东门,${code(1)},小区0,10.1.0.40,554,1`, `旧门,${code(2)},小区0,10.1.0.41,554,1`));
    await applyImport(db.dataSource, first, 'all', by);
    await db.dataSource.query("update camera set decommissioned_at = now(), lifecycle = 'decommissioned' where gb_code = $1", [code(2)]);
    const second = await load(csv(`甲,${code(1)},小区0,10.1.0.42,554,1`, '', `乙,${code(2)},小区0,10.1.0.43,554,1`, `丙,${code(3)},小区0,10.1.0.44,554,1`, `丁,${code(3)},小区0,10.1.0.45,554,1`));
    expect(await problems(second)).toEqual(['B2: duplicate-in-ledger 与现有“东门”编码重复', 'B4: duplicate-in-ledger 与现有“旧门”编码重复', 'B6: duplicate-in-file 与第 5 行编码重复']);
  });

  it('writes nothing, and says which code, when somebody took one since the dry run', async () => {
    const id = await load(csv(`甲,${code(4)},小区0,10.1.0.46,554,1`, `乙,${code(5)},小区0,10.1.0.47,554,1`));
    await applyImport(db.dataSource, await load(csv(`丙,${code(5)},小区0,10.1.0.48,554,1`)), 'all', by);
    await expect(applyImport(db.dataSource, id, 'all', by)).rejects.toMatchObject({ kind: 'conflict', code: 'inventory.import-meanwhile', message: expect.stringContaining(code(5)), zh: expect.stringContaining(code(5)) });
    expect(await db.dataSource.query('select name from camera where gb_code = any($1)', [[code(4), code(5)]])).toEqual([{ name: '丙' }]);
  });

  it('names the cell of an error value, and of what a merged cell left empty', async () => {
    const id = await load(await ledgerWorkbook(head.split(','), [['甲', code(6), '小区0', '10.1.0.49', '554', '1'], ['#REF!', code(7), null, '10.1.0.50', '#N/A', '1']]));
    expect(await problems(id)).toEqual(['A3: spreadsheet-error 表格中此处为错误值 #REF!', 'E3: spreadsheet-error 表格中此处为错误值 #N/A', 'C3: unknown-site “场所”必填']);
  });
});

describe('with real sockets', () => {
  let socket: Socket;
  let server: Server;
  afterEach(() => { socket.close(); server.closeAllConnections(); server.close(); });

  it('finds and names the true device while thousands of junk datagrams arrive', async () => {
    const soap = (body: string) => `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>${body}</s:Body></s:Envelope>`;
    server = createServer((request, response) => { let text = ''; request.on('data', (part) => { text += String(part); }).on('end', () => response.end(soap(text.includes('GetDeviceInformation') ? '<GetDeviceInformationResponse><Manufacturer>M</Manufacturer><SerialNumber>00120</SerialNumber></GetDeviceInformationResponse>' : '<Other/>'))); });
    await new Promise<void>((ready) => server.listen(22_991, '127.22.91.5', ready));
    socket = createSocket('udp4');
    let sent = 0;
    socket.on('message', (data, from) => {
      const id = /MessageID>([^<]+)</.exec(data.toString())?.[1] ?? '';
      const match = `<ProbeMatch><EndpointReference><Address>urn:uuid:7</Address></EndpointReference><XAddrs>http://127.22.91.5:22991/onvif/device_service</XAddrs></ProbeMatch>`;
      const reply = (inner: string, to = id) => `<Envelope><Header><RelatesTo>${to}</RelatesTo></Header><Body><ProbeMatches>${inner}</ProbeMatches></Body></Envelope>`;
      const junk = [Buffer.alloc(60_000, 60), Buffer.from(reply(match).slice(0, 180)), Buffer.from(reply(match, 'urn:uuid:other')), Buffer.from(`<!DOCTYPE a [<!ENTITY b "c">]>${reply('&b;')}`), Buffer.from(reply('<a>'.repeat(9_000))), Buffer.from([0, 255, 1])];
      const flood = setInterval(() => { for (let n = 0; n < 25; n++) socket.send(junk[sent++ % junk.length] ?? '', from.port, from.address, () => undefined); if (sent >= 4_000) clearInterval(flood); }, 10);
      setTimeout(() => socket.send(reply(`<ProbeMatch/>${match}${match}`), from.port, from.address), 250);
    });
    await new Promise<void>((bound) => socket.bind(22_992, '127.22.91.5', bound));
    const { discoverer, identifier } = onvif({ clock: systemClock, discoveryPort: 22_992 });
    expect(await run({ discoverers: [discoverer], identifier }, ['127.22.91.0/29'])).toMatchObject({ state: 'done', progress: { found: 1 } });
    expect(sent).toBeGreaterThanOrEqual(3_000);
    expect(await candidates()).toMatchObject([{ ip: '127.22.91.5', httpPort: 22_991, serial: '00120', auth: 'none-needed' }]);
  }, 60_000);
});

describe('a call of the API', () => {
  const password = 'Trial-7-beacons';
  let platform: Platform;
  let dir: string;
  let own: TestDatabase;
  let cookie: string;
  beforeAll(async () => {
    own = await openTestDatabase([]);
    dir = mkdtempSync(join(tmpdir(), 'fengsui-bad-input-'));
    platform = await openPlatform({
      settings: { port: 0, bind: '127.0.0.1', idleMin: 15, sessionHours: 12, metricsOpen: false, demo: true, demoPassword: password, simUrl: '', simToken: '', embedded: false, dataDir: dir, vaultKeyFile: '', areas: null, proxies: [], callsPerMin: 6_000, logInsPerMin: 600, throttle: 'on', profile: 'site' },
      reporting: { contractPercent: 95, minCoveragePercent: 90, cacheMs: 0 }, databaseUrl: own.url, redisUrl: '', poolSize: 5, clock: systemClock, log,
    });
    const entered = await send('/api/session', JSON.stringify({ number: '9001', password }));
    cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }, 60_000);
  afterAll(async () => { await platform.close(); await own.close(); rmSync(dir, { recursive: true, force: true }); });

  const send = (path: string, body: BodyInit, headers: Record<string, string> = {}) => fetch(platform.url + path, { method: 'POST', body, headers: { cookie: cookie ?? '', 'x-requested-with': 'fengsui', ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}), ...headers } });
  const fault = async (answer: Response) => { const { code, zh, message } = (await answer.json()) as { code: string; zh: string; message: string }; return { status: answer.status, code, zh: /[\u4e00-\u9fff]/.test(zh), message: message.length > 0 }; };
  const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  const said = { zh: true, message: true };

  it.each<[string, string, string, Record<string, string>, object]>([
    ['more than a megabyte', '/api/discovery/runs', JSON.stringify({ kind: 'x'.repeat(1 << 20) }), {}, { status: 413, code: 'platform.body-too-large' }],
    ['more than a megabyte from nobody', '/api/session', JSON.stringify({ number: 'x'.repeat(1 << 20) }), { cookie: '' }, { status: 413, code: 'platform.body-too-large' }],
    ['33 levels', '/api/discovery/runs', nested(33), {}, { status: 400, code: 'platform.body-too-deep' }],
    ['100,000 levels, never closed', '/api/session', '['.repeat(100_000), { cookie: '' }, { status: 400, code: 'platform.body-too-deep' }],
    ['32 levels of the wrong shape', '/api/discovery/runs', nested(32), {}, { status: 400, code: 'platform.shape' }],
    ['a deep organisation', '/api/organisation', nested(1_000), {}, { status: 400, code: 'platform.body-too-deep' }],
    ['half a JSON', '/api/discovery/runs', '{"kind": "swe', {}, { status: 400, code: 'platform.not-json' }],
    ['a charset that is none', '/api/discovery/runs', '{}', { 'content-type': 'application/json; charset=martian' }, { status: 400, code: 'platform.bad-request' }],
    ['something that only says it is packed', '/api/discovery/runs', '{}', { 'content-encoding': 'gzip' }, { status: 400 }],
    ['text instead of JSON', '/api/discovery/runs', 'kind=sweep', { 'content-type': 'text/plain' }, { status: 400, code: 'platform.shape' }],
    ['names of the prototype', '/api/discovery/runs', '{"__proto__": {"kind": "multicast"}, "constructor": 1}', {}, { status: 400, code: 'platform.shape' }],
    ['65 MB as a file', '/api/imports', '', {}, { status: 413, code: 'platform.body-too-large' }],
  ])('of %s is answered with a code, in both languages', async (what, path, body, headers, expected) => {
    const form = new FormData();
    if (what === '65 MB as a file') form.append('file', new Blob([Buffer.alloc(65 << 20, 'a')]), 'a.csv');
    expect(await fault(await send(path, body === '' ? form : body, headers))).toMatchObject({ ...said, ...expected });
  });

  it('of a packed bomb is cut where it unpacks beyond a megabyte', async () => {
    const bomb = gzipSync(Buffer.alloc(200 << 20, 32));
    const before = process.memoryUsage().rss;
    expect(await fault(await send('/api/discovery/runs', new Uint8Array(bomb), { 'content-encoding': 'gzip', 'content-type': 'application/json' }))).toMatchObject({ ...said, status: 413 });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 << 20);
  });

  it('with a bad ledger file is answered by what is wrong with it, and it is still there for the next one', async () => {
    const form = (file: Buffer) => { const data = new FormData(); data.append('file', new Blob([new Uint8Array(file)]), '台账.xlsx'); return data; };
    expect(await fault(await send('/api/imports', form(Buffer.from('<html>请登录</html>'))))).toMatchObject({ ...said, status: 400, code: 'inventory.file-html' });
    expect(await fault(await send('/api/imports', form(Buffer.from('点位名称,IP,场所\n"东门,1'))))).toMatchObject({ ...said, status: 400, code: 'inventory.file-csv' });
    expect((await send('/api/imports', form(Buffer.from('点位名称,IP,场所\n东门,10.1.0.1,x\n')))).status).toBe(201);
  });
});
