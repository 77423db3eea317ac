import { z } from 'zod';
import { readInstant } from './shanghai-time.js';

/** Pieces that the vector shapes share. What the text says is turned into numbers here, once; the formulas see seconds only. */
export const instantText = z.string({ error: 'must be a time such as 2026-03-02T00:00:00+08:00' }).transform((text, context): number => {
  const instant = readInstant(text);
  if (instant !== undefined) return instant;
  context.addIssue({ code: 'custom', message: `must be an ISO 8601 time with offset and whole seconds, found ${JSON.stringify(text.slice(0, 40))}` });
  return z.NEVER;
});

export const spanShape = z.object({ from: instantText, to: instantText });
export const openSpanShape = z.object({ from: instantText, to: instantText.nullish() });

export const count = z.number().int().min(0);
export const seconds = z.number().int().min(0);
export const thresholdShape = z.object({ num: z.number().int().min(0), den: z.number().int().min(1) });

/** `approvedAt` missing: nobody approved it. */
export const exclusionShape = z.object({
  from: instantText,
  to: instantText,
  kind: z.enum(['maintenance', 'excused']),
  approvedAt: instantText.nullish(),
});

/** The first value that stands twice, with its place; people, tickets and cameras are named once in a list. */
export function firstTwice(values: readonly string[]): { value: string; index: number } | undefined {
  const seen = new Set<string>();
  for (const [index, value] of values.entries()) {
    if (seen.has(value)) return { value, index };
    seen.add(value);
  }
  return undefined;
}
