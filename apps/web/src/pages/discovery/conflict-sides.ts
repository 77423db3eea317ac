import type { Candidate } from './queries.js';

export interface ConflictSide { readonly id: string | null; readonly ip: string | null; readonly mac: string | null; readonly serial: string | null; readonly manufacturer: string | null; readonly model: string | null; readonly firmware: string | null; readonly name: string | null; readonly seen: string | null }

/** The conflict is written by the inventory room for people and tools alike; what is read here is why, and which devices of the ledger it means. */
export function conflictSides(candidate: Candidate): { why: string | null; sides: ConflictSide[] } {
  const conflict = (typeof candidate.conflict === 'object' && candidate.conflict !== null ? candidate.conflict : {}) as Record<string, unknown>;
  const listed = [conflict['with'], conflict['device'], conflict['devices'], conflict['rivals'], conflict['candidates'], candidate.matched].flatMap((one) => (Array.isArray(one) ? (one as unknown[]) : [one]));
  const sides = listed.filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null).map(sideOf);
  const why = ['zh', 'why', 'reason', 'message'].map((key) => conflict[key]).find((text): text is string => typeof text === 'string');
  return { why: why ?? (typeof candidate.conflict === 'string' ? candidate.conflict : null), sides: [...new Map(sides.map((side) => [side.id ?? side.ip, side])).values()] };
}

function sideOf(one: Record<string, unknown>): ConflictSide {
  const text = (key: string): string | null => (typeof one[key] === 'string' && one[key] !== '' ? one[key] : null);
  return { id: text('id') ?? text('deviceId'), ip: text('ip'), mac: text('mac'), serial: text('serial'), manufacturer: text('manufacturer'), model: text('model'), firmware: text('firmware'), name: text('name'), seen: text('lastSeenAt') ?? text('updatedAt') };
}
