import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault, newSecret } from '#kernel';

/** The token that steers the simulator of this data directory; made on first use, readable by its owner only. */
export function simToken(dataDir: string): string {
  const dir = join(dataDir, 'secrets');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = join(dir, 'simulator');
  if (!existsSync(file)) writeFileSync(file, newSecret(24), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}

/** Asks the simulator's control port. Throws a Fault that says whether it runs and what it refused. */
export async function askSimulator<T>(base: string, token: string, method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(new URL(path, base), {
      method,
      headers: { 'x-sim-token': token, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
  } catch (cause) {
    throw new Fault('unreachable', { code: 'cli.no-simulator', message: `no simulator answers at ${base}: it runs only with npm run demo (or npm run dev)`, cause });
  }
  const text = await answer.text();
  if (!answer.ok) throw new Fault(answer.status === 404 ? 'missing' : 'refused', { code: 'cli.simulator-refused', message: `the simulator answered ${answer.status}: ${text.slice(0, 300)}` });
  return (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as T;
}
