/**
 * Time comes in from outside, so that a month can be replayed in a second.
 * `now` is wall time and may jump; `monotonicMs` never does: deadlines and durations use it.
 */
export interface Clock {
  /** Wall time, milliseconds since 1970 UTC. May jump when somebody sets the clock. */
  now(): number;
  /** Milliseconds since an arbitrary start; never goes back. */
  monotonicMs(): number;
  /** Resolves after `ms`, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `tick` every `ms` until the returned function is called. A slow tick is never overlapped. */
  every(ms: number, tick: () => void | Promise<void>): () => void;
  /** Calls `ring` once after `ms` unless the returned function is called first. */
  after(ms: number, ring: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = () => { clearTimeout(timer); reject(signal?.reason); };
      const timer = setTimeout(() => { signal?.removeEventListener('abort', onAbort); resolve(); }, ms);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  },
  every(ms, tick) {
    let busy = false;
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      void Promise.resolve().then(tick).catch(() => undefined /* the tick owns its errors */).finally(() => { busy = false; });
    }, ms);
    return () => clearInterval(timer);
  },
  after(ms, ring) {
    const timer = setTimeout(ring, ms);
    return () => clearTimeout(timer);
  },
};
