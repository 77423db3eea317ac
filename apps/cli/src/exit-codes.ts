import type { FaultKind } from '#kernel';

/** What a script may branch on: 1 is "the answer is no" (a difference, a broken trail), everything below is "there was no answer". */
const codes: Readonly<Record<FaultKind, number>> = {
  invalid: 2, missing: 3, conflict: 4, forbidden: 5,
  unreachable: 6, timeout: 6, busy: 6,
  refused: 7, misunderstood: 7, unsupported: 7,
  bug: 70,
};

export const exitCodeOf = (kind: FaultKind): number => codes[kind];
