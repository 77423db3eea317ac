import { mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Fault } from './fault.js';
import { digestOf } from './ids.js';
import { readableByOthers, serverAccount } from './postgres/binaries.js';

/**
 * The absolute data directory. As root below a closed home the database's own account could not enter it:
 * then /var/lib/fengsui/<hash of the wanted path> is used, and the start says so.
 */
export function resolveDataDir(wanted: string): { path: string; movedFrom?: string } {
  const path = resolve(wanted);
  const account = serverAccount();
  if (!account || readableByOthers(nearestExisting(path))) return { path };
  return { path: join('/var/lib/fengsui', digestOf(path).slice(0, 12)), movedFrom: path };
}

function nearestExisting(path: string): string {
  const parent = dirname(path);
  return parent === path ? path : parent;
}

/**
 * One supervisor per data directory, for as long as its process lives: a bound socket, so that a reused pid or a kill -9 never leaves
 * a stale lock that looks alive. Throws Fault `kernel.data-in-use` naming the directory.
 */
export async function lockDataDir(path: string): Promise<{ release(): Promise<void> }> {
  mkdirSync(path, { recursive: true });
  const socket = socketOf(path);
  for (let attempt = 0; attempt < 5; attempt++) {
    const server = await listen(socket);
    if (server) return { release: () => new Promise((done) => server.close(() => done())) };
    if (await answers(socket)) {
      throw new Fault('conflict', { code: 'kernel.data-in-use', message: `another Fengsui already runs on ${path}: stop it first (Ctrl-C where it was started), or choose another directory with FENGSUI_DATA`, zh: `数据目录 ${path} 已有烽燧在运行：请先停止它，或用 FENGSUI_DATA 另选目录` });
    }
    rmSync(socket, { force: true }); // its owner was killed
  }
  throw new Fault('conflict', { code: 'kernel.data-lock', message: `cannot lock ${socket}: check that the directory may be written` });
}

/** True while a supervisor holds this directory. */
export function dataDirInUse(path: string): Promise<boolean> { return answers(socketOf(path)); }

/** The kernel allows about 107 bytes for a socket's path. */
function socketOf(path: string): string {
  const inside = join(path, 'lock');
  return Buffer.byteLength(inside) < 100 ? inside : join(tmpdir(), `fengsui-${digestOf(path).slice(0, 24)}.lock`);
}

function listen(socket: string): Promise<Server | undefined> {
  return new Promise((done, failed) => {
    const server = createServer((client) => client.destroy());
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'EADDRINUSE') return done(undefined);
      failed(new Fault('invalid', { code: 'kernel.data-lock', message: `cannot lock ${socket}: ${cause.message}`, cause }));
    });
    server.listen(socket, () => { server.unref(); done(server); });
  });
}

function answers(socket: string): Promise<boolean> {
  return new Promise((done) => {
    const client = connect(socket, () => { client.destroy(); done(true); });
    client.once('error', () => done(false));
  });
}
