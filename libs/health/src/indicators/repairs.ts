import { rateOf, type Rate } from './rate.js';
import type { Span } from './intervals.js';

/** Seconds over occurrences; `meanS` null when nothing happened. */
export interface MeanTime { readonly totalS: number; readonly count: number; readonly meanS: number | null }
export interface ClosedOutage { readonly kind: 'root' | 'camera'; readonly firstFailAt: number; readonly recoveredAt: number; readonly closedAt: number }

/** 平均修复时长 of the outages closed in the window; roots and single cameras apart, for one switch would outweigh a hundred lenses. */
export function mttr(outages: Iterable<ClosedOutage>, window: Span): Readonly<Record<ClosedOutage['kind'], MeanTime>> {
  const total = { root: { s: 0, count: 0 }, camera: { s: 0, count: 0 } };
  for (const { kind, firstFailAt, recoveredAt, closedAt } of outages) {
    if (closedAt < window.from || closedAt >= window.to) continue;
    total[kind].s += recoveredAt - firstFailAt;
    total[kind].count += 1;
  }
  return { root: meanTime(total.root.s, total.root.count), camera: meanTime(total.camera.s, total.camera.count) };
}

/** 平均无故障时长: up seconds over the outages that began. */
export const mtbf = (upS: number, began: number): MeanTime => meanTime(upS, began);

const meanTime = (totalS: number, count: number): MeanTime => ({ totalS, count, meanS: count === 0 ? null : totalS / count });

/** 重复故障率: assessed cameras with three outages and more in 30 days. */
export function repeatRate(outagesPerCamera: Iterable<number>, assessed: number, from = 3): Rate {
  let repeated = 0;
  for (const outages of outagesPerCamera) if (outages >= from) repeated += 1;
  return rateOf(repeated, assessed);
}

/** 发现时长: from the first failed sample to the message, by nearest rank; null without messages. */
export function notificationDelay(delaysS: readonly number[]): { readonly p50S: number | null; readonly p95S: number | null; readonly count: number } {
  const ordered = [...delaysS].sort((a, b) => a - b);
  const at = (share: number): number | null => ordered[Math.ceil(ordered.length * share) - 1] ?? null;
  return { p50S: at(0.5), p95S: at(0.95), count: ordered.length };
}
