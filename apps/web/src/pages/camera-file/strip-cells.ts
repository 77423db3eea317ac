import type { MarkState } from '../../ui/index.js';
import type { StripDay } from './queries.js';

export interface StripPart { readonly state: MarkState; readonly seconds: number; /** Share of the whole day, 0 to 1. */ readonly share: number }
export interface StripCell { readonly day: string; /** From the bottom up: what is wrong first, online on top. */ readonly parts: readonly StripPart[]; readonly empty: boolean }

const dayS = 86_400;
/** A minute of absence must still be seen in a cell of 64 px. */
const leastShare = 0.04;
const order: readonly MarkState[] = ['offline', 'degraded', 'unknown', 'maintenance', 'online'];

/**
 * A cell is filled to the share of the day in each state: a gap of one hour and one of fifteen do not look the same.
 * What was not measured (before commissioning, the rest of today) stays empty. `upS` may hold the degraded seconds too.
 */
export function stripCell(day: StripDay): StripCell {
  const sum = day.upS + day.degradedS + day.downS + day.unknownS + day.maintenanceS;
  const up = sum > dayS + 60 ? Math.max(0, day.upS - day.degradedS) : day.upS;
  const seconds: Record<MarkState, number> = { offline: day.downS, degraded: day.degradedS, unknown: day.unknownS, maintenance: day.maintenanceS, online: up };
  const present = order.filter((state) => seconds[state] > 0);
  const raised = present.map((state) => ({ state, seconds: seconds[state], share: state === 'online' ? seconds[state] / dayS : Math.max(leastShare, seconds[state] / dayS) }));
  const over = raised.reduce((total, part) => total + part.share, 0) - 1;
  // What was raised to be seen is taken from the largest part, or the cell would run over.
  const largest = raised.reduce((best, part) => Math.max(best, part.share), 0);
  const parts = raised.map((part) => (over > 0 && part.share === largest ? { ...part, share: part.share - over } : part));
  return { day: day.day, parts, empty: present.length === 0 };
}

/** Days under which the axis writes a date: every sixteenth from the left, and the last one as "today". */
export const stripLabels = (cells: readonly StripCell[], step = 16): { at: number; day: string }[] =>
  cells.flatMap((cell, at) => (at % step === 0 && cells.length - at > step / 2 ? [{ at, day: cell.day }] : []));

/** What to say of a day first: the longest of the bad states, else online. */
export function worstPart(cell: StripCell): StripPart | null {
  const bad = cell.parts.filter((part) => part.state !== 'online');
  return [...bad].sort((a, b) => b.seconds - a.seconds)[0] ?? cell.parts.at(-1) ?? null;
}
