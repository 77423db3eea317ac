import type { Clock } from '#kernel';

interface Ring { at: number; run: () => void }

/** A clock that a test turns by hand. Timers fire in order, at their own time. */
export class HandClock implements Clock {
  private rings: Ring[] = [];
  private elapsed = 0;

  constructor(private wall = Date.UTC(2026, 2, 2)) {}

  now() { return this.wall; }
  monotonicMs() { return this.elapsed; }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const cancel = this.after(ms, resolve);
      signal?.addEventListener('abort', () => { cancel(); reject(signal.reason); }, { once: true });
    });
  }

  every(ms: number, tick: () => void | Promise<void>): () => void {
    let cancel: () => void = () => undefined;
    let stopped = false;
    const arm = () => { cancel = this.after(ms, () => { if (stopped) return; void tick(); arm(); }); };
    arm();
    return () => { stopped = true; cancel(); };
  }

  after(ms: number, run: () => void): () => void {
    const ring = { at: this.elapsed + ms, run };
    this.rings.push(ring);
    return () => { this.rings = this.rings.filter((other) => other !== ring); };
  }

  /** Lets `ms` pass; promises that a timer resolved get their turn before the next timer fires. */
  async advance(ms: number): Promise<void> {
    const target = this.elapsed + ms;
    for (;;) {
      const next = this.rings.filter((ring) => ring.at <= target).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.rings = this.rings.filter((ring) => ring !== next);
      this.move(next.at - this.elapsed);
      next.run();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.move(target - this.elapsed);
  }

  /** Somebody sets the wall clock; monotonic time does not notice. */
  jump(ms: number): void { this.wall += ms; }

  private move(ms: number) { this.elapsed += ms; this.wall += ms; }
}
