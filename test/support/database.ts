import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { kernelMigrations, migrate, newId, openDatabase, openEmbeddedPostgres, openLog, type EmbeddedPostgres, type MigrationClass } from '#kernel';

export interface TestDatabase { readonly dataSource: DataSource; readonly url: string; close(): Promise<void> }

let server: Promise<{ postgres: EmbeddedPostgres; dir: string }> | undefined;

/** One real PostgreSQL per test file (or `TEST_DATABASE_URL`), a fresh database per call. */
export async function openTestDatabase(migrations: readonly MigrationClass[]): Promise<TestDatabase> {
  const base = process.env['TEST_DATABASE_URL'] ?? (await openServer()).url;
  const name = `t_${newId().replaceAll('-', '')}`;
  await ask(base, `create database ${name}`);
  const url = base.replace(/\/[^/]*$/, `/${name}`);
  const dataSource = await openDatabase({ url, applicationName: 'test', migrations: [...kernelMigrations, ...migrations] });
  await migrate(dataSource);
  return {
    dataSource,
    url,
    async close() {
      if (dataSource.isInitialized) await dataSource.destroy();
      await ask(base, `drop database if exists ${name} with (force)`).catch(() => undefined);
    },
  };
}

/** The embedded server of this test file, for tests that kill it; it is stopped and removed after the file. */
export async function openServer(): Promise<EmbeddedPostgres> {
  server ??= (async () => {
    const dir = mkdtempSync(join(tmpdir(), 'fengsui-test-'));
    return { postgres: await openEmbeddedPostgres(dir, openLog('test', 'fatal')), dir };
  })();
  return (await server).postgres;
}

afterAll(async () => {
  if (!server) return;
  const { postgres, dir } = await server;
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try { await client.query(sql); } finally { await client.end(); }
}
