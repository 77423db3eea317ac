import { type Socket } from 'node:net';
import { newSecret, type Clock } from '#kernel';
import { challenges, checkDigest, type DigestRule } from '../auth/digest.js';
import { type LiveChannel, type LiveDevice } from '../live/live-host.js';
import { clipFile, type Clip, type ClipShelf, type StreamName } from '../media/clips.js';
import { RequestReader, type Incoming } from './request.js';
import { describe } from './sdp.js';
import { Stream } from './stream.js';

type Request = Extract<Incoming, { kind: 'request' }>;
interface Found { readonly channel: LiveChannel; readonly stream: StreamName }

export const sessionTimeoutS = 60;
const slowMs = 1_500;
const publicMethods = 'OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, TEARDOWN';
const phrases: Readonly<Record<number, string>> = {
  200: 'OK', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Stream Not Found', 405: 'Method Not Allowed', 454: 'Session Not Found', 455: 'Method Not Valid in This State', 461: 'Unsupported Transport',
};

/** Digest as this make asks for it on RTSP: MD5 only, which is all that installed clients speak there. */
export const rtspDigest = (host: LiveDevice): DigestRule => ({ realm: host.brand.realm(host.device.serial, host.device.mac), qop: host.brand.rtspQop, algorithms: ['MD5'] });

/** One RTSP connection to one device: requests in order, at most one session, packets interleaved (RFC 2326 §10.12). */
export class RtspConnection {
  private readonly reader = new RequestReader();
  private readonly session = newSecret(9).replace(/[-_]/g, 'x');
  private setUp: { found: Found; rtpChannel: number } | undefined;
  private stream: Stream | undefined;
  private lastHeardMs: number;
  private stopWatching: () => void = () => undefined;
  /** Answers leave in the order of the questions, even when the device is slow. */
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly socket: Socket, private readonly host: LiveDevice, private readonly shelf: ClipShelf, private readonly clock: Clock) {
    this.lastHeardMs = clock.monotonicMs();
    socket.on('data', (chunk) => this.hear(chunk));
    socket.on('end', () => { if (host.reachable) socket.end(); else this.clock.after(30_000, () => socket.destroy()); });
    socket.once('close', () => this.stop());
  }

  private hear(chunk: Buffer): void {
    if (!this.host.reachable) return;
    this.lastHeardMs = this.clock.monotonicMs();
    for (const incoming of this.reader.read(chunk)) {
      if (incoming.kind === 'broken') {
        this.answer(400, '0');
        this.socket.end();
        return;
      }
      if (incoming.kind === 'packet') continue;
      this.host.counters.rtspRequests++;
      if (this.host.personality !== 'slow') this.obey(incoming);
      else this.queue = this.queue.then(() => this.clock.sleep(slowMs)).then(() => this.obey(incoming));
    }
  }

  private obey(request: Request): void {
    if (!this.host.reachable || this.socket.destroyed) return;
    const cseq = request.headers.get('cseq') ?? '0';
    const found = this.find(request.uri);
    // A recorder still answers for a camera whose cable is out, but has nothing under that path.
    if (found && !found.channel.plugged) { this.answer(404, cseq); return; }
    switch (request.method) {
      case 'OPTIONS': this.answer(200, cseq, [`Public: ${publicMethods}`]); return;
      case 'GET_PARAMETER': case 'SET_PARAMETER': this.answer(200, cseq, [`Session: ${this.session}`]); return;
      case 'TEARDOWN': this.stop(); this.answer(200, cseq, [`Session: ${this.session}`]); return;
      case 'DESCRIBE': case 'SETUP': case 'PLAY': case 'PAUSE': break;
      default: this.answer(405, cseq, [`Allow: ${publicMethods}`]); return;
    }
    if (!this.allowed(request, cseq)) return;
    if (!found) { this.answer(404, cseq); return; }
    if (request.method === 'DESCRIBE') this.describe(request, cseq, found);
    else if (request.method === 'SETUP') this.prepare(request, cseq, found);
    else if (request.method === 'PLAY') this.play(request, cseq);
    else { this.stop(); this.answer(200, cseq, [`Session: ${this.session}`]); }
  }

  private allowed(request: Request, cseq: string): boolean {
    const rule = rtspDigest(this.host);
    const result = checkDigest(this.host.account, rule, request.headers.get('authorization'), request.method, request.uri);
    if (result === 'accepted') { this.host.counters.authAccepted++; return true; }
    if (result === 'rejected' || result === 'locked') this.host.counters.authRejected++;
    if (result === 'locked') this.answer(403, cseq);
    else this.answer(401, cseq, challenges(this.host.account, rule, result === 'stale').map((challenge) => `WWW-Authenticate: ${challenge}`));
    return false;
  }

  private describe(request: Request, cseq: string, found: Found): void {
    const sdp = describe({ clip: this.clipOf(found), name: 'Media Presentation', ip: this.host.ip, control: 'trackID=1' });
    const base = request.uri.endsWith('/') ? request.uri : `${request.uri}/`;
    this.answer(200, cseq, ['Content-Type: application/sdp', `Content-Base: ${base}`], sdp);
  }

  private prepare(request: Request, cseq: string, found: Found): void {
    const transport = request.headers.get('transport') ?? '';
    const channels = /RTP\/AVP\/TCP[^,]*?interleaved=(\d{1,3})-(\d{1,3})/i.exec(transport);
    if (!/RTP\/AVP\/TCP/i.test(transport)) { this.answer(461, cseq); return; }
    const rtpChannel = Math.min(254, Number(channels?.[1] ?? 0));
    this.setUp = { found, rtpChannel };
    this.answer(200, cseq, [`Transport: RTP/AVP/TCP;unicast;interleaved=${rtpChannel}-${rtpChannel + 1}`, `Session: ${this.session};timeout=${sessionTimeoutS}`]);
  }

  private play(request: Request, cseq: string): void {
    if (!this.setUp) { this.answer(455, cseq); return; }
    if ((request.headers.get('session') ?? '').split(';')[0] !== this.session) { this.answer(454, cseq); return; }
    if (this.stream) { this.answer(200, cseq, [`Session: ${this.session}`]); return; }
    const { found, rtpChannel } = this.setUp;
    const stream = new Stream({
      clip: () => this.clipOf(found),
      live: () => this.host.reachable && found.channel.plugged && !this.socket.destroyed,
      sink: {
        write: (packets) => {
          this.socket.cork();
          for (const packet of packets) this.socket.write(packet);
          this.socket.uncork();
        },
        queued: () => this.socket.writableLength,
      },
      clock: this.clock, channel: rtpChannel, cameraNow: () => this.clock.now() + this.host.clockOffsetMs,
    });
    this.stream = stream;
    this.host.counters.streams++;
    this.answer(200, cseq, [`Session: ${this.session}`, 'Range: npt=now-', `RTP-Info: url=${request.uri};seq=${stream.firstSequence};rtptime=${stream.firstTimestamp}`]);
    stream.start();
    this.stopWatching = this.clock.every(10_000, () => {
      const silentMs = this.clock.monotonicMs() - this.lastHeardMs;
      if (this.host.reachable && silentMs > sessionTimeoutS * 1_000) this.socket.end();
    });
  }

  private stop(): void {
    this.stopWatching();
    if (!this.stream) return;
    this.stream.stop();
    this.stream = undefined;
    this.host.counters.streams--;
  }

  private clipOf(found: Found): Clip {
    return this.shelf.clip(clipFile(found.channel.camera.codec[found.stream], found.stream, found.channel.picture, this.host.brand.key === 'dahe'));
  }

  /** The path names the channel; the XMeye family also accepts the login inside the path, as its own clients send it. */
  private find(uri: string): Found | undefined {
    const path = uri.replace(/^rtsps?:\/\/[^/]*/i, '').replace(/\/?trackID=\d+$/i, '').replace(/\/+$/, '').replace(/^\/user=[^_]*_password=[^_]*_/, '/');
    for (const [number, channel] of this.host.channels) {
      for (const stream of ['main', 'sub'] as const) if (this.host.brand.path(number, stream) === path) return { channel, stream };
    }
    return undefined;
  }

  private answer(status: number, cseq: string, headers: readonly string[] = [], body = ''): void {
    if (this.socket.destroyed || !this.socket.writable) return;
    const date = new Date(this.clock.now() + this.host.clockOffsetMs).toUTCString();
    const head = [`RTSP/1.0 ${status} ${phrases[status] ?? 'Error'}`, `CSeq: ${cseq}`, `Date: ${date}`, `Server: ${this.host.brand.server}`, ...headers, ...(body ? [`Content-Length: ${Buffer.byteLength(body)}`] : [])];
    this.socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  }
}

/** Gateways and switches answer OPTIONS and nothing else: enough for a sentinel to know that the way there is open. */
export function answerAsBox(socket: Socket, reachable: () => boolean): void {
  const reader = new RequestReader();
  socket.on('data', (chunk) => {
    if (!reachable()) return;
    for (const incoming of reader.read(chunk)) {
      if (incoming.kind === 'broken') { socket.end(); return; }
      if (incoming.kind === 'packet') continue;
      const ok = incoming.method === 'OPTIONS';
      socket.write(`RTSP/1.0 ${ok ? '200 OK' : '404 Not Found'}\r\nCSeq: ${incoming.headers.get('cseq') ?? '0'}\r\n${ok ? 'Public: OPTIONS\r\n' : ''}\r\n`);
    }
  });
  socket.on('end', () => { if (reachable()) socket.end(); });
}
