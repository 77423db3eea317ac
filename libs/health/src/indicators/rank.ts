import { z } from 'zod';
import { compareRates, rateOf, type Rate } from './rate.js';
import { count } from './shapes.js';

export const rankPolicy = z.object({ minAssessed: count });
const org = z.object({ code: z.string(), online: count, offline: count });
export const rankInput = z.object({ orgs: z.array(org) });

export type Organisation = z.output<typeof org>;
export interface Ranked { readonly code: string; readonly rank: number | null; readonly rate: Rate }

/** 排名 by exact rate; equal rates share a place and the next place is skipped. Too small to judge: listed last, without a place. */
export function rankOrganisations(orgs: readonly Organisation[], minAssessed: number): Ranked[] {
  const rated = orgs.map(({ code, online, offline }) => ({ code, rate: rateOf(online, online + offline) }));
  const large = rated.filter(({ rate }) => rate.den >= Math.max(1, minAssessed)).sort((a, b) => compareRates(b.rate, a.rate) || byCode(a, b));
  const small = rated.filter(({ rate }) => rate.den < Math.max(1, minAssessed)).sort(byCode);
  const ranked: Ranked[] = [];
  for (const [i, { code, rate }] of large.entries()) {
    const before = ranked[i - 1];
    const rank = before && compareRates(before.rate, rate) === 0 ? before.rank : i + 1;
    ranked.push({ code, rank, rate });
  }
  return [...ranked, ...small.map(({ code, rate }) => ({ code, rank: null, rate }))];
}

const byCode = (a: { readonly code: string }, b: { readonly code: string }): number => a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
