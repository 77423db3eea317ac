import { z } from 'zod';
import { fromApproval } from './exclusions.js';
import { intersect, merge, secondsOf } from './intervals.js';
import { rateOf, type Rate } from './rate.js';
import { firstTwice, instantText, seconds } from './shapes.js';

export const slaPolicy = z.object({ slaS: z.record(z.string(), seconds) });
const pause = z.object({ from: instantText, to: instantText.nullish(), approvedAt: instantText.nullish(), reason: z.string().nullish() });
const ticket = z.object({
  id: z.string(),
  class: z.union([z.string(), z.number().transform(String)]),
  openedAt: instantText,
  restoredAt: instantText.nullish(),
  pauses: z.array(pause).nullish(),
});
export const slaInput = z.object({
  asOf: instantText,
  tickets: z.array(ticket).superRefine((tickets, context) => {
    const twice = firstTwice(tickets.map(({ id }) => id));
    if (twice) context.addIssue({ code: 'custom', path: [twice.index, 'id'], message: `ticket ${JSON.stringify(twice.value)} stands in the list twice` });
  }),
});

export type Repair = z.output<typeof ticket>;
export interface RepairClock { readonly elapsedS: number; readonly status: 'met' | 'breached' | 'running' }
export interface RepairTimeliness { readonly tickets: Readonly<Record<string, RepairClock>>; readonly timelyRate: Rate }

/** 修复及时率: met of met and breached; what still runs within its limit is left out. */
export function repairTimeliness(tickets: readonly Repair[], asOf: number, limitS: (ticket: Repair) => number): RepairTimeliness {
  const clocks = tickets.map((one) => [one.id, repairClock(one, asOf, limitS(one))] as const);
  const having = (status: RepairClock['status']): number => clocks.filter(([, clock]) => clock.status === status).length;
  return { tickets: Object.fromEntries(clocks), timelyRate: rateOf(having('met'), having('met') + having('breached')) };
}

/** An approved pause stops the clock from its approval; exactly the limit is met. */
export function repairClock({ openedAt, restoredAt, pauses }: Repair, asOf: number, limitS: number): RepairClock {
  const running = merge([{ from: openedAt, to: restoredAt ?? asOf }]);
  const paused = merge(fromApproval((pauses ?? []).map((one) => ({ ...one, to: one.to ?? Infinity }))));
  const elapsedS = secondsOf(running) - secondsOf(intersect(running, paused));
  return { elapsedS, status: elapsedS > limitS ? 'breached' : restoredAt == null ? 'running' : 'met' };
}
