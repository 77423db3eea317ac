import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { openEmbeddedPostgres, openLog, runningPostgresUrl } from '#kernel';

const log = openLog('test', 'fatal');
let dir: string;
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'fengsui-pg-')); });
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function ask<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try { return (await client.query<T>(sql)).rows; } finally { await client.end().catch(() => undefined); }
}

it('keeps every acknowledged row over kill -9, and says that it ended unexpectedly', async () => {
  const first = await openEmbeddedPostgres(dir, log);
  await ask(first.url, 'create table kept (n int)');
  for (let n = 0; n < 20; n++) await ask(first.url, `insert into kept values (${n})`);
  process.kill(first.pid, 'SIGKILL');
  await expect(first.ended).resolves.toEqual({ expected: false });

  const second = await openEmbeddedPostgres(dir, log);
  await expect(ask(second.url, 'select count(*)::int as n from kept')).resolves.toEqual([{ n: 20 }]);
  await second.stop();
  await expect(second.ended).resolves.toEqual({ expected: true });
});

it('adopts the server that a killed supervisor left behind instead of starting a second one', async () => {
  const left = await openEmbeddedPostgres(dir, log);
  expect(runningPostgresUrl(dir)).toBe(left.url);
  const adopted = await openEmbeddedPostgres(dir, log);
  expect(adopted.pid).toBe(left.pid);
  await adopted.stop();
  expect(runningPostgresUrl(dir)).toBeUndefined();
});

it('keeps its password from other accounts and out of process arguments', async () => {
  const server = await openEmbeddedPostgres(dir, log);
  const password = decodeURIComponent(new URL(server.url).password);
  expect(password.length).toBeGreaterThan(30);
  expect(statSync(join(dir, 'secrets', 'postgres')).mode & 0o077).toBe(0);
  const everyArgument = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout;
  expect(everyArgument).not.toContain(password);
  await expect(ask(server.url.replace(encodeURIComponent(password), 'wrong'), 'select 1')).rejects.toThrow(/password authentication failed/);
  await server.stop();
});

it('says what its log says when it cannot start', async () => {
  const server = await openEmbeddedPostgres(dir, log);
  await server.stop();
  const control = join(dir, 'postgres', 'global', 'pg_control');
  rmSync(control);
  await expect(openEmbeddedPostgres(dir, log)).rejects.toMatchObject({ code: 'kernel.postgres-start', message: expect.stringContaining(join(dir, 'postgres.log')) });
});

const root = process.getuid?.() === 0;
(root ? it : it.skip)(root ? 'runs for an ordinary user too' : 'runs for an ordinary user too [already one]', async () => {
  const nobody = Number(readFileSync('/etc/passwd', 'utf8').split('\n').find((line) => line.startsWith('nobody:'))?.split(':')[2]);
  const home = join(dir, 'of-nobody');
  chmodSync(dir, 0o755);
  mkdirSync(home);
  chownSync(home, nobody, nobody);
  const script = `import { openEmbeddedPostgres, openLog } from ${JSON.stringify(resolve('dist/libs/kernel/src/index.js'))};
    const server = await openEmbeddedPostgres(${JSON.stringify(home)}, openLog('t', 'fatal')); console.log(server.pid > 0); await server.stop();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { uid: nobody, gid: nobody, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (data) => { said += String(data); });
  child.stderr.on('data', (data) => { said += String(data); });
  await new Promise((ended) => child.once('exit', ended));
  expect(said.trim()).toBe('true');
});
