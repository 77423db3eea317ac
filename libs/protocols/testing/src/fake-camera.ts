import { createHash } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface FakeRequest { readonly method: string; readonly uri: string; readonly headers: ReadonlyMap<string, string> }

export interface FakeCameraOptions {
  readonly sdp: string;
  /** Asked for every request; undefined: the ordinary answer; null: none at all. */
  readonly answer?: (request: FakeRequest, count: number) => string | null | undefined;
  /** Digest with this login before anything but OPTIONS. */
  readonly login?: { readonly username: string; readonly password: string };
  readonly headers?: Readonly<Partial<Record<string, readonly string[]>>>;
  /** Sent behind the answer to PLAY. */
  readonly packets?: readonly Buffer[];
}

/** `$`, channel, length and the packet. */
export const framed = (channel: number, packet: Buffer): Buffer => Buffer.concat([Buffer.of(0x24, channel, packet.length >> 8, packet.length & 0xff), packet]);

/** A small RTSP server on loopback that keeps every request it got and misbehaves on demand. */
export class FakeCamera {
  readonly requests: FakeRequest[] = [];
  readonly sockets: Socket[] = [];
  resets = 0;
  nonce = 'first';
  private constructor(private readonly server: Server, private readonly o: FakeCameraOptions) {
    server.on('connection', (socket) => this.greet(socket));
  }

  static open(o: FakeCameraOptions): Promise<FakeCamera> {
    const camera = new FakeCamera(createServer(), o);
    return new Promise((resolve) => { camera.server.listen(0, '127.0.0.1', () => resolve(camera)); });
  }

  get port(): number { return (this.server.address() as AddressInfo).port; }
  url(path = '/live'): string { return `rtsp://127.0.0.1:${this.port}${path}`; }
  methods(): string[] { return this.requests.map((request) => request.method); }

  close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => { this.server.close(() => resolve()); });
  }

  private greet(socket: Socket): void {
    let rest = '';
    this.sockets.push(socket);
    socket.on('error', (error: NodeJS.ErrnoException) => { if (error.code === 'ECONNRESET') this.resets++; });
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1');
      for (;;) {
        if (rest.startsWith('$')) { const end = 4 + (rest.charCodeAt(2) << 8) + rest.charCodeAt(3); if (rest.length < end) return; rest = rest.slice(end); continue; }
        const end = rest.indexOf('\r\n\r\n');
        if (end < 0) return;
        this.obey(socket, rest.slice(0, end));
        rest = rest.slice(end + 4);
      }
    });
  }

  private obey(socket: Socket, text: string): void {
    const [first = '', ...lines] = text.split('\r\n');
    const [method = '', uri = ''] = first.split(' ');
    const headers = new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
    const request = { method, uri, headers };
    this.requests.push(request);
    const own = this.o.answer?.(request, this.requests.filter((other) => other.method === method).length);
    if (own === null) return;
    const cseq = headers.get('cseq') ?? '';
    if (own !== undefined) { socket.write(own.replaceAll('{cseq}', cseq)); return; }
    if (this.o.login && method !== 'OPTIONS' && !this.knows(request)) {
      socket.write(`RTSP/1.0 401 Unauthorized\r\nCSeq: ${cseq}\r\nWWW-Authenticate: Digest realm="r", nonce="${this.nonce}"${headers.get('authorization')?.includes(this.nonce) === false ? ', stale="true"' : ''}\r\n\r\n`);
      return;
    }
    const body = method === 'DESCRIBE' ? this.o.sdp : '';
    const usual: Record<string, readonly string[]> = { OPTIONS: ['Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER'], SETUP: ['Session: abc;timeout=10', `Transport: ${headers.get('transport') ?? ''}`] };
    socket.write([`RTSP/1.0 200 OK`, `CSeq: ${cseq}`, ...(this.o.headers?.[method] ?? usual[method] ?? []), ...(body ? [`Content-Length: ${Buffer.byteLength(body)}`] : []), '', body].join('\r\n'));
    if (method === 'PLAY') for (const packet of this.o.packets ?? []) socket.write(packet);
  }

  private knows({ method, uri, headers }: FakeRequest): boolean {
    const login = this.o.login as { username: string; password: string };
    const hash = (value: string): string => createHash('md5').update(value).digest('hex');
    const said = headers.get('authorization') ?? '';
    return said.includes(`nonce="${this.nonce}"`) && said.includes(`uri="${uri}"`) && said.includes(`response="${hash(`${hash(`${login.username}:r:${login.password}`)}:${this.nonce}:${hash(`${method}:${uri}`)}`)}"`);
  }
}
