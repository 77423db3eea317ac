import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { System } from '../support/system.js';

let dir: string;
beforeAll(() => { dir = mkdtempSync(join(tmpdir(), 'fengsui-start-')); });
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Every live process that has the data directory in its environment or arguments: the system's own children. */
function processesOf(dataDir: string): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    if (pid === process.pid) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dataDir) || readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`FENGSUI_DATA=${dataDir}`);
    } catch { return false; /* gone, or not ours */ }
  });
}

describe('npm start on empty data', () => {
  let system: System;
  beforeAll(async () => { system = await System.start({ demo: false, dir }); }, 240_000);
  afterAll(async () => { await system.stop(); });

  it('prints a one-time link for the administrators and has no account to guess', async () => {
    expect(system.output).toMatch(/\/setup#token=[\w-]{20,}/);
    const answer = await fetch(`${system.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-requested-with': 'fengsui' }, body: JSON.stringify({ number: 'admin', password: 'admin' }) });
    expect(answer.status).toBe(403);
  });

  it('says how it runs', async () => {
    const health = await (await fetch(`${system.url}/healthz`)).json() as { mode: { database: string; queue: string } };
    expect(health.mode).toEqual({ database: 'embedded', queue: 'postgres' });
    expect((await fetch(`${system.url}/readyz`)).status).toBe(200);
  });

  it('keeps a second start off the same data, and says which directory is taken', async () => {
    await expect(System.start({ demo: false, dir })).rejects.toThrow(new RegExp(`another Fengsui already runs on ${dir}`));
    expect((await fetch(`${system.url}/readyz`)).status).toBe(200);
  });

  it('tells the doctor that it is well', async () => {
    const { code, out } = await system.fengsui('doctor');
    expect(out).toContain('PostgreSQL');
    expect(code).toBe(0);
  });

  it('has no password, token or key in any process argument or log line', () => {
    const password = readFileSync(join(dir, 'secrets', 'postgres'), 'utf8').trim();
    for (const pid of processesOf(dir)) expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(password);
    for (const name of system.logs()) expect(readFileSync(join(dir, 'logs', name), 'utf8')).not.toContain(password);
  });

  it('stops every child on Ctrl-C and starts again on the same data', async () => {
    await system.stop();
    expect(system.exitCode).toBe(0);
    expect(processesOf(dir)).toEqual([]);
    system = await System.start({ demo: false, dir });
    expect((await fetch(`${system.url}/readyz`)).status).toBe(200);
  }, 240_000);
});

it('names every wrong setting at once and starts nothing', async () => {
  await expect(System.start({ demo: false, env: { FENGSUI_PORT: 'eighty', FENGSUI_PROBERS: '0', FENGSUI_LOG_LEVEL: 'loud' } })).rejects.toThrow(/3 problems[\s\S]*FENGSUI_(LOG_LEVEL|PORT)/);
});
