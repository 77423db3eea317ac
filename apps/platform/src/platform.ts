import { existsSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { accessMigrations, createSetupToken, ensureDemoPeople, Gate, defaultRules, isEmpty, lastAnchor } from '#access';
import { closeSteady, forgetOldLeases, healthMigrations } from '#health';
import { DiscoveryRuns, failOrphanedRuns, inventoryMigrations } from '#inventory';
import { EventBus, Fault, forgetOldEvents, kernelMigrations, migrate, openDatabase, openJobs, readVaultKey, type Clock, type Log, type Sql } from '#kernel';
import { Reports, type ReportingSettings } from '#reporting';
import { adapters } from './adapters.js';
import { AppModule, controllers } from './app.module.js';
import { callBody, organisationBody } from './http/body.js';
import { openApi } from './http/openapi.js';
import { FaultFilter } from './http/fault.filter.js';
import { joinThrottle, throttle } from './http/throttle.js';
import { serveWeb } from './http/web.js';
import { Live } from './live/live.js';
import { NestLog } from './nest-log.js';
import { modeOf, type PlatformSettings } from './platform-settings.js';

export interface PlatformOptions { readonly settings: Omit<PlatformSettings, 'queue' | 'webDir'>; readonly reporting: ReportingSettings; readonly databaseUrl: string; readonly redisUrl: string; readonly poolSize: number; readonly clock: Clock; readonly log: Log }
export interface Platform { readonly url: string; readonly setupLink: string | undefined; readonly mode: string; close(): Promise<void> }

export const allMigrations = [...kernelMigrations, ...accessMigrations, ...inventoryMigrations, ...healthMigrations];

/** Builds and starts the platform process: schema, jobs, API, console. Also used by tests, in-process. */
export async function openPlatform({ settings: given, reporting, databaseUrl, redisUrl, poolSize, clock, log }: PlatformOptions): Promise<Platform> {
  const limits = throttle(given, clock); // first of all: a site whose limits are lifted opens nothing
  const database = await openDatabase({ url: databaseUrl, applicationName: 'fengsui platform', poolSize, migrations: allMigrations });
  await migrate(database);
  const jobs = await openJobs({ databaseUrl, redisUrl, log });
  const events = new EventBus({ url: databaseUrl, log });
  const settings: PlatformSettings = { ...given, queue: jobs.mode, webDir: webDir() };
  const vaultKey = readVaultKey(settings.dataDir, settings.vaultKeyFile);
  const gate = new Gate(database, clock, { ...defaultRules, idleMs: settings.idleMin * 60_000, absoluteMs: settings.sessionHours * 3_600_000 });
  const runs = new DiscoveryRuns({ source: database, clock, log, vaultKey, ...adapters(clock, settings.demo) });
  await failOrphanedRuns(database);
  if (settings.demo) await ensureDemoPeople(database, settings.demoPassword);
  const token = !settings.demo && (await isEmpty(database)) ? await createSetupToken(database, 'system-admin', clock.now()) : undefined;
  await events.start();

  const app = await NestFactory.create<NestExpressApplication>(AppModule.of({ database, gate, clock, log, events, jobs, settings, vaultKey, runs, reports: new Reports(database, clock, reporting) }), { logger: new NestLog(log), bodyParser: false });
  app.useGlobalFilters(new FaultFilter(log));
  if (settings.throttle === 'off-in-lab') log.warn('the limits of the API are lifted: this is a lab');
  app.set('trust proxy', [...settings.proxies]);
  app.use(limits);
  app.use('/api/organisation', organisationBody());
  app.useBodyParser('json', callBody);
  const described = openApi(controllers);
  app.use('/api/openapi.json', (_: unknown, response: { json(body: unknown): void }) => { response.json(described); });
  serveWeb(app, settings.webDir);
  app.enableShutdownHooks([]);
  try {
    await app.listen(settings.port, settings.bind);
  } catch (cause) {
    throw new Fault('conflict', { code: 'platform.port', message: `cannot listen on ${settings.bind}:${settings.port} (${(cause as NodeJS.ErrnoException).code}): another program uses it; choose another with FENGSUI_PORT`, cause });
  }
  const live = new Live({ gate, source: database, events, clock, log, mayJoin: joinThrottle(settings, clock) });
  live.attach(app.getHttpServer() as Server);
  const chores = [
    clock.every(30_000, () => database.transaction(closeSteady).catch((cause: Error) => log.warn({ err: cause.message }, 'outages could not be closed'))),
    clock.every(600_000, () => forgetOldEvents(database).catch(() => undefined)),
    clock.every(600_000, () => forgetOldLeases(database).catch(() => undefined)), // not once a day: a platform that restarts daily would never come to it
    clock.every(86_400_000, () => keepAnchor(database, settings.dataDir, log)),
  ];
  await keepAnchor(database, settings.dataDir, log);
  const { port } = (app.getHttpServer() as Server).address() as { port: number };
  const url = `http://${settings.bind === '0.0.0.0' ? '127.0.0.1' : settings.bind}:${port}`;
  const { database: where, queue } = modeOf(settings);
  return {
    url, setupLink: token ? `${url}/setup#token=${token}` : undefined, mode: `PostgreSQL ${where}, jobs on ${queue}`,
    async close() {
      for (const stop of chores) stop();
      live.close();
      await runs.stop();
      await app.close();
      await events.stop();
      await jobs.close();
      await database.destroy();
    },
  };
}

/** dist/web, found from the sources as well as from dist. */
function webDir(): string {
  for (let dir = dirname(fileURLToPath(import.meta.url)); ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'package.json')) || dir === dirname(dir)) return join(dir, 'dist', 'web');
  }
}

/** The last line's place and hash, into a log that is collected elsewhere and a file beside the data: see docs/reference/trail.md. */
async function keepAnchor(database: Sql, dataDir: string, log: Log): Promise<void> {
  const file = join(dataDir, 'anchors.txt');
  try {
    const anchor = await lastAnchor(database);
    if (!anchor) return;
    log.info({ seq: anchor.seq, hash: anchor.hash }, 'trail anchor');
    const text = `${anchor.seq}:${anchor.hash}`;
    // Restarts on a silent trail would write the same line again and again.
    if ((await readFile(file, 'utf8').catch(() => '')).includes(text)) return;
    await appendFile(file, `${text} ${anchor.at.toISOString()}\n`, { mode: 0o600 });
  } catch (cause) {
    log.warn({ err: (cause as Error).message }, 'no trail anchor was kept; tried again in a day');
  }
}
