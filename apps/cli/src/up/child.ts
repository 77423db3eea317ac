import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Fault, type Clock } from '#kernel';

export interface ChildOptions {
  readonly name: string;
  /** Compiled entry file. */
  readonly entry: string;
  readonly args?: readonly string[];
  /** Secrets travel here, never in `args`: arguments are readable by every account of the machine. */
  readonly env: NodeJS.ProcessEnv;
  readonly logDir: string;
  readonly clock: Clock;
  /** Called with each warning or error line's message. */
  readonly onTrouble?: (message: string) => void;
}

/** Fields of the log line, or of the message, that says `ready`. */
export type Ready = Readonly<Record<string, unknown>>;

const logLimitBytes = 20 * 1024 * 1024;
const restartsMs = [500, 1_000, 2_000, 5_000, 10_000, 30_000];

/**
 * One process of the system: its log goes to `<logDir>/<name>.log` (20 MB, one older kept); it is started again when it dies.
 * A first start that fails is not retried: it is a wrong setting, and its own words are thrown as Fault `cli.child-failed`.
 */
export class Child {
  private process: ChildProcess | undefined;
  private stopping = false;
  private restarts = 0;
  private lastWords: string[] = [];

  constructor(private readonly options: ChildOptions) {}

  get pid(): number | undefined { return this.process?.pid; }

  /** Resolves when the process says it is ready; rejects when it ends before, or after 120 s. */
  start(): Promise<Ready> {
    return new Promise((resolve, reject) => {
      const giveUp = this.options.clock.after(120_000, () => reject(this.failure('did not become ready in 120 s')));
      this.launch((ready) => { giveUp(); resolve(ready); }, (code) => { giveUp(); reject(this.failure(`ended with code ${code}`)); });
    });
  }

  /** Asks it to end, waits, and ends it after `patienceMs`. */
  async stop(patienceMs = 15_000): Promise<void> {
    this.stopping = true;
    const running = this.process;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()));
    running.kill('SIGTERM');
    const kill = this.options.clock.after(patienceMs, () => running.kill('SIGKILL'));
    await ended;
    kill();
  }

  private failure(what: string): Fault {
    return new Fault('unreachable', { code: 'cli.child-failed', message: `${this.options.name} ${what}. It said:\n    ${this.lastWords.slice(-12).join('\n    ') || '(nothing)'}\n  Full log: ${this.logFile()}` });
  }

  private logFile(): string { return join(this.options.logDir, `${this.options.name}.log`); }

  private launch(onReady: (ready: Ready) => void, onFirstEnd?: (code: number | null) => void): void {
    const { entry, args = [], env, clock, onTrouble, name } = this.options;
    const log = openRotated(this.options.logDir, this.logFile());
    // Not in our process group's foreground: Ctrl-C must reach us first, so that the children end in order.
    const child = spawn(process.execPath, ['--enable-source-maps', entry, ...args], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.process = child;
    let ready = false;
    const read = (line: string) => {
      log.write(`${line}\n`);
      const said = parseLine(line);
      if (!said) { this.lastWords = [...this.lastWords.slice(-30), line]; return; }
      if (said['msg'] === 'ready' && !ready) { ready = true; this.restarts = 0; onReady(said); }
      if (said['level'] === 'warn' || said['level'] === 'error' || said['level'] === 'fatal') {
        this.lastWords = [...this.lastWords.slice(-30), String(said['msg'] ?? line)];
        if (ready) onTrouble?.(`${name}: ${String(said['msg'])}`);
      }
    };
    // Readiness may also come by the private channel: it can carry what must not be in a log (the set-up link).
    child.on('message', (said) => { if (!ready && typeof said === 'object' && (said as Record<string, unknown>)['msg'] === 'ready') { ready = true; this.restarts = 0; onReady(said as Ready); } });
    if (child.stdout) createInterface({ input: child.stdout }).on('line', read);
    if (child.stderr) createInterface({ input: child.stderr }).on('line', read);
    child.on('error', (cause) => { this.lastWords.push(cause.message); });
    child.on('exit', (code, signal) => {
      // The last lines may still be in the pipe.
      clock.after(100, () => {
        log.end();
        if (this.stopping) return;
        if (!ready && onFirstEnd) return onFirstEnd(code);
        const wait = restartsMs[Math.min(this.restarts++, restartsMs.length - 1)] ?? 30_000;
        onTrouble?.(`${name} ended (${signal ?? `code ${code}`}); starting it again in ${wait / 1000} s`);
        clock.after(wait, () => { if (!this.stopping) this.launch(() => undefined); });
      });
    });
  }
}

function openRotated(dir: string, file: string): WriteStream {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (existsSync(file) && statSync(file).size > logLimitBytes) renameSync(file, `${file}.1`);
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  stream.on('error', () => undefined); // a full disk must not stop the system that reports it
  return stream;
}

function parseLine(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try { return JSON.parse(line) as Record<string, unknown>; } catch { return undefined; /* not one of our lines */ }
}
