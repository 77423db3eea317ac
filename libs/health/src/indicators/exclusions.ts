import { merge, type Span, type Spans } from './intervals.js';

export interface Exclusion extends Span { readonly kind: 'maintenance' | 'excused'; readonly approvedAt?: number | null | undefined }

/**
 * Rule W3, what an exclusion really removes. Maintenance counts from its approval at the earliest: a late approval does not erase the past.
 * An excused cause counts whole when it was approved within the deadline after its end, otherwise not at all.
 */
export function effectiveExclusions(exclusions: readonly Exclusion[], excusedDeadlineS: number): Spans {
  return merge(exclusions.flatMap((one) => one.kind === 'maintenance' ? fromApproval([one]) : excused(one, excusedDeadlineS)));
}

/** [max(from, approvedAt), to); nothing without approval. Repair clocks pause by the same rule. */
export function fromApproval(spans: readonly (Span & { readonly approvedAt?: number | null | undefined })[]): Span[] {
  return spans.flatMap(({ from, to, approvedAt }) => approvedAt == null ? [] : [{ from: Math.max(from, approvedAt), to }]);
}

function excused({ from, to, approvedAt }: Exclusion, deadlineS: number): Span[] {
  return approvedAt == null || approvedAt - to > deadlineS ? [] : [{ from, to }];
}
