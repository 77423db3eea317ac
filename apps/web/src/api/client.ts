/**
 * The one door to the server. Cookies carry the session; the header below is what the server asks of every
 * state-changing call, because a foreign page can send our cookie but not our header.
 */
export type FaultKind =
  | 'invalid' | 'missing' | 'conflict' | 'forbidden'
  | 'unreachable' | 'timeout' | 'busy'
  | 'refused' | 'misunderstood' | 'unsupported'
  | 'bug';

export class ApiFault extends Error {
  override readonly name = 'ApiFault';
  constructor(
    readonly code: string,
    readonly kind: FaultKind,
    message: string,
    readonly zh: string | null,
    /** Names the answer in the server's log; shown so that a person can read it out. */
    readonly trace: string | null,
    /** 0 when no answer came. */
    readonly status: number,
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  get signedOut(): boolean {
    return this.status === 401;
  }

  /** The server may answer another time; nothing has to be changed first. */
  get worthRetrying(): boolean {
    return this.kind === 'unreachable' || this.kind === 'timeout' || this.kind === 'busy';
  }
}

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** `/api` + path + query; empty, null and undefined values are left out. */
export function apiUrl(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return `/api${path}${text === '' ? '' : `?${text}`}`;
}

interface Call { method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; url: string; body?: unknown; signal?: AbortSignal | undefined }

async function call<T>({ method, url, body, signal }: Call): Promise<T> {
  const form = body instanceof FormData;
  const headers: Record<string, string> = { accept: 'application/json', 'x-requested-with': 'fengsui' };
  if (body !== undefined && !form) headers['content-type'] = 'application/json';
  const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store' };
  if (body !== undefined) init.body = form ? body : JSON.stringify(body);
  if (signal) init.signal = signal;
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiFault('web.unreachable', 'unreachable', 'The platform did not answer', '平台没有应答', null, 0);
  }
  const text = await response.text();
  const answer = parse(text);
  if (response.ok) return answer as T;
  throw faultOf(response.status, answer);
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null; // a proxy's HTML error page, for instance: the status still speaks
  }
}

const kindOfStatus: Readonly<Record<number, FaultKind>> = {
  400: 'invalid', 401: 'forbidden', 403: 'forbidden', 404: 'missing', 408: 'timeout', 409: 'conflict', 413: 'invalid', 422: 'invalid',
  423: 'forbidden', 429: 'busy', 501: 'unsupported', 502: 'unreachable', 503: 'busy', 504: 'timeout',
};

export function faultOf(status: number, answer: unknown): ApiFault {
  const a = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>;
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const facts = typeof a['facts'] === 'object' && a['facts'] !== null ? (a['facts'] as Record<string, unknown>) : {};
  return new ApiFault(
    text(a['code']) ?? `http.${status}`,
    (text(a['kind']) as FaultKind | null) ?? kindOfStatus[status] ?? 'bug',
    text(a['message']) ?? `HTTP ${status}`,
    text(a['zh']),
    text(a['trace']),
    status,
    facts,
  );
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> => call<T>({ method: 'GET', url: apiUrl(path, query), signal }),
  post: <T>(path: string, body: unknown = {}, signal?: AbortSignal): Promise<T> => call<T>({ method: 'POST', url: apiUrl(path), body, signal }),
  put: <T>(path: string, body: unknown = {}): Promise<T> => call<T>({ method: 'PUT', url: apiUrl(path), body }),
  patch: <T>(path: string, body: unknown = {}): Promise<T> => call<T>({ method: 'PATCH', url: apiUrl(path), body }),
  delete: <T>(path: string): Promise<T> => call<T>({ method: 'DELETE', url: apiUrl(path) }),
  /** One file under the name `file`; the server bounds its size. */
  upload: <T>(path: string, file: File): Promise<T> => {
    const body = new FormData();
    body.append('file', file, file.name);
    return call<T>({ method: 'POST', url: apiUrl(path), body });
  },
};
