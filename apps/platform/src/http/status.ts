import type { FaultKind } from '#kernel';

/** Fault kind → HTTP status. The rooms know neither. */
export const statusOf: Readonly<Record<FaultKind, number>> = {
  invalid: 400, missing: 404, conflict: 409, forbidden: 403,
  unreachable: 502, timeout: 504, busy: 503,
  refused: 502, misunderstood: 502, unsupported: 501,
  bug: 500,
};
