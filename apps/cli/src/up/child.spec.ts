import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#kernel';
import { Child } from './child.js';

let dir: string;
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'fengsui-child-')); });
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function child(script: string, env: NodeJS.ProcessEnv = {}, onTrouble?: (message: string) => void): Child {
  const entry = join(dir, 'entry.mjs');
  writeFileSync(entry, script);
  return new Child({ name: 'trial', entry, env: { PATH: process.env['PATH'], ...env }, logDir: join(dir, 'logs'), clock: systemClock, ...(onTrouble ? { onTrouble } : {}) });
}
const ready = "console.log(JSON.stringify({ level: 'info', msg: 'ready', url: process.env.WHERE }));";
async function until(done: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end && !done();) await new Promise((resolve) => setTimeout(resolve, 20));
}

it('is ready when it says so, with what it says, and ends when asked', async () => {
  const one = child(`${ready} setInterval(() => {}, 1000);`, { WHERE: 'here' });
  await expect(one.start()).resolves.toMatchObject({ url: 'here' });
  await one.stop();
  expect(() => process.kill(one.pid ?? 0, 0)).toThrow();
  expect(readFileSync(join(dir, 'logs', 'trial.log'), 'utf8')).toContain('"ready"');
});

it('tells its own last words when it ends before it was ready', async () => {
  const one = child("console.log(JSON.stringify({ level: 'fatal', msg: 'port 80 is taken' })); process.exit(3);");
  await expect(one.start()).rejects.toMatchObject({ code: 'cli.child-failed', message: expect.stringMatching(/code 3[\s\S]*port 80 is taken/) });
});

it('comes back by itself after it was killed', async () => {
  const said: string[] = [];
  const one = child(`${ready} setInterval(() => {}, 1000);`, {}, (message) => said.push(message));
  await one.start();
  const first = one.pid;
  process.kill(first ?? 0, 'SIGKILL');
  await until(() => one.pid !== first);
  expect(said[0]).toMatch(/SIGKILL.*starting it again/);
  await until(() => (readFileSync(join(dir, 'logs', 'trial.log'), 'utf8').match(/ready/g) ?? []).length === 2);
  await one.stop();
});

it('is ended by force when it does not listen', async () => {
  const one = child(`process.on('SIGTERM', () => {}); ${ready} setInterval(() => {}, 1000);`);
  await one.start();
  await one.stop(300);
  expect(() => process.kill(one.pid ?? 0, 0)).toThrow();
});
