import { accessMigrations } from '#access';
import { healthMigrations, ProberProcess, type ProberOptions } from '#health';
import { ToldProber } from '#health/testing';
import { inventoryMigrations } from '#inventory';
import { EventBus, openDatabase, openLog, systemClock } from '#kernel';
import type { DataSource } from 'typeorm';
import { randomBytes } from 'node:crypto';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { enterDistrict, type TestSite } from '../support/district.js';

const log = openLog('test', 'fatal');
const vaultKey = randomBytes(32);
let db: TestDatabase;
let sites: TestSite[];
let told: ToldProber;
const running: { process: ProberProcess; events: EventBus; source: DataSource }[] = [];

beforeEach(async () => {
  db = await openTestDatabase([...accessMigrations, ...inventoryMigrations, ...healthMigrations]);
  sites = await enterDistrict(db.dataSource, 6, 5);
  told = new ToldProber();
});
afterEach(async () => {
  for (const { process, events, source } of running.splice(0)) { await process.stop(); await events.stop(); if (source.isInitialized) await source.destroy(); }
  await db.close();
});

async function start(id: string, more: Partial<ProberOptions> = {}) {
  const source = await openDatabase({ url: db.url, applicationName: id, poolSize: 4 });
  const events = new EventBus({ url: db.url, log });
  await events.start();
  const process = new ProberProcess({ id, source, events, clock: systemClock, log, vaultKey, probers: [told], cadenceS: 2, inFlight: 200, perAddress: 2, handshakeEvery: 10, reloginMin: 30, sentinels: [], rule: { recheckMs: [200, 500, 900], recoverGapMs: 300 }, ...more });
  await process.start();
  running.push({ process, events, source });
  return process;
}
const states = async () => Object.fromEntries((await db.dataSource.query<{ state: string; n: number }[]>('select state, count(*)::int as n from camera_state group by state')).map(({ state, n }) => [state, n]));
const outages = () => db.dataSource.query<{ kind: string; state: string; affected: number; parent: boolean; camera_id: string | null; first_fail_at: Date; recovered_at: Date | null }[]>('select kind, state, affected, parent_id is not null as parent, camera_id, first_fail_at, recovered_at from outage order by kind desc, first_fail_at');
async function until(what: string, done: () => Promise<boolean>, ms = 20_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end;) { if (await done()) return; await new Promise((wake) => setTimeout(wake, 100)); }
  throw new Error(`not within ${ms} ms: ${what}; states ${JSON.stringify(await states())}, outages ${JSON.stringify(await outages())}`);
}
const allOnline = () => until('all online', async () => (await states())['online'] === 30);

it('calls a dark estate one outage with its cameras inside it, and closes it as one', async () => {
  await start('p1');
  await allOnline();
  told.silence(...(sites[0]?.cameras ?? []).map((camera) => camera.ip));
  const cut = Date.now();
  await until('the site is dark', async () => (await outages()).some((each) => each.kind === 'site'));
  const [root, ...children] = await outages();
  expect(root).toMatchObject({ kind: 'site', state: 'open', affected: 5 });
  expect(children).toHaveLength(5);
  expect(children.every((each) => each.parent && each.state === 'grouped')).toBe(true);
  expect((root?.first_fail_at.getTime() ?? 0) - cut).toBeLessThan(3_000); // dated back to the first failure, not to its confirmation
  told.speak(...(sites[0]?.cameras ?? []).map((camera) => camera.ip));
  await until('the site is back', async () => (await outages()).every((each) => each.recovered_at !== null));
  expect((await outages())[0]?.state).toBe('recovering');
});

it('calls one dark camera one outage of its own', async () => {
  await start('p1');
  await allOnline();
  told.silence(sites[1]?.cameras[0]?.ip ?? '');
  await until('an outage', async () => (await outages()).length > 0);
  expect(await outages()).toEqual([expect.objectContaining({ kind: 'camera', parent: false, camera_id: sites[1]?.cameras[0]?.id })]);
});

it('makes nothing offline when our own network is cut, and raises one incident', async () => {
  await start('p1');
  await allOnline();
  told.silence(...sites.flatMap((site) => site.cameras.map((camera) => camera.ip)));
  await until('the guard turns', async () => (await outages()).some((each) => each.kind === 'observer'));
  await new Promise((wake) => setTimeout(wake, 4_000));
  expect((await states())['offline'] ?? 0).toBe(0);
  expect((await outages()).filter((each) => each.kind !== 'observer')).toEqual([]);
  told.speak(...sites.flatMap((site) => site.cameras.map((camera) => camera.ip)));
  await allOnline();
});

it('makes nothing offline when we run out of descriptors', async () => {
  await start('p1');
  await allOnline();
  told.breakDown(true);
  await new Promise((wake) => setTimeout(wake, 6_000));
  expect((await states())['offline'] ?? 0).toBe(0);
  expect((await outages()).filter((each) => each.kind === 'camera' || each.kind === 'site')).toEqual([]);
});

it('turns nothing when it is restarted with every camera known', async () => {
  const first = await start('p1');
  await allOnline();
  const last = running.pop();
  await first.stop(); await last?.events.stop(); await last?.source.destroy();
  const [before] = await db.dataSource.query<{ n: number }[]>('select count(*)::int as n from transition');
  await start('p1');
  await new Promise((wake) => setTimeout(wake, 5_000));
  const [after] = await db.dataSource.query<{ n: number }[]>('select count(*)::int as n from transition');
  expect(after?.n).toBe(before?.n);
});

it('shares shards with a second prober, and asks no camera twice in a cycle once they have settled', async () => {
  await start('p1');
  await start('p2');
  await until('shared', async () => { const rows = await db.dataSource.query<{ owner: string; n: number }[]>('select owner, count(*)::int as n from shard group by owner'); return rows.length === 2 && rows.every(({ n }) => n === 32); });
  await allOnline();
  await new Promise((wake) => setTimeout(wake, 2_500));
  told.asked.clear();
  await new Promise((wake) => setTimeout(wake, 6_000));
  for (const times of told.asked.values()) for (let n = 1; n < times.length; n++) expect((times[n] ?? 0) - (times[n - 1] ?? 0)).toBeGreaterThan(1_000);
});

it('writes nothing under a lease that somebody else has taken', async () => {
  const one = await start('p1');
  await allOnline();
  // Another owner with a newer epoch, as after a long pause of p1.
  await db.dataSource.query("update shard set owner = 'p9', epoch = epoch + 1, lease_until = now() + interval '1 hour'");
  told.silence(sites[2]?.cameras[0]?.ip ?? '');
  await new Promise((wake) => setTimeout(wake, 6_000));
  expect((await states())['offline'] ?? 0).toBe(0);
  expect(one.figures.shards).toBe(0);
});
