import { connect, type Socket } from 'node:net';
import { asFault, type Clock, type Fault } from '#kernel';
import { type Sdp, type SdpTrack } from '../sdp/sdp.js';
import { RtspDialogue, type PlayedTrack } from './dialogue.js';
import { rtspFaults } from './faults.js';
import { type Credential, type LoginPolicy } from './login.js';
import { RtspReader, type RtspResponse } from './reader.js';
import { readRtspUrl } from './url.js';

export interface RtspSessionOptions {
  /** A login in it counts when `credential` is absent; it is never sent as part of a request line. */
  readonly url: string;
  readonly credential?: Credential | undefined;
  readonly policy?: LoginPolicy;
  readonly userAgent?: string;
  readonly choose?: (sdp: Sdp) => readonly SdpTrack[];
  /** Called with views of the receive buffer: copy what is to stay. What it throws ends the session. */
  readonly onRtp: (track: PlayedTrack, packet: Buffer) => void;
  readonly onRtcp?: (track: PlayedTrack, packet: Buffer) => void;
  /** Once, when a session that played ends by itself or by the signal; not after `close`. */
  readonly onEnd: (fault: Fault) => void;
  readonly clock: Clock;
  readonly connectMs?: number;
  /** For each answer before the first picture. */
  readonly answerMs?: number;
  /** Without a video packet for so long, the session ends as stalled. */
  readonly silenceMs?: number;
  /** How long a TEARDOWN may take before the connection is reset. */
  readonly closeMs?: number;
}

/** Errors that are ours: no descriptors, no buffers, no ports. They prove nothing about a camera. */
const ours = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'ENETDOWN', 'EACCES', 'EPERM']);
const tickMs = 500;
const queueLimit = 65_536;

/**
 * One camera played over one TCP connection. Opens with a promise that resolves when PLAY is answered; retries nothing. Whoever opened it
 * closes it; after `onEnd` there is nothing left to close.
 */
export class RtspSession {
  private readonly reader: RtspReader;
  private readonly dialogue: RtspDialogue;
  private readonly socket: Socket;
  private readonly byChannel: (PlayedTrack | undefined)[] = [];
  private phase: 'opening' | 'playing' | 'closing' | 'closed' = 'opening';
  private cancelDeadline: () => void;
  private cancelTicks: () => void = () => undefined;
  private lastRtpMs = 0;
  private lastKeptMs = 0;
  private opened: { resolve: (session: RtspSession) => void; reject: (fault: Fault) => void } | undefined;
  private closed: (() => void) | undefined;
  private readonly onAbort = (): void => this.fail(rtspFaults.aborted());

  private constructor(private readonly o: RtspSessionOptions, private readonly signal: AbortSignal) {
    const address = readRtspUrl(o.url);
    this.dialogue = new RtspDialogue({ url: address.url, credential: o.credential ?? address.login, policy: o.policy, userAgent: o.userAgent, choose: o.choose });
    this.reader = new RtspReader({
      packet: (channel, data) => this.packet(channel, data),
      response: (response) => this.answer(response),
      // RFC 2326 §11.3.9: a method we do not implement; said so, because some cameras wait for an answer.
      request: ({ cseq }) => { if (/^\d{1,9}$/.test(cseq)) this.send(`RTSP/1.0 501 Not Implemented\r\nCSeq: ${cseq}\r\n\r\n`); },
    });
    this.socket = connect({ host: address.host, port: address.port, noDelay: true, onread: { buffer: () => this.reader.room(), callback: (bytes) => { this.guard(() => this.reader.wrote(bytes)); return true; } } });
    this.cancelDeadline = o.clock.after(o.connectMs ?? 3_000, () => this.fail(rtspFaults.timeout('the connection', o.connectMs ?? 3_000)));
    this.socket.on('connect', () => this.ask(this.dialogue.begin()));
    this.socket.on('error', (cause: NodeJS.ErrnoException) => this.fail(ours.has(cause.code ?? '') ? rtspFaults.ours(cause.code ?? '') : rtspFaults.network(cause.code ?? 'error')));
    this.socket.on('end', () => this.fail(rtspFaults.ended()));
    this.socket.on('close', () => this.fail(rtspFaults.ended()));
    signal.addEventListener('abort', this.onAbort, { once: true });
  }

  /** Rejects with a Fault: `protocols.rtsp-…`, `protocols.sdp…`, `protocols.aborted`. */
  static open(options: RtspSessionOptions, signal: AbortSignal): Promise<RtspSession> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) throw rtspFaults.aborted();
      new RtspSession(options, signal).opened = { resolve, reject };
    });
  }

  get tracks(): readonly PlayedTrack[] { return this.dialogue.tracks; }
  get sdp(): Sdp | undefined { return this.dialogue.sdp; }

  /** A receiver report, or another RTCP packet, to the camera. */
  sendRtcp(track: PlayedTrack, packet: Buffer): void {
    if (this.phase !== 'playing' || track.rtcpChannel > 255 || !this.takes) return;
    const head = Buffer.of(0x24, track.rtcpChannel, packet.length >> 8, packet.length & 0xff);
    this.socket.write(Buffer.concat([head, packet]));
  }

  /** TEARDOWN, its answer or `closeMs`, then a reset: a closed viewer must not leave TIME_WAIT on a camera's few sockets. Harmless when repeated. */
  close(): Promise<void> {
    if (this.phase === 'closed') return Promise.resolve();
    return new Promise((resolve) => {
      const before = this.closed;
      this.closed = () => { before?.(); resolve(); };
      if (this.phase === 'closing') return;
      const text = this.phase === 'playing' ? this.dialogue.teardown() : undefined;
      this.phase = 'closing';
      this.cancelTicks();
      this.cancelDeadline();
      if (text === undefined) { this.finish(); return; }
      this.send(text);
      this.cancelDeadline = this.o.clock.after(this.o.closeMs ?? 500, () => this.finish());
    });
  }

  private guard(work: () => void): void {
    if (this.phase === 'closed') return;
    try { work(); } catch (thrown) { this.fail(asFault(thrown)); }
  }

  private packet(channel: number, data: Buffer): void {
    if (this.phase !== 'playing' && this.phase !== 'opening') return;
    const track = this.byChannel[channel];
    if (!track) return;
    if (channel !== track.rtpChannel) { this.o.onRtcp?.(track, data); return; }
    if (track.kind === 'video' || this.tracks.length === 1) this.lastRtpMs = this.o.clock.monotonicMs();
    this.o.onRtp(track, data);
  }

  private answer(response: RtspResponse): void {
    if (this.phase === 'closing') { if (this.dialogue.awaits(response)) this.finish(); return; }
    if (this.phase === 'closed') return;
    const step = this.dialogue.answer(response);
    // A camera may send before it answers PLAY: whatever is set up is listened to.
    for (const track of this.tracks) { this.byChannel[track.rtcpChannel] ??= track; this.byChannel[track.rtpChannel] = track; }
    if (step.kind === 'send') { if (this.phase === 'opening') this.ask(step.text); else this.send(step.text); }
    else if (step.kind === 'playing') this.play();
  }

  private ask(text: string): void {
    this.cancelDeadline();
    const ms = this.o.answerMs ?? 5_000;
    this.cancelDeadline = this.o.clock.after(ms, () => this.fail(rtspFaults.timeout(this.dialogue.doing, ms)));
    this.send(text);
  }

  /** A peer that asks without reading our answers must not fill our memory: what it does not take is not sent. */
  private get takes(): boolean { return this.socket.writable && this.socket.writableLength < queueLimit; }

  private send(text: string): void { if (this.takes) this.socket.write(text, 'latin1'); }

  private play(): void {
    this.cancelDeadline();
    this.phase = 'playing';
    this.lastRtpMs = this.lastKeptMs = this.o.clock.monotonicMs();
    this.cancelTicks = this.o.clock.every(tickMs, () => this.tick());
    const { opened } = this;
    this.opened = undefined;
    opened?.resolve(this);
  }

  private tick(): void {
    const now = this.o.clock.monotonicMs();
    const silenceMs = this.o.silenceMs ?? 5_000;
    if (now - this.lastRtpMs >= silenceMs) { this.fail(rtspFaults.stalled(silenceMs)); return; }
    if (now - this.lastKeptMs < (this.dialogue.timeoutS * 1_000) / 2) return;
    this.lastKeptMs = now;
    this.send(this.dialogue.keepAlive());
  }

  private fail(fault: Fault): void {
    if (this.phase === 'closed') return;
    const { phase, opened } = this;
    // Told to stop while playing: the camera is told too, so far as one write goes.
    if (phase === 'playing' && fault.code === 'protocols.aborted') { void this.close(); this.o.onEnd(fault); return; }
    this.finish();
    if (opened) opened.reject(fault);
    else if (phase === 'playing') this.o.onEnd(fault);
  }

  private finish(): void {
    this.phase = 'closed';
    this.cancelDeadline();
    this.cancelTicks();
    this.signal.removeEventListener('abort', this.onAbort);
    if (this.socket.connecting) this.socket.destroy(); // a reset would wait for the connection it is to end
    else this.socket.resetAndDestroy();
    const { closed, opened } = this;
    this.opened = this.closed = undefined;
    closed?.();
    if (closed) opened?.reject(rtspFaults.aborted());
  }
}
