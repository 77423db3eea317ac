import { z } from 'zod';
import { rateOf, type Rate } from './rate.js';

const pair = z.object({ id: z.string(), declared: z.enum(['ON', 'OFF']).nullish(), measured: z.enum(['ok', 'fail']).nullish() });
export const compareInput = z.object({ pairs: z.array(pair) });

export type DeclaredPair = Pick<z.output<typeof pair>, 'declared' | 'measured'>;
export interface DeclaredConsistency { readonly consistency: Rate; readonly falseOnline: number; readonly falseOffline: number; readonly unknown: number }

/** 申报实测一致率: what a platform says against what a real stream said. 虚在线 is declared ON without a picture. */
export function declaredConsistency(pairs: Iterable<DeclaredPair>): DeclaredConsistency {
  let [agreeing, falseOnline, falseOffline, unknown] = [0, 0, 0, 0];
  for (const { declared, measured } of pairs) {
    if (declared == null || measured == null) unknown += 1;
    else if ((declared === 'ON') === (measured === 'ok')) agreeing += 1;
    else if (declared === 'ON') falseOnline += 1;
    else falseOffline += 1;
  }
  return { consistency: rateOf(agreeing, agreeing + falseOnline + falseOffline), falseOnline, falseOffline, unknown };
}
