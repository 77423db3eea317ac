import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './redis.js';

export interface SystemOptions { readonly demo?: boolean; readonly cameras?: number; readonly seed?: number; readonly probers?: number; readonly env?: NodeJS.ProcessEnv; readonly dir?: string }

/** The built product as a person starts it: `fengsui up`, in its own data directory, on free ports. */
export class System {
  readonly password = 'Trial-7-beacons';
  output = '';
  private constructor(readonly url: string, readonly dir: string, readonly env: NodeJS.ProcessEnv, private readonly process: ChildProcess, private readonly ownsDir: boolean) {}

  static async start({ demo = true, cameras = 60, seed = 1, probers = 1, env: extra = {}, dir }: SystemOptions = {}): Promise<System> {
    const data = dir ?? mkdtempSync(join(tmpdir(), 'fengsui-system-'));
    const port = await freePort();
    const env: NodeJS.ProcessEnv = {
      ...process.env, FENGSUI_DATA: data, FENGSUI_PORT: String(port), FENGSUI_SIM_PORT: String(await freePort()), FENGSUI_PROBERS: String(probers),
      FENGSUI_DEMO_PASSWORD: 'Trial-7-beacons', DATABASE_URL: '', REDIS_URL: '', NODE_OPTIONS: '', ...extra,
    };
    const args = demo ? ['--demo', '--cameras', String(cameras), '--seed', String(seed)] : [];
    const child = spawn(process.execPath, [resolve('dist/apps/cli/src/main.js'), 'up', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const system = new System(`http://127.0.0.1:${port}`, data, env, child, dir === undefined);
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => { system.output += String(data); });
    await system.until(() => system.output.includes('Ctrl-C stops everything'), 240_000, 'the banner');
    return system;
  }

  /** Runs `fengsui …` against this system; resolves with what it printed and its exit code. */
  async fengsui(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const child = spawn(process.execPath, [resolve('dist/apps/cli/src/main.js'), ...args], { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (data) => { out += String(data); });
    child.stderr.on('data', (data) => { err += String(data); });
    const code = await new Promise<number>((done) => child.once('exit', (exit) => done(exit ?? -1)));
    return { code, out, err };
  }

  get exitCode(): number | null { return this.process.exitCode; }
  get pid(): number { return this.process.pid ?? -1; }

  /** What one of its processes wrote. */
  log(name: string): string { return readFileSync(join(this.dir, 'logs', `${name}.log`), 'utf8'); }
  logs(): string[] { return readdirSync(join(this.dir, 'logs')); }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = new Promise((done) => this.process.once('exit', done));
      this.process.kill('SIGINT');
      await ended;
    }
    if (this.ownsDir) rmSync(this.dir, { recursive: true, force: true });
  }

  private async until(done: () => boolean, ms: number, what: string): Promise<void> {
    for (const end = Date.now() + ms; Date.now() < end;) {
      if (done()) return;
      if (this.process.exitCode !== null) throw new Error(`the system ended (${this.process.exitCode}) before ${what}:\n${this.output}`);
      await new Promise((wake) => setTimeout(wake, 100));
    }
    throw new Error(`no ${what} within ${ms / 1000} s:\n${this.output}`);
  }
}
