import type { Prober, ProbeTarget, Verdict } from '#health';

/** A prober whose cameras answer as the test says, by address. Counts every question. */
export class ToldProber implements Prober {
  readonly name = 'rtsp';
  readonly asked = new Map<string, number[]>();
  private readonly silent = new Set<string>();
  private broken = false;

  silence(...ips: string[]): void { for (const ip of ips) this.silent.add(ip); }
  speak(...ips: string[]): void { for (const ip of ips) this.silent.delete(ip); }
  /** Our own machine can open no socket any more. */
  breakDown(broken: boolean): void { this.broken = broken; }

  probe(target: ProbeTarget): Promise<Verdict> {
    this.asked.set(target.cameraId, [...(this.asked.get(target.cameraId) ?? []), Date.now()]);
    if (this.broken) return Promise.resolve({ state: 'unknown', reason: 'our-fault', detail: 'EMFILE' });
    if (this.silent.has(target.ip)) return Promise.resolve({ state: 'down', reason: 'timeout', detail: 'told to be silent' });
    return Promise.resolve({ state: 'up', evidence: 'E1', latencyMs: 1 });
  }
}
