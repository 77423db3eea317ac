import type { Browser, Page } from 'playwright-core';
import { runningPostgresUrl } from '#kernel';
import pg from 'pg';
import { openBrowser, openPage, shot, type Watched } from '../support/browser.js';
import { describeWith } from '../support/debian.js';
import { System } from '../support/system.js';

/**
 * One day of a district, through the built product: real processes, real sockets, a real browser. It grows with every release and is never
 * shortened. Flow 1 (a camera becomes known and true) is walked here.
 */
describeWith(['chromium', 'fonts-noto-cjk'], 'a day in the life of a district', () => {
  let system: System;
  let browser: Browser;
  const watched: Watched[] = [];

  beforeAll(async () => {
    system = await System.start({ cameras: 150 });
    browser = await openBrowser();
  }, 300_000);
  afterAll(async () => { await browser?.close(); await system?.stop(); }, 60_000);

  async function logIn(number: string): Promise<Page> {
    const one = await openPage(browser, system.url);
    watched.push(one);
    await one.page.goto(`${system.url}/login`);
    await one.page.fill('#number', number);
    await one.page.fill('#password', system.password);
    await one.page.keyboard.press('Enter');
    await one.page.waitForURL((url) => !url.pathname.startsWith('/login'));
    return one.page;
  }
  async function sql<T extends object>(text: string, args: unknown[] = []): Promise<T[]> {
    const client = new pg.Client({ connectionString: runningPostgresUrl(system.dir) });
    await client.connect();
    try { return (await client.query<T>(text, args)).rows; } finally { await client.end(); }
  }
  async function api<T>(page: Page, path: string): Promise<T> {
    return await page.evaluate(async (at) => (await fetch(at)).json() as Promise<unknown>, path) as T;
  }
  async function until<T>(what: string, ask: () => Promise<T>, done: (answer: T) => boolean, ms: number): Promise<T> {
    let last: T | undefined;
    for (const end = Date.now() + ms; Date.now() < end;) { last = await ask(); if (done(last)) return last; await new Promise((wake) => setTimeout(wake, 500)); }
    throw new Error(`${what}: not within ${ms / 1000} s; last ${JSON.stringify(last).slice(0, 600)}`);
  }
  interface Overview { instant: { rate: { num: number; den: number; pct2: string } }; counts: { online: number; offline: number; unknown: number }; outages: { roots: number; affected: number } }
  let operator: Page;
  let before: Overview;

  it('morning: the operator sees the online rate, and anybody can recompute it by hand', async () => {
    operator = await logIn('1001');
    before = await until('every camera judged', () => api<Overview>(operator, '/api/overview'), ({ counts }) => counts.unknown === 0 && counts.online > 100, 150_000);
    const [hand] = await sql<{ good: number; known: number }>(`select count(*) filter (where s.state in ('online','degraded'))::int as good, count(*) filter (where s.state in ('online','degraded','offline'))::int as known
      from camera c join camera_state s on s.camera_id = c.id where c.lifecycle in ('trial','in-service') and c.decommissioned_at is null`);
    const now = await api<Overview>(operator, '/api/overview');
    expect({ num: now.instant.rate.num, den: now.instant.rate.den }).toEqual({ num: hand?.good, den: hand?.known });
    await operator.goto(`${system.url}/overview`);
    await operator.getByText(`${now.instant.rate.pct2.split('.')[0] ?? ''}.`, { exact: false }).first().waitFor();
    await shot(operator, 'day-1-overview');
  }, 200_000);

  it('a new estate is found, accepted into the ledger, and online within minutes', async () => {
    const admin = await logIn('9001');
    await admin.goto(`${system.url}/discovery`);
    const { total: candidates } = await api<{ total: number }>(admin, '/api/candidates?state=new');
    expect(candidates).toBeGreaterThan(0);
    const [known] = await sql<{ n: number }>('select count(*)::int as n from camera');
    await admin.locator('input[type=checkbox]').first().check();
    await admin.getByRole('button', { name: '接入', exact: true }).click();
    await admin.getByRole('button', { name: `接入 ${candidates} 台` }).click();
    await until('accepted', () => sql<{ n: number }>('select count(*)::int as n from camera'), ([row]) => (row?.n ?? 0) >= (known?.n ?? 0) + candidates, 15_000);
    await shot(admin, 'day-2-discovery');
    await until('the new cameras are judged', () => sql<{ n: number }>("select count(*)::int as n from camera c left join camera_state s on s.camera_id = c.id where s.camera_id is null and c.lifecycle = 'in-service'"), ([row]) => row?.n === 0, 100_000);
  }, 150_000);

  it('a switch is unplugged: one outage for the estate within 90 seconds, and the rate follows', async () => {
    const [site] = await sql<{ id: string; name: string; n: number }>("select s.id, s.name, count(*)::int as n from site s join camera c on c.site_id = s.id join camera_state t on t.camera_id = c.id group by s.id having count(*) >= 4 and bool_and(t.state in ('online','degraded')) order by count(*) desc, s.name limit 1");
    expect(site).toBeDefined();
    before = await api<Overview>(operator, '/api/overview');
    await operator.goto(`${system.url}/outages`);
    const cut = Date.now();
    const { code, out } = await system.fengsui('sim', 'unplug', 'site', site?.name ?? '');
    expect([code, out]).toEqual([0, expect.stringContaining(site?.name ?? '')]);
    await operator.getByText(`${site?.name ?? ''} 整体离线`).first().waitFor({ timeout: 90_000 });
    expect(Date.now() - cut).toBeLessThan(90_000);
    await shot(operator, 'day-3-outage');
    const dark = await until('the rate follows', () => api<Overview>(operator, '/api/overview'), ({ counts }) => counts.offline >= before.counts.offline + (site?.n ?? 0), 30_000);
    expect(dark.outages.roots).toBe(1);
    expect(dark.instant.rate.num).toBe(before.instant.rate.num - (site?.n ?? 0));
    const [children] = await sql<{ n: number }>('select count(*)::int as n from outage where parent_id is not null and closed_at is null');
    expect(children?.n).toBe(site?.n);
  }, 150_000);

  it('it is plugged in again: measured recovery, and the rate comes back', async () => {
    expect((await system.fengsui('sim', 'clear')).code).toBe(0);
    await until('all back', () => api<Overview>(operator, '/api/overview'), ({ counts }) => counts.offline <= before.counts.offline, 120_000);
    const rows = await sql<{ state: string; recovered: boolean; sane: boolean }>("select state, recovered_at is not null as recovered, recovered_at > first_fail_at and first_fail_at <= confirmed_at as sane from outage where kind = 'site'");
    expect(rows).toEqual([{ state: 'recovering', recovered: true, sane: true }]);
  }, 150_000);

  it('our own network is cut: nothing is called offline', async () => {
    const [count] = await sql<{ n: number }>("select count(*)::int as n from camera_state where state = 'offline'");
    expect((await system.fengsui('sim', 'cut', 'prober')).code).toBe(0);
    await until('the guard speaks', () => sql<{ n: number }>("select count(*)::int as n from outage where kind = 'observer'"), ([row]) => (row?.n ?? 0) > 0, 90_000);
    await new Promise((wake) => setTimeout(wake, 35_000));
    const [after] = await sql<{ n: number }>("select count(*)::int as n from camera_state where state = 'offline'");
    expect(after?.n).toBeLessThanOrEqual(count?.n ?? 0);
    expect((await system.fengsui('sim', 'clear')).code).toBe(0);
  }, 180_000);

  it('the station sees only its own area, and a foreign camera by its id is refused and recorded', async () => {
    const station = await logIn('1101');
    const own = await api<{ total: number; rows: { site: { id: string } }[] }>(station, '/api/cameras?size=500');
    const [all] = await sql<{ n: number }>('select count(*)::int as n from camera');
    expect(own.total).toBeGreaterThan(0);
    expect(own.total).toBeLessThan(all?.n ?? 0);
    const [foreign] = await sql<{ id: string; name: string }>('select c.id, c.name from camera c where not (c.site_id = any($1)) limit 1', [own.rows.map((row) => row.site.id)]);
    const answer = await station.evaluate(async (id) => { const got = await fetch(`/api/cameras/${id}`); return { status: got.status, text: await got.text() }; }, foreign?.id ?? '');
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain(foreign?.name);
    const [line] = await sql<{ outcome: string }>("select outcome from trail where action = 'see-camera' and object_id = $1", [foreign?.id]);
    expect(line?.outcome).toBe('refused');
  });

  it('an engineer at the prompt sees the same: doctor, discover, probe, ledger file, people', async () => {
    expect((await system.fengsui('doctor')).out).toMatch(/ok {3}probers: 1 alive/);
    const [camera] = await sql<{ ip: string; port: number; range: string }>("select host(c.ip) as ip, c.rtsp_port as port, s.cidrs[1] as range from camera c join camera_state t on t.camera_id = c.id join site s on s.id = c.site_id where t.state = 'online' limit 1");
    const found = JSON.parse((await system.fengsui('discover', camera?.range ?? '', '--json')).out) as { ip: string; onvif: boolean }[];
    expect(found.some((each) => each.ip === camera?.ip && each.onvif)).toBe(true);
    expect(await system.fengsui('probe', `rtsp://${camera?.ip}:${camera?.port}/`)).toMatchObject({ code: 0, out: expect.stringContaining('up, evidence E1') });
    expect(await system.fengsui('probe', 'rtsp://127.0.0.1:1/')).toMatchObject({ code: 1, out: expect.stringContaining('refused') });
    expect(await system.fengsui('probe', 'rtsp://admin:hunter2@127.0.0.1/')).toMatchObject({ code: 2, err: expect.not.stringContaining('hunter2') });
    const file = `${system.dir}/ledger.csv`;
    expect((await system.fengsui('export', file)).code).toBe(0);
    const again = JSON.parse((await system.fengsui('import', file, '--json')).out) as { totals: { add: number; error: number; same: number }; written: null };
    const [all] = await sql<{ n: number }>('select count(*)::int as n from camera');
    expect(again).toMatchObject({ totals: { add: 0, error: 0 }, written: null });
    expect(all?.n).toBeGreaterThan(100);
    expect(JSON.parse((await system.fengsui('user', 'list', '--json')).out)).toHaveLength(7);
    expect((await system.fengsui('user', 'disable', 'nobody')).code).toBe(3);
  }, 120_000);

  it('evening: every page opened without an outside request or an error, and the trail holds', async () => {
    for (const [number, paths] of [['1001', ['/overview', '/cameras', '/outages']], ['9001', ['/discovery', '/settings']], ['9003', ['/audit']]] as const) {
      const page = await logIn(number);
      for (const path of paths) { await page.goto(system.url + path); await page.waitForTimeout(1_500); await shot(page, `day-9-${path.slice(1)}`); }
    }
    expect(watched.flatMap((each) => each.outside)).toEqual([]);
    expect(watched.flatMap((each) => each.errors).filter((error) => !error.includes('403'))).toEqual([]);
    const { code, out } = await system.fengsui('trail', 'verify');
    expect([code, out]).toEqual([0, expect.stringMatching(/\d+ lines/)]);
  }, 90_000);
});
