import { Fault, type FaultKind } from '#kernel';

/** A logged-in person at the HTTP API: the demonstration is prepared through the same doors as a user's own work. */
export class ApiClient {
  private cookie = '';

  constructor(private readonly base: string) {}

  /** The answer's body. Throws the Fault that the API answered. */
  async call<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
    const form = body instanceof FormData;
    const answer = await fetch(new URL(path, this.base), {
      method,
      headers: { 'x-requested-with': 'fengsui', cookie: this.cookie, ...(body === undefined || form ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(120_000),
    });
    const session = answer.headers.getSetCookie().find((line) => line.startsWith('fengsui_session='));
    if (session) this.cookie = session.split(';')[0] ?? '';
    const text = await answer.text();
    const parsed: unknown = text === '' ? undefined : tryJson(text);
    if (answer.ok) return parsed as T;
    const said = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as { code?: string; kind?: FaultKind; message?: string };
    throw new Fault(said.kind ?? 'misunderstood', { code: said.code ?? 'cli.api', message: `${method} ${path}: ${said.message ?? `${answer.status} ${text.slice(0, 200)}`}` });
  }

  async logIn(number: string, password: string): Promise<void> {
    await this.call('POST', '/api/session', { number, password });
  }
}

function tryJson(text: string): unknown {
  try { return JSON.parse(text); } catch { return undefined; /* an HTML page or a file */ }
}
