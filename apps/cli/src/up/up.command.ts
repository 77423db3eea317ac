import { join } from 'node:path';
import type { Command } from 'commander';
import { keepEmbeddedPostgres, lockDataDir, newSecret, openLog, systemClock, type KeptPostgres } from '#kernel';
import { demoDataDir, readSettings } from '../settings.js';
import { simToken as readSimToken } from '../sim/sim-client.js';
import { banner, line } from './banner.js';
import { Child, type Ready } from './child.js';
import { prepareDemo } from './demo.js';

interface UpOptions { readonly demo?: boolean; readonly cameras?: string; readonly seed?: string }

export function upCommand(program: Command): void {
  program.command('up')
    .description('start the system on this machine: database, platform, prober (npm start); with --demo also a simulated district (npm run demo)')
    .option('--demo', 'a district that needs no hardware, with demonstration accounts')
    .option('--cameras <n>', 'cameras of the simulated district (20 to 8,000)')
    .option('--seed <n>', 'seed of the simulated district')
    .action((options: UpOptions) => up(options));
}

const entry = (app: string) => join(import.meta.dirname, `../../../${app}/src/main.js`);

/**
 * Supervises one of each: database first, consumers of it after, and the other way round at the end. Everything a child needs to know
 * that is secret travels by environment. Resolves when the system has stopped.
 */
async function up(options: UpOptions): Promise<void> {
  const settings = readSettings({
    ...process.env,
    ...(options.cameras ? { FENGSUI_SIM_CAMERAS: options.cameras } : {}),
    ...(options.seed ? { FENGSUI_SIM_SEED: options.seed } : {}),
  });
  const dataDir = options.demo && !process.env['FENGSUI_DATA'] ? demoDataDir(settings.dataDir) : settings.dataDir;
  const lock = await lockDataDir(dataDir);
  if (settings.movedFrom) line(`data lies in ${dataDir}: the database's own account may not enter ${settings.movedFrom}`);

  const stopped = new Stop();
  const children: Child[] = [];
  let postgres: KeptPostgres | undefined;
  try {
    if (!settings.kernel.databaseUrl) {
      line('starting PostgreSQL');
      postgres = await keepEmbeddedPostgres(dataDir, openLog('postgres', 'warn'), (text) => line(text, 'warn'));
    }
    const simToken = readSimToken(dataDir);
    const demoPassword = process.env['FENGSUI_DEMO_PASSWORD'] || (options.demo ? demoPasswordOf() : '');
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      DATABASE_URL: postgres?.url ?? settings.kernel.databaseUrl,
      FENGSUI_DATA: dataDir,
      FENGSUI_PORT: String(settings.start.port),
      FENGSUI_BIND: settings.start.bind,
      FENGSUI_SUPERVISED: '1', FENGSUI_EMBEDDED: postgres ? '1' : '0',
      ...(options.demo ? {
        FENGSUI_DEMO: 'true', FENGSUI_DEMO_PASSWORD: demoPassword,
        FENGSUI_SIM_URL: `http://127.0.0.1:${settings.start.simPort}`, FENGSUI_SIM_TOKEN: simToken, FENGSUI_SIM_PORT: String(settings.start.simPort),
      } : {}),
    };
    const start = async (name: string, app: string, args: string[] = [], extra: NodeJS.ProcessEnv = {}): Promise<Ready> => {
      if (stopped.asked) throw stopped.reason;
      line(`starting ${name}`);
      const child = new Child({ name, entry: entry(app), args, env: { ...env, ...extra }, logDir: join(dataDir, 'logs'), clock: systemClock, onTrouble: (message) => line(message, 'warn') });
      children.push(child);
      return await child.start();
    };
    if (options.demo) await start('simulator', 'simulator', ['--cameras', String(settings.start.cameras), '--seed', String(settings.start.seed)]);
    const platform = await start('platform', 'platform');
    for (let n = 1; n <= settings.start.probers; n++) await start(`prober-${n}`, 'prober', [], { FENGSUI_PROBER_ID: `p${n}` });

    const url = String(platform['url'] ?? `http://127.0.0.1:${settings.start.port}`);
    if (options.demo) {
      await prepareDemo({ url, password: demoPassword, simUrl: `http://127.0.0.1:${settings.start.simPort}`, simToken, clock: systemClock, say: line, signal: stopped.signal });
    }
    banner({ url, demo: options.demo ?? false, password: process.env['FENGSUI_DEMO_PASSWORD'] ? undefined : demoPassword, setupLink: platform['setupLink'] as string | undefined, mode: platform['mode'] as string | undefined, dataDir });
    await stopped.asking;
  } catch (thrown) {
    if (!stopped.asked) stopped.reason = thrown;
  } finally {
    line('stopping');
    for (const child of children.reverse()) await child.stop();
    await postgres?.stop();
    await lock.release();
  }
  if (stopped.reason) throw stopped.reason;
}

/** Ctrl-C, a kill, or a fault of ours: one way to end. A second Ctrl-C does not break the order. */
class Stop {
  reason: unknown;
  private readonly controller = new AbortController();
  readonly signal = this.controller.signal;
  readonly asking = new Promise<void>((resolve) => this.signal.addEventListener('abort', () => resolve(), { once: true }));

  constructor() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.now());
  }

  get asked(): boolean { return this.signal.aborted; }

  now(reason?: unknown): void {
    this.reason ??= reason;
    this.controller.abort();
  }
}

/** Easy to type, hard to guess: 4 groups of 4 from 31 letters and digits that nobody confuses (79 bits), with what a password rule asks for. */
function demoPasswordOf(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const text = [...Buffer.from(newSecret(48), 'base64url')].filter((byte) => byte < 248).slice(0, 16).map((byte) => letters[byte % 31]).join('');
  return `Fs-${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}7`;
}
