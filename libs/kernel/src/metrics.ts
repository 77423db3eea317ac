import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { faultKinds } from './fault.js';

/** The process's one registry. Names are `fengsui_<room>_<thing>_<unit>`; a camera id is never a label. */
export const metrics = new Registry();

let defaults = false;
/** Adds the Node process metrics, once. */
export function openMetrics(): Registry {
  if (!defaults) { defaults = true; collectDefaultMetrics({ register: metrics, prefix: 'fengsui_' }); }
  return metrics;
}

/** Same name, same metric: a module loaded twice (tests) does not fail. */
export function counter<L extends string = never>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
  return (metrics.getSingleMetric(name) as Counter<L> | undefined) ?? new Counter<L>({ name, help, labelNames: [...labelNames], registers: [metrics] });
}
export function gauge<L extends string = never>(name: string, help: string, labelNames: readonly L[] = []): Gauge<L> {
  return (metrics.getSingleMetric(name) as Gauge<L> | undefined) ?? new Gauge<L>({ name, help, labelNames: [...labelNames], registers: [metrics] });
}
export function histogram<L extends string = never>(name: string, help: string, buckets: readonly number[], labelNames: readonly L[] = []): Histogram<L> {
  return (metrics.getSingleMetric(name) as Histogram<L> | undefined) ?? new Histogram<L>({ name, help, buckets: [...buckets], labelNames: [...labelNames], registers: [metrics] });
}

export const faultsTotal = counter('fengsui_kernel_faults_total', 'Faults answered to a caller, by kind', ['kind']);
for (const kind of faultKinds) faultsTotal.inc({ kind }, 0);
