import { DataSource, type EntityManager, type MigrationInterface } from 'typeorm';
import pg from 'pg';
import { systemClock, type Clock } from '../clock.js';
import { Fault } from '../fault.js';

/** Both a DataSource and a transaction's manager fit: a step says only that it asks. */
export type Sql = Pick<EntityManager, 'query'>;
export type MigrationClass = new () => MigrationInterface;

export interface DatabaseOptions {
  /** postgres://user:password@host:port/database */
  readonly url: string;
  readonly applicationName: string;
  /** Every migration of every room that this process knows, in any order: they are sorted by the number that ends their name. */
  readonly migrations?: readonly MigrationClass[];
  /** Connections at most; the embedded server allows 100 for all processes. */
  readonly poolSize?: number;
}

// Counts and seconds fit a double; PostgreSQL's bigint otherwise arrives as text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Opens a pool. Throws Fault `kernel.database-unreachable` naming the server but never the password. */
export async function openDatabase({ url, applicationName, migrations = [], poolSize = 10 }: DatabaseOptions): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url,
    applicationName,
    migrations: [...migrations],
    migrationsTableName: 'migration',
    poolSize,
    installExtensions: false,
    logging: false,
    connectTimeoutMS: 10_000,
    extra: { keepAlive: true, idleTimeoutMillis: 60_000 },
    poolErrorHandler: () => undefined, // an idle connection that dies is replaced; the next query reports what matters
  });
  try {
    return await source.initialize();
  } catch (cause) {
    throw new Fault('unreachable', { code: 'kernel.database-unreachable', message: `cannot open PostgreSQL at ${withoutPassword(url)}: ${(cause as Error).message}. Check DATABASE_URL and that the server runs`, cause });
  }
}

/** Brings the schema up to date; concurrent starts wait for each other. */
export async function migrate(source: DataSource): Promise<number> {
  const lock = new pg.Client({ connectionString: (source.options as { url: string }).url });
  await lock.connect();
  try {
    await lock.query("select pg_advisory_lock(hashtext('fengsui.migrate'))");
    const done = await source.runMigrations({ transaction: 'each' });
    return done.length;
  } finally {
    await lock.end(); // ends the lock with its session
  }
}

/** For processes that do not own the schema: waits until the platform has made it. */
export async function untilMigrated(source: DataSource, signal: AbortSignal, clock: Clock = systemClock): Promise<void> {
  while (await source.showMigrations().catch(() => true)) await clock.sleep(500, signal);
}

export function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.password = '';
    return parsed.toString();
  } catch { return 'an address that is not a URL'; /* says so without repeating it */ }
}
