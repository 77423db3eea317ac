import { z } from 'zod';
import { judge, passes, rateOf, type Judged, type Rate } from './rate.js';
import { count, thresholdShape } from './shapes.js';

export const instantPolicy = z.object({ threshold: thresholdShape, minCoverage: thresholdShape });
const counts = z.object({ online: count, offline: count, unknown: count, maintenance: count.default(0), disabled: count.default(0) });
const pointClass = z.object({ class: z.union([z.string(), z.number()]), weight: z.number().min(0), online: count, offline: count, unknown: count });
export const instantInput = z.object({ counts: counts.optional(), classes: z.array(pointClass).optional() }).transform((input, context) => {
  if (input.counts && !input.classes) return { counts: input.counts };
  if (input.classes && !input.counts) return { classes: input.classes };
  context.addIssue({ code: 'custom', message: 'must hold either "counts" or "classes"' });
  return z.NEVER;
});

export type InstantPolicy = z.output<typeof instantPolicy>;
type Counted = Pick<z.output<typeof counts>, 'online' | 'offline' | 'unknown'>;
export interface InstantRate extends Judged { readonly assessed: number; readonly pass: boolean | null; readonly weightedRate?: Rate }

/** 瞬时在线率 and, by point class, 加权在线率. Cameras in approved maintenance and disabled ones are not assessed. */
export function instantOnlineRate(input: z.output<typeof instantInput>, policy: InstantPolicy): InstantRate {
  if ('counts' in input) return instantRateOf(input.counts, policy);
  return { weightedRate: weightedOnlineRate(input.classes), ...instantRateOf(sumOf(input.classes), policy) };
}

export function instantRateOf({ online, offline, unknown }: Counted, policy: InstantPolicy): InstantRate {
  const judged = judge(online, offline, unknown);
  return { assessed: online + offline + unknown, ...judged, pass: passes(judged.rate, judged.coverage, policy) };
}

/** Decimal weights (1.5) are scaled to whole ones: the fraction stays exact. */
export function weightedOnlineRate(classes: readonly { readonly weight: number; readonly online: number; readonly offline: number }[]): Rate {
  const scale = 10 ** Math.max(0, ...classes.map(({ weight }) => decimalsOf(weight)));
  let num = 0;
  let den = 0;
  for (const { weight, online, offline } of classes) {
    const whole = Math.round(weight * scale);
    num += whole * online;
    den += whole * (online + offline);
  }
  return rateOf(num, den);
}

function decimalsOf(weight: number): number {
  const [digits = '', exponent = '0'] = String(weight).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent));
}

function sumOf(classes: readonly Counted[]): Counted {
  const total = { online: 0, offline: 0, unknown: 0 };
  for (const one of classes) {
    total.online += one.online;
    total.offline += one.offline;
    total.unknown += one.unknown;
  }
  return total;
}
