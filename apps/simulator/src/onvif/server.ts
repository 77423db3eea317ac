import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Socket } from 'node:net';
import { type Clock } from '#kernel';
import { type LoginResult } from '../auth/account.js';
import { challenges, checkDigest, type DigestRule } from '../auth/digest.js';
import { checkToken } from '../auth/wsse.js';
import { isDevice, type LiveDevice, type LiveHost } from '../live/live-host.js';
import { type ClipShelf } from '../media/clips.js';
import { hasMedia2, notSupported, type Answer, type Operation, type Question } from './answer.js';
import { deviceOperations, openToAll } from './device.js';
import { mediaOperations, snapshotPath } from './media.js';
import { ptzOperations } from './ptz.js';
import { envelope, fault, readCall, type Call } from './soap.js';

const bodyLimit = 65_536;
const slowMs = 1_500;

export interface OnvifService { serve(socket: Socket, host: LiveHost): void; close(): void }

/** HTTP for every device of the district: SOAP on the service paths, a snapshot, and a log-in page anywhere else. */
export function openOnvif(o: { shelf: ClipShelf; clock: Clock; ports: () => { rtsp: number; http: number } }): OnvifService {
  const hosts = new WeakMap<Socket, LiveHost>();
  const media = mediaOperations(o.shelf);
  const services: Readonly<Record<Call['service'], Readonly<Record<string, Operation>>>> = { tds: deviceOperations, trt: media.trt, tr2: media.tr2, tptz: ptzOperations() };
  const server = createServer({ keepAliveTimeout: 15_000, requestTimeout: 0, headersTimeout: 0, maxHeaderSize: 16_384 }, (request, response) => {
    const host = hosts.get(request.socket);
    if (host) void attend(request, response, host).catch(() => request.socket.destroy());
  });
  server.on('clientError', (_error, socket) => socket.destroy());

  const attend = async (request: IncomingMessage, response: ServerResponse, host: LiveHost): Promise<void> => {
    const body = await readBody(request);
    if (host.personality === 'slow') await o.clock.sleep(slowMs);
    // The cable may have been pulled while the request was on its way: then nothing is ever said.
    if (!host.reachable) { request.socket.setTimeout(0); return; }
    host.counters.onvifRequests++;
    if (!isDevice(host)) { page(response, 200, `<h1>${host.plan.kind}</h1>`); return; }
    if (host.personality === 'html') { page(response, 200, '<form action="/login">Login</form>'); return; }
    if (body === undefined) { send(response, 413, 'text/plain', ''); return; }
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path === snapshotPath && request.method === 'GET') { snapshot(request, response, host); return; }
    if (request.method !== 'POST') { page(response, path === '/' ? 200 : 404, '<form action="/login">Login</form>'); return; }
    const call = readCall(body, path);
    if (!call) { soap(response, 400, fault('Sender', ['WellFormed'], 'Well-formed Error')); return; }
    answer(request, response, host, call);
  };

  const answer = (request: IncomingMessage, response: ServerResponse, host: LiveDevice, call: Call): void => {
    const deviceNowMs = o.clock.now() + host.clockOffsetMs;
    if (!(call.service === 'tds' && openToAll.has(call.operation))) {
      const { scheme, result } = login(request, host, call, deviceNowMs);
      if (result !== 'accepted') { refuse(response, host, scheme, result); return; }
      host.counters.authAccepted++;
    }
    const operation = call.service === 'tr2' && !hasMedia2(host) || call.service === 'tptz' && !host.device.ptz ? undefined : services[call.service][call.operation];
    const question: Question = { host, call, ports: o.ports(), deviceNowMs, ip: host.personality === 'lying' ? '192.168.1.64' : host.ip };
    const said: Answer = operation ? operation(question) : notSupported;
    if ('body' in said) soap(response, 200, envelope(said.body));
    else soap(response, said.side === 'Receiver' ? 500 : 400, fault(said.side ?? 'Sender', said.subcodes, said.reason));
  };

  /** A token in the header is judged first, unless the device knows only Digest and does not look there. */
  const login = (request: IncomingMessage, host: LiveDevice, call: Call, deviceNowMs: number): { scheme: 'wsse' | 'digest'; result: LoginResult } => {
    const wsse = host.personality === 'wsse-only' || (host.personality !== 'digest-only' && call.token !== undefined);
    if (wsse) return { scheme: 'wsse', result: checkToken(host.account, call.token, deviceNowMs, host.brand.wsse) };
    return { scheme: 'digest', result: checkDigest(host.account, httpDigest(host), request.headers.authorization, request.method ?? 'POST', request.url ?? '/') };
  };

  const refuse = (response: ServerResponse, host: LiveDevice, scheme: 'wsse' | 'digest', result: LoginResult): void => {
    if (result === 'rejected' || result === 'locked') host.counters.authRejected++;
    const reason = result === 'locked' ? 'The account is locked, try again later' : result === 'clock' ? 'Wsse authorized time check failed' : 'Sender not authorized';
    if (scheme === 'digest' && result !== 'locked') response.setHeader('WWW-Authenticate', challenges(host.account, httpDigest(host), result === 'stale'));
    soap(response, scheme === 'digest' ? 401 : 400, fault('Sender', ['NotAuthorized'], reason));
  };

  const snapshot = (request: IncomingMessage, response: ServerResponse, host: LiveDevice): void => {
    const result = checkDigest(host.account, httpDigest(host), request.headers.authorization, 'GET', request.url ?? '/');
    if (result !== 'accepted') { refuse(response, host, 'digest', result); return; }
    const channel = host.channels.get(Number(new URL(request.url ?? '/', 'http://camera').searchParams.get('channel') ?? '1'));
    if (!channel || !channel.plugged) { send(response, 404, 'text/plain', ''); return; }
    send(response, 200, 'image/jpeg', o.shelf.snapshot(channel.picture));
  };

  return {
    serve: (socket, host) => { hosts.set(socket, host); server.emit('connection', socket); },
    close: () => server.closeAllConnections(),
  };
}

/** Newer makes offer SHA-256 before MD5 (RFC 7616 §3.7); the nameless boards know MD5 only. */
export const httpDigest = (host: LiveDevice): DigestRule => ({
  realm: host.brand.realm(host.device.serial, host.device.mac), qop: true, algorithms: host.brand.media2 ? ['SHA-256', 'MD5'] : ['MD5'],
});

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > bodyLimit) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const soap = (response: ServerResponse, status: number, xml: string): void => send(response, status, 'application/soap+xml; charset=utf-8', xml);
const page = (response: ServerResponse, status: number, inside: string): void => send(response, status, 'text/html', `<!DOCTYPE html><html><body>${inside}</body></html>`);

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}
