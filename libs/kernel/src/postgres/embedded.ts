import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, closeSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { systemClock, type Clock } from '../clock.js';
import { Fault } from '../fault.js';
import { newSecret } from '../ids.js';
import type { Log } from '../log.js';
import { locateBinaries, serverAccount, type Account, type PostgresBinaries } from './binaries.js';

export interface EmbeddedPostgres {
  /** Loopback address with a generated password; handed to children by environment, never by argument. */
  readonly url: string;
  readonly pid: number;
  readonly port: number;
  readonly version: string;
  /** Settles when the server ends; `stop` was called when `expected` is true. */
  readonly ended: Promise<{ expected: boolean }>;
  stop(): Promise<void>;
}

const database = 'fengsui';
const user = 'fengsui';

/**
 * A PostgreSQL server on a data directory of ours: made on first use, adopted when a killed supervisor left it running.
 * Loopback only, scram-sha-256 with a generated password in `<dataDir>/secrets/postgres` (0600).
 * `wantedPort`: the port that clients already know, when a server that died is started again.
 * Throws Fault `kernel.postgres-*` with the end of the server's own log when it does not start.
 */
export async function openEmbeddedPostgres(dataDir: string, log: Log, clock: Clock = systemClock, wantedPort?: number): Promise<EmbeddedPostgres> {
  const account = serverAccount();
  mkdirSync(dataDir, { recursive: true });
  if (account) chmodSync(dataDir, 0o711);
  const binaries = locateBinaries(dataDir, account);
  const cluster = join(dataDir, 'postgres');
  const password = readOrMakePassword(dataDir);
  if (!existsSync(join(cluster, 'PG_VERSION'))) makeCluster(cluster, dataDir, binaries, password, account);

  const left = runningServer(cluster);
  const port = left?.port ?? wantedPort ?? await freePort();
  const pid = left?.pid ?? launch(cluster, dataDir, binaries, port, account);
  const address = { host: '127.0.0.1', port, user, password };
  let expected = false;
  await untilReady(address, pid, join(dataDir, 'postgres.log'), clock);
  await makeDatabase(address);
  log.info({ pid, port, adopted: left !== undefined, version: binaries.version }, 'embedded PostgreSQL is ready');

  const ended = (async () => {
    while (alive(pid)) await clock.sleep(250);
    return { expected };
  })();
  return {
    url: urlOf(port, password),
    pid,
    port,
    version: binaries.version,
    ended,
    async stop() {
      expected = true;
      spawnSync(join(binaries.bin, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '30'], { stdio: 'ignore', ...asAccount(account) });
      await ended;
    },
  };
}

/** The address of an embedded server that runs on this data directory now (for the command line); undefined when none does. */
export function runningPostgresUrl(dataDir: string): string | undefined {
  const left = runningServer(join(dataDir, 'postgres'));
  return left ? urlOf(left.port, readOrMakePassword(dataDir)) : undefined;
}

function urlOf(port: number, password: string): string {
  return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

function asAccount(account: Account | undefined) {
  return account ? { uid: account.uid, gid: account.gid, cwd: '/' } : {};
}

function readOrMakePassword(dataDir: string): string {
  const dir = join(dataDir, 'secrets');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = join(dir, 'postgres');
  if (!existsSync(file)) writeFileSync(file, newSecret(), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}

function makeCluster(cluster: string, dataDir: string, { bin }: PostgresBinaries, password: string, account: Account | undefined): void {
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  if (account) chownSync(cluster, account.uid, account.gid);
  const passwordFile = join(dataDir, `.initdb-${process.pid}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  try {
    const made = spawnSync(join(bin, 'initdb'), [
      '-D', cluster, '-U', user, '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8',
      '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions',
    ], { encoding: 'utf8', ...asAccount(account) });
    if (made.status !== 0) {
      rmSync(cluster, { recursive: true, force: true });
      throw new Fault('unreachable', {
        code: 'kernel.postgres-initdb',
        message: `PostgreSQL could not make its data directory ${cluster}: ${(made.stderr || made.error?.message || `exit ${made.status}`).trim()}. Check free space and that FENGSUI_DATA may be written and entered by ${account?.name ?? 'this account'}`,
        cause: made.error,
      });
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function launch(cluster: string, dataDir: string, { bin }: PostgresBinaries, port: number, account: Account | undefined): number {
  const logFile = openSync(join(dataDir, 'postgres.log'), 'a', 0o600);
  const settings = {
    listen_addresses: '127.0.0.1', port, unix_socket_directories: '', max_connections: 100, shared_buffers: '128MB',
    logging_collector: 'off', log_min_messages: 'warning', log_min_error_statement: 'panic', // statements may hold personal data
    max_wal_size: '512MB', timezone: 'UTC', log_timezone: 'UTC',
  };
  // Its own process group: Ctrl-C reaches the terminal's group and must not take the database before its clients.
  const server = spawn(join(bin, 'postgres'), ['-D', cluster, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
    { detached: true, stdio: ['ignore', logFile, logFile], ...asAccount(account) });
  closeSync(logFile);
  server.on('error', () => undefined); // untilReady reports it with the log
  server.unref();
  return server.pid ?? -1;
}

/** A server that a killed supervisor left behind: line 1 of postmaster.pid is its pid, line 4 its port (PostgreSQL docs, "postmaster.pid"). */
function runningServer(cluster: string): { pid: number; port: number } | undefined {
  let lines: string[];
  try { lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n'); } catch { return undefined; /* none */ }
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid || !port || !alive(pid)) return undefined;
  try { if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')) return undefined; } catch { return undefined; /* pid was reused, or no /proc */ }
  return { pid, port };
}

function alive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    // A zombie of our own still answers signal 0.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (cause) { return (cause as NodeJS.ErrnoException).code === 'EPERM'; }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

interface Address { host: string; port: number; user: string; password: string }

async function untilReady(address: Address, pid: number, logFile: string, clock: Clock): Promise<void> {
  const deadline = clock.monotonicMs() + 60_000;
  let last: unknown;
  while (clock.monotonicMs() < deadline) {
    const client = new pg.Client({ ...address, database: 'postgres', connectionTimeoutMillis: 2_000 });
    client.on('error', () => undefined); // answered by the query below
    try {
      await client.connect();
      await client.query('select 1');
      await client.end();
      return;
    } catch (cause) {
      last = cause;
      await client.end().catch(() => undefined);
    }
    if (!alive(pid)) break;
    await clock.sleep(100);
  }
  const tail = existsSync(logFile) ? readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join(' | ') : '';
  throw new Fault('unreachable', { code: 'kernel.postgres-start', message: `embedded PostgreSQL did not start; its log (${logFile}) ends: ${tail}`, cause: last });
}

async function makeDatabase(address: Address): Promise<void> {
  const client = new pg.Client({ ...address, database: 'postgres' });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (!rowCount) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
}
