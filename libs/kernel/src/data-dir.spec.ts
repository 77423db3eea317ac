import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataDir, resolveDataDir } from './data-dir.js';

let dir: string;
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'fengsui-lock-')); });
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('lets one in, tells the second which directory is taken, and lets the next in after it left', async () => {
  const first = await lockDataDir(dir);
  await expect(lockDataDir(dir)).rejects.toMatchObject({ code: 'kernel.data-in-use', message: expect.stringContaining(dir) });
  await first.release();
  await (await lockDataDir(dir)).release();
});

it('is not kept out by a lock whose owner was killed', async () => {
  const owner = spawn(process.execPath, ['-e', `require('net').createServer().listen(${JSON.stringify(join(dir, 'lock'))}, () => console.log('held'))`]);
  await new Promise((resolve) => owner.stdout.once('data', resolve));
  await expect(lockDataDir(dir)).rejects.toMatchObject({ code: 'kernel.data-in-use' });
  owner.kill('SIGKILL');
  await new Promise((resolve) => owner.once('exit', resolve));
  await (await lockDataDir(dir)).release();
});

it('locks a directory whose path is longer than a socket may be', async () => {
  const deep = join(dir, 'x'.repeat(120));
  const lock = await lockDataDir(deep);
  await expect(lockDataDir(deep)).rejects.toMatchObject({ code: 'kernel.data-in-use' });
  await lock.release();
});

it('keeps a directory that everybody may enter', () => {
  expect(resolveDataDir(dir).path.length).toBeGreaterThan(0);
});
