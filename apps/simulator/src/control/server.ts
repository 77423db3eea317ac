import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createHash, timingSafeEqual } from 'node:crypto';
import iconv from 'iconv-lite';
import { asFault, Fault, type Log } from '#kernel';
import { type FaultBook, type FaultRequest } from '../live/fault-book.js';
import { ledgerCsv, ledgerRows } from './ledger.js';
import { controlPage } from './page.js';
import { type DistrictState } from './state.js';
import { type Truth } from './truth.js';

export interface ControlOptions {
  readonly port: number;
  /** When set, every call must bring it: header `x-sim-token`, `Authorization: Bearer` or `?token=`. */
  readonly token: string | undefined;
  readonly faults: FaultBook;
  readonly truth: () => Truth;
  readonly state: () => DistrictState;
  readonly log: Log;
}

const bodyLimit = 16_384;
const statusOf = { invalid: 400, missing: 404, conflict: 409, forbidden: 403 } as const;

/** The hand on the plugs: loopback only, JSON in and out, and a small page for people. */
export async function openControl(o: ControlOptions): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    attend(o, request, response).catch((thrown: unknown) => {
      const fault = asFault(thrown);
      if (fault.kind === 'bug') o.log.error({ err: fault }, 'control call failed');
      const status = fault.kind in statusOf ? statusOf[fault.kind as keyof typeof statusOf] : 500;
      json(response, status, { code: fault.code, kind: fault.kind, message: fault.message });
    });
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', (cause) => reject(new Fault('busy', { code: 'simulator.port', message: `cannot listen on 127.0.0.1:${o.port}: another simulator?`, cause })));
    server.listen(o.port, '127.0.0.1', () => {
      const at = server.address();
      resolve(typeof at === 'object' && at ? at.port : o.port);
    });
  });
  return {
    port,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function attend(o: ControlOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  mayCall(o, request, url);
  const route = `${request.method ?? ''} ${url.pathname}`;
  const one = /^\/faults\/([\w-]+)$/.exec(url.pathname)?.[1];
  if (route === 'GET /') return send(response, 200, 'text/html; charset=utf-8', controlPage);
  if (route === 'GET /state') return json(response, 200, o.state());
  if (route === 'GET /district.json') return json(response, 200, o.truth());
  if (route === 'GET /ledger.csv') return ledger(o, url, response);
  if (route === 'GET /faults') return json(response, 200, o.faults.list());
  if (route === 'POST /faults') return json(response, 201, o.faults.inject(await readRequest(request)));
  if (route === 'POST /faults/clear') return json(response, 200, { cleared: o.faults.clear() });
  if (request.method === 'DELETE' && one !== undefined) {
    if (!o.faults.end(one)) throw new Fault('missing', { code: 'simulator.no-such-fault', message: `no open fault ${one}` });
    return json(response, 200, { ended: one });
  }
  throw new Fault('missing', { code: 'simulator.no-such-page', message: `nothing at ${route}` });
}

/** A page of some other site in the same browser must not pull plugs: the host name is ours, and a foreign origin is refused. */
function mayCall(o: ControlOptions, request: IncomingMessage, url: URL): void {
  const host = request.headers.host ?? '';
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host)) throw new Fault('forbidden', { code: 'simulator.host', message: 'the control port answers to 127.0.0.1 and localhost only' });
  const origin = request.headers.origin;
  if (origin !== undefined && origin !== `http://${host}`) throw new Fault('forbidden', { code: 'simulator.origin', message: 'calls from other pages are refused' });
  if (o.token === undefined || (request.method === 'GET' && url.pathname === '/')) return;
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const header = request.headers['x-sim-token'];
  const given = (typeof header === 'string' ? header : undefined) ?? bearer ?? url.searchParams.get('token') ?? '';
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  if (!timingSafeEqual(digest(given), digest(o.token))) throw new Fault('forbidden', { code: 'simulator.token', message: 'the control port wants its token (FENGSUI_SIM_TOKEN)' });
}

function ledger(o: ControlOptions, url: URL, response: ServerResponse): void {
  const sites = url.searchParams.get('sites');
  const errors = Number(url.searchParams.get('errors') ?? 0);
  if (!Number.isInteger(errors) || errors < 0) throw new Fault('invalid', { code: 'simulator.errors', message: 'errors is a whole number of rows' });
  const csv = ledgerCsv(ledgerRows(o.truth(), { ...(sites === null ? {} : { sites: sites.split(',') }), errors }));
  const gb = url.searchParams.get('charset')?.toLowerCase() === 'gb18030';
  response.setHeader('Content-Disposition', 'attachment; filename="ledger.csv"');
  send(response, 200, `text/csv; charset=${gb ? 'gb18030' : 'utf-8'}`, gb ? iconv.encode(csv.slice(1), 'gb18030') : csv);
}

async function readRequest(request: IncomingMessage): Promise<FaultRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > bodyLimit) throw new Fault('invalid', { code: 'simulator.body', message: `a fault takes less than ${bodyLimit} bytes` });
    chunks.push(chunk as Buffer);
  }
  let body: unknown;
  try { body = JSON.parse(Buffer.concat(chunks).toString('utf8')); } catch (cause) { throw new Fault('invalid', { code: 'simulator.body', message: 'the body is not JSON', cause }); }
  const text = (key: string): string | undefined => {
    const value: unknown = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[key] : undefined;
    if (value !== undefined && value !== null && typeof value !== 'string') throw new Fault('invalid', { code: 'simulator.body', message: `${key} must be a string` });
    return value ?? undefined;
  };
  const kind = text('kind');
  if (kind === undefined) throw new Fault('invalid', { code: 'simulator.body', message: 'say which fault: {"kind": …, "target": …}' });
  return { kind, target: text('target'), to: text('to') };
}

const json = (response: ServerResponse, status: number, value: unknown): void => send(response, status, 'application/json; charset=utf-8', JSON.stringify(value));

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, {
    'Content-Type': type, 'Content-Length': Buffer.byteLength(body), 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', 'X-Frame-Options': 'DENY',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; form-action 'none'",
  });
  response.end(body);
}
