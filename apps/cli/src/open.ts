import type { DataSource } from 'typeorm';
import { openDatabase } from '#kernel';
import { databaseUrl, readSettings } from './settings.js';

/** Runs a command's work on the running system's database and closes it again. */
export async function withDatabase<T>(work: (source: DataSource, dataDir: string) => Promise<T>): Promise<T> {
  const { url, dataDir } = await databaseUrl(readSettings());
  const source = await openDatabase({ url, applicationName: 'fengsui cli', poolSize: 2 });
  try { return await work(source, dataDir); } finally { await source.destroy(); }
}
