import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { openDistrict, type District, type DistrictOptions } from '../src/district.js';
import { type Truth } from '../src/control/truth.js';
import { parameters } from '../src/auth/digest.js';

/** The specs' own corner of loopback; ports are whatever is free. */
export const openTestDistrict = (options: DistrictOptions = {}): Promise<District> =>
  openDistrict({ cameras: 30, oddities: 'none', base: '127.20.0.0', discovery: false, ...options, ports: { rtsp: 0, onvif: 0, control: 0, discovery: 21_103, ...options.ports } });

export const digestAnswer = (challenge: string, o: { username: string; password: string; method: string; uri: string; nc?: number }): string => {
  const said = parameters(challenge);
  const algorithm = said.get('algorithm') ?? 'MD5';
  const hash = (text: string): string => createHash(algorithm === 'MD5' ? 'md5' : 'sha256').update(text).digest('hex');
  const [realm, nonce] = [said.get('realm') ?? '', said.get('nonce') ?? ''];
  const ha1 = hash(`${o.username}:${realm}:${o.password}`);
  const ha2 = hash(`${o.method}:${o.uri}`);
  const nc = (o.nc ?? 1).toString(16).padStart(8, '0');
  const start = `Digest username="${o.username}", realm="${realm}", nonce="${nonce}", uri="${o.uri}"`;
  if (!said.has('qop')) return `${start}, response="${hash(`${ha1}:${nonce}:${ha2}`)}"`;
  return `${start}, algorithm=${algorithm}, qop=auth, nc=${nc}, cnonce="c0ffee", response="${hash(`${ha1}:${nonce}:${nc}:c0ffee:auth:${ha2}`)}"`;
};

export interface RtspAnswer { readonly status: number; readonly headers: ReadonlyMap<string, string>; readonly body: string }

/** A bare RTSP client: one question, one answer, and whatever came between `$` signs. */
export class RtspTalk {
  readonly packets: { channel: number; data: Buffer }[] = [];
  private rest: Buffer = Buffer.alloc(0);
  private readonly answers: RtspAnswer[] = [];
  private cseq = 0;
  private waiting: (() => void) | undefined;
  private constructor(readonly socket: Socket) {
    socket.on('data', (chunk) => { this.rest = Buffer.concat([this.rest, chunk]); this.cut(); this.waiting?.(); });
    socket.on('error', () => undefined);
  }

  static async open(host: string, port: number): Promise<RtspTalk> {
    const socket = connect({ host, port });
    await once(socket, 'connect');
    return new RtspTalk(socket);
  }

  /** Undefined when nothing came within `ms`. */
  async ask(method: string, uri: string, headers: readonly string[] = [], ms = 3_000): Promise<RtspAnswer | undefined> {
    this.socket.write([`${method} ${uri} RTSP/1.0`, `CSeq: ${++this.cseq}`, ...headers, '', ''].join('\r\n'));
    return this.next(() => this.answers.shift(), ms);
  }

  async askWithLogin(method: string, uri: string, login: { username: string; password: string }, headers: readonly string[] = []): Promise<RtspAnswer | undefined> {
    const first = await this.ask(method, uri, headers);
    const challenge = first?.headers.get('www-authenticate');
    return challenge === undefined ? first : this.ask(method, uri, [...headers, `Authorization: ${digestAnswer(challenge, { ...login, method, uri })}`]);
  }

  /** DESCRIBE, SETUP, PLAY; the session's id. */
  async play(uri: string, login: { username: string; password: string }): Promise<string> {
    await this.askWithLogin('DESCRIBE', uri, login, ['Accept: application/sdp']);
    const setup = await this.askWithLogin('SETUP', `${uri}/trackID=1`, login, ['Transport: RTP/AVP/TCP;unicast;interleaved=0-1']);
    const session = setup?.headers.get('session')?.split(';')[0] ?? '';
    await this.askWithLogin('PLAY', uri, login, [`Session: ${session}`]);
    return session;
  }

  async packetsFor(count: number, ms = 5_000): Promise<boolean> {
    return await this.next(() => (this.packets.length >= count ? true : undefined), ms) ?? false;
  }

  close(): void { this.socket.destroy(); }

  private async next<T>(take: () => T | undefined, ms: number): Promise<T | undefined> {
    const until = Date.now() + ms;
    for (;;) {
      const taken = take();
      if (taken !== undefined || Date.now() >= until || this.socket.destroyed) return taken;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(200, until - Date.now()));
        this.waiting = () => { clearTimeout(timer); resolve(); };
      });
    }
  }

  private cut(): void {
    for (;;) {
      if (this.rest[0] === 0x24) {
        if (this.rest.length < 4 || this.rest.length < 4 + this.rest.readUInt16BE(2)) return;
        const end = 4 + this.rest.readUInt16BE(2);
        this.packets.push({ channel: this.rest[1] ?? 0, data: Buffer.from(this.rest.subarray(4, end)) });
        this.rest = this.rest.subarray(end);
        continue;
      }
      const end = this.rest.indexOf('\r\n\r\n');
      if (end < 0) return;
      const [first = '', ...lines] = this.rest.toString('utf8', 0, end).split('\r\n');
      const headers = new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
      const length = Number(headers.get('content-length') ?? 0);
      if (this.rest.length < end + 4 + length) return;
      this.answers.push({ status: Number(first.split(' ')[1]), headers, body: this.rest.toString('utf8', end + 4, end + 4 + length) });
      this.rest = this.rest.subarray(end + 4 + length);
    }
  }
}

export interface HttpAnswer { readonly status: number; readonly headers: Readonly<Record<string, string | string[] | undefined>>; readonly body: string }

/** Undefined when nothing came within `ms`. */
export function http(o: { ip: string; port: number; path: string; method?: string; body?: string; headers?: Record<string, string>; ms?: number }): Promise<HttpAnswer | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: o.ip, port: o.port, path: o.path, method: o.method ?? (o.body === undefined ? 'GET' : 'POST'), agent: false, headers: { ...o.headers, ...(o.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(o.body)) }) } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => { clearTimeout(timer); resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }); });
    });
    const timer = setTimeout(() => { request.destroy(); resolve(undefined); }, o.ms ?? 3_000);
    request.on('error', (error) => { clearTimeout(timer); if (request.destroyed && (error as NodeJS.ErrnoException).code === undefined) resolve(undefined); else reject(error); });
    request.end(o.body);
  });
}

const services = { tds: 'ver10/device', trt: 'ver10/media', tr2: 'ver20/media', tptz: 'ver20/ptz' } as const;

export const soapBody = (service: keyof typeof services, operation: string, inside = '', header = ''): string =>
  `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">${header}<s:Body><q:${operation} xmlns:q="http://www.onvif.org/${services[service]}/wsdl">${inside}</q:${operation}></s:Body></s:Envelope>`;

/** WS-UsernameToken header as a good client makes it; every field can be spoilt. */
export function wsseHeader(o: { username: string; password: string; createdMs?: number; nonce?: string }): string {
  const nonce = o.nonce ?? Buffer.from(String(Math.random())).toString('base64');
  const created = new Date(o.createdMs ?? Date.now()).toISOString();
  const digest = createHash('sha1').update(Buffer.from(nonce, 'base64')).update(created).update(o.password).digest('base64');
  const oasis = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';
  const escaped = o.username.replace(/&/g, '&amp;');
  return `<s:Header><w:Security xmlns:w="${oasis}-wssecurity-secext-1.0.xsd" xmlns:u="${oasis}-wssecurity-utility-1.0.xsd"><w:UsernameToken><w:Username>${escaped}</w:Username>`
    + `<w:Password Type="${oasis}-username-token-profile-1.0#PasswordDigest">${digest}</w:Password><w:Nonce>${nonce}</w:Nonce><u:Created>${created}</u:Created></w:UsernameToken></w:Security></s:Header>`;
}

export type HostTruth = Truth['hosts'][number];
/** The first host that fits; a test without one is wrong, not skipped. */
export function pick<T>(list: readonly T[], fits: (each: T) => boolean): T {
  const found = list.find(fits);
  if (found === undefined) throw new Error('nothing in the district fits');
  return found;
}
