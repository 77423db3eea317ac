import { connect, type Socket } from 'node:net';
import type { Clock } from '#kernel';
import type { Prober, ProbeTarget, Verdict } from '#health';
import { firstLineOf } from './answer.js';

export interface RtspOptions { readonly clock: Clock; readonly connectMs?: number; readonly answerMs?: number }

/** Errors that are ours: no descriptors, no buffers, no ports, no network card. They prove nothing about a camera. */
const ours = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'ENETDOWN', 'EACCES', 'EPERM']);
/** Deadlines are kept to this many milliseconds: one timer for all checks instead of two for each. */
const tickMs = 100;
const stopped: Verdict = { state: 'unknown', reason: 'our-fault', detail: 'the check was stopped' };

/**
 * RTSP OPTIONS over TCP, without credentials (RFC 2326 §10.1). A connection alone proves nothing: some accept and stay silent.
 * This is the hot path (250 checks a second for 15,000 cameras): one timer for all, one listener per signal, answers read into one shared buffer.
 */
export function rtsp({ clock, connectMs = 2_000, answerMs = 3_000 }: RtspOptions): { name: 'rtsp'; prober: Prober } {
  return { name: 'rtsp', prober: new RtspProber(clock, connectMs, answerMs) };
}

class RtspProber implements Prober {
  readonly name = 'rtsp';
  /** Checks end before the next begins to read: the socket hands bytes over synchronously. */
  private readonly buffer = Buffer.allocUnsafe(4_096);
  private readonly flying = new Set<Check>();
  private readonly signals = new WeakMap<AbortSignal, Set<Check>>();
  private stopTicking: (() => void) | undefined;

  constructor(private readonly clock: Clock, readonly connectMs: number, readonly answerMs: number) {}

  probe(target: ProbeTarget, signal: AbortSignal): Promise<Verdict> {
    if (target.rtspPort === null) return Promise.resolve({ state: 'unknown', reason: 'our-fault', detail: 'the ledger has no RTSP port' });
    if (signal.aborted) return Promise.resolve(stopped);
    const mates = this.matesOf(signal);
    return new Promise((resolve) => {
      const check = new Check(this, target.ip, target.rtspPort ?? 554, this.buffer, this.clock.monotonicMs(), (verdict) => {
        this.flying.delete(check);
        mates.delete(check);
        if (this.flying.size === 0) { this.stopTicking?.(); this.stopTicking = undefined; }
        resolve(verdict);
      });
      this.flying.add(check);
      mates.add(check);
      this.stopTicking ??= this.clock.every(tickMs, () => this.tick());
    });
  }

  close(): Promise<void> {
    for (const check of [...this.flying]) check.end(stopped);
    return Promise.resolve();
  }

  now(): number { return this.clock.monotonicMs(); }

  private tick(): void {
    const now = this.clock.monotonicMs();
    for (const check of this.flying) check.late(now);
  }

  /** Everything asked under one signal ends with it; the signal keeps one listener, however many checks there are. */
  private matesOf(signal: AbortSignal): Set<Check> {
    let mates = this.signals.get(signal);
    if (!mates) {
      const made = new Set<Check>();
      mates = made;
      this.signals.set(signal, made);
      signal.addEventListener('abort', () => { for (const check of [...made]) check.end(stopped); }, { once: true });
    }
    return mates;
  }
}

class Check {
  private readonly socket: Socket;
  private connected = false;
  private ended = false;
  private deadline: number;
  private text = '';

  constructor(private readonly prober: RtspProber, ip: string, port: number, buffer: Buffer, private readonly startedAt: number, private readonly done: (verdict: Verdict) => void) {
    this.deadline = startedAt + prober.connectMs;
    this.socket = connect({ host: ip, port, onread: { buffer, callback: (length, bytes) => { this.read(Buffer.from(bytes.buffer, bytes.byteOffset, length)); return true; } } });
    this.socket.on('connect', () => {
      this.connected = true;
      this.deadline = this.prober.now() + this.prober.answerMs;
      this.socket.write(`OPTIONS rtsp://${ip}:${port}/ RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: Fengsui\r\n\r\n`, 'latin1');
    });
    this.socket.on('error', (cause: NodeJS.ErrnoException) => this.end(verdictOf(cause)));
    this.socket.on('end', () => this.end({ state: 'down', reason: 'protocol', detail: 'closed without an answer' }));
  }

  late(now: number): void {
    if (now < this.deadline) return;
    this.end({ state: 'down', reason: 'timeout', detail: this.connected ? `connected, no answer in ${this.prober.answerMs} ms` : `no connection in ${this.prober.connectMs} ms` });
  }

  end(verdict: Verdict): void {
    if (this.ended) return;
    this.ended = true;
    this.socket.resetAndDestroy(); // RST: 250 checks a second must not leave 15,000 TIME_WAIT
    this.done(verdict);
  }

  private read(data: Buffer): void {
    if (this.ended) return;
    this.text += data.toString('latin1');
    const line = firstLineOf(this.text);
    if (line.kind === 'more') return;
    if (line.kind === 'wrong') return this.end({ state: 'down', reason: 'protocol', detail: line.detail });
    const latencyMs = this.prober.now() - this.startedAt;
    if (line.status === 401 || line.status === 403) return this.end({ state: 'up', evidence: 'E1', latencyMs, degraded: { reason: 'auth', detail: `RTSP answered ${line.status}` } });
    this.end({ state: 'up', evidence: 'E1', latencyMs });
  }
}

function verdictOf({ code = '', message }: NodeJS.ErrnoException): Verdict {
  if (ours.has(code)) return { state: 'unknown', reason: 'our-fault', detail: code };
  if (code === 'ECONNREFUSED') return { state: 'down', reason: 'refused', detail: 'the port is closed' };
  if (code === 'ETIMEDOUT') return { state: 'down', reason: 'timeout', detail: 'no connection' };
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return { state: 'down', reason: 'unreachable', detail: code };
  return { state: 'down', reason: 'protocol', detail: code || message };
}
