import { Socket } from 'node:net';
import type { Clock } from '#kernel';
import type { Prober, ProbeTarget, Verdict } from '#health';

export interface RtspOptions { readonly clock: Clock; readonly connectMs?: number; readonly answerMs?: number }

/** Errors that are ours: no descriptors, no buffers, no ports, no network card. They prove nothing about a camera. */
const ours = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'ENETDOWN', 'EACCES', 'EPERM']);
const maxHeader = 16_384;

/** RTSP OPTIONS over TCP, without credentials (RFC 2326 §10.1). A connection alone proves nothing: some accept and stay silent. */
export function rtsp({ clock, connectMs = 2_000, answerMs = 3_000 }: RtspOptions): { name: 'rtsp'; prober: Prober } {
  return { name: 'rtsp', prober: { name: 'rtsp', probe: (target, signal) => ask(target, signal, clock, connectMs, answerMs) } };
}

function ask(target: ProbeTarget, signal: AbortSignal, clock: Clock, connectMs: number, answerMs: number): Promise<Verdict> {
  return new Promise((resolve) => {
    if (target.rtspPort === null) return resolve({ state: 'unknown', reason: 'our-fault', detail: 'the ledger has no RTSP port' });
    const started = clock.monotonicMs();
    const socket = new Socket();
    let text = '';
    let cancel = clock.after(connectMs, () => end({ state: 'down', reason: 'timeout', detail: `no connection in ${connectMs} ms` }));
    const onAbort = () => end({ state: 'unknown', reason: 'our-fault', detail: 'the check was stopped' });
    const end = (verdict: Verdict) => {
      cancel();
      signal.removeEventListener('abort', onAbort);
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      socket.resetAndDestroy(); // RST: 250 checks a second must not leave 15,000 TIME_WAIT
      resolve(verdict);
    };
    if (signal.aborted) return end({ state: 'unknown', reason: 'our-fault', detail: 'the check was stopped' });
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('connect', () => {
      cancel();
      cancel = clock.after(answerMs, () => end({ state: 'down', reason: 'timeout', detail: `connected, no answer in ${answerMs} ms` }));
      socket.write(`OPTIONS rtsp://${target.ip}:${target.rtspPort}/ RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: Fengsui\r\n\r\n`);
    });
    socket.on('data', (data) => {
      text += data.toString('latin1');
      const status = /^RTSP\/\d\.\d (\d{3})/.exec(text);
      if (!status && (text.length > maxHeader || !'RTSP/'.startsWith(text.slice(0, 5)))) return end({ state: 'down', reason: 'protocol', detail: 'the answer is not RTSP' });
      if (!status || !text.includes('\r\n')) return;
      const code = Number(status[1]);
      const latencyMs = clock.monotonicMs() - started;
      if (code === 401 || code === 403) return end({ state: 'up', evidence: 'E1', latencyMs, degraded: { reason: 'auth', detail: `RTSP answered ${code}` } });
      end({ state: 'up', evidence: 'E1', latencyMs });
    });
    socket.once('error', (cause: NodeJS.ErrnoException) => end(verdictOf(cause)));
    socket.once('end', () => end({ state: 'down', reason: 'protocol', detail: 'closed without an answer' }));
    socket.connect(target.rtspPort, target.ip);
  });
}

function verdictOf({ code = '', message }: NodeJS.ErrnoException): Verdict {
  if (ours.has(code)) return { state: 'unknown', reason: 'our-fault', detail: code };
  if (code === 'ECONNREFUSED') return { state: 'down', reason: 'refused', detail: 'the port is closed' };
  if (code === 'ETIMEDOUT') return { state: 'down', reason: 'timeout', detail: 'no connection' };
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return { state: 'down', reason: 'unreachable', detail: code };
  return { state: 'down', reason: 'protocol', detail: code || message };
}
