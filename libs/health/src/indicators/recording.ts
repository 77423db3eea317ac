import { z } from 'zod';
import { fromApproval } from './exclusions.js';
import { bridge, intersect, merge, secondsOf, subtract, type Span, type Spans } from './intervals.js';
import { rateOf, type Rate } from './rate.js';
import { exclusionShape, seconds, spanShape } from './shapes.js';

export const recordingPolicy = z.object({ gapToleranceS: seconds });
export const recordingInput = z.object({
  required: z.array(spanShape),
  segments: z.array(spanShape),
  exclusions: z.array(exclusionShape.extend({ kind: exclusionShape.shape.kind.optional() })).nullish(),
});

export type RecordingInput = z.output<typeof recordingInput>;
export interface RecordingCompleteness { readonly requiredS: number; readonly recordedS: number; readonly rate: Rate; readonly gaps: Spans; readonly longestGapS: number }

/**
 * 录像完整率. A short hole between two segments counts as recorded, wherever it lies: recorders cut files at will. Every exclusion
 * follows the maintenance rule, effective from its approval.
 */
export function recordingCompleteness({ required, segments, exclusions }: RecordingInput, gapToleranceS: number): RecordingCompleteness {
  const due = subtract(merge(required), merge(fromApproval(exclusions ?? [])));
  const recorded = intersect(due, bridge(merge(segments), gapToleranceS));
  const gaps = subtract(due, recorded);
  const [requiredS, recordedS] = [secondsOf(due), secondsOf(recorded)];
  return { requiredS, recordedS, rate: rateOf(recordedS, requiredS), gaps, longestGapS: longest(gaps) };
}

const longest = (spans: readonly Span[]): number => spans.reduce((most, { from, to }) => Math.max(most, to - from), 0);
