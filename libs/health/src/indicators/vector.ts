import type { z } from 'zod';
import { Fault } from '#kernel';
import { compareInput, declaredConsistency } from './compare.js';
import { identitiesInput, mergeIdentities } from './identities.js';
import { instantInput, instantOnlineRate, instantPolicy } from './instant.js';
import { intactInput, intactRate } from './intact.js';
import { rankInput, rankOrganisations, rankPolicy } from './rank.js';
import { recordingCompleteness, recordingInput, recordingPolicy } from './recording.js';
import { roundOnlineRate, roundsInput } from './rounds.js';
import { samplesInput, samplesPolicy, statesFromSamples } from './samples.js';
import { printInstant } from './shanghai-time.js';
import { repairTimeliness, slaInput, slaPolicy } from './sla.js';
import { availability, windowInput, windowPolicy, type CameraAvailability } from './window.js';
import type { Span } from './intervals.js';

/** A worked case of test/vectors/README.md, as it was read; `policy` and `input` are checked when it is evaluated. */
export interface Vector { readonly id: string; readonly kind: string; readonly policy: unknown; readonly input: unknown; readonly expected?: unknown }

const kinds: Readonly<Record<string, (vector: Vector) => unknown>> = {
  instant: (vector) => instantOnlineRate(read(vector, 'input', instantInput), read(vector, 'policy', instantPolicy)),
  intact: (vector) => intactRate(read(vector, 'input', intactInput).cameras),
  window: (vector) => {
    const { window, cameras } = read(vector, 'input', windowInput);
    const perCamera: [string, CameraAvailability][] = [];
    const figures = availability(window, cameras, read(vector, 'policy', windowPolicy).excusedDeadlineS, (id, own) => perCamera.push([id, own]));
    return { perCamera: Object.fromEntries(perCamera), ...figures };
  },
  samples: (vector) => {
    const { window, samples } = read(vector, 'input', samplesInput);
    const { intervals, ...figures } = statesFromSamples(window, samples, read(vector, 'policy', samplesPolicy));
    return { intervals: intervals.map(({ state, ...span }) => ({ ...printSpan(span), state })), ...figures };
  },
  rounds: (vector) => {
    const { cameras, rounds } = read(vector, 'input', roundsInput);
    return roundOnlineRate(cameras, rounds);
  },
  identities: (vector) => mergeIdentities(read(vector, 'input', identitiesInput).records),
  recording: (vector) => {
    const { gaps, ...figures } = recordingCompleteness(read(vector, 'input', recordingInput), read(vector, 'policy', recordingPolicy).gapToleranceS);
    return { ...figures, gaps: gaps.map(printSpan) };
  },
  sla: (vector) => {
    const { slaS } = read(vector, 'policy', slaPolicy);
    const limits = new Map(Object.entries(slaS));
    const { asOf, tickets } = read(vector, 'input', slaInput);
    return repairTimeliness(tickets, asOf, ({ id, class: name }) => limits.get(name) ?? refuse(vector, [`policy.slaS: has no limit for class ${JSON.stringify(name)} of ticket ${JSON.stringify(id)}`]));
  },
  compare: (vector) => declaredConsistency(read(vector, 'input', compareInput).pairs),
  rank: (vector) => ({ order: rankOrganisations(read(vector, 'input', rankInput).orgs, read(vector, 'policy', rankPolicy).minAssessed) }),
};

export const vectorKinds: readonly string[] = Object.keys(kinds);

/** The figures of one case. Throws Fault `health.vector` that names the case and every place in it that cannot be read. */
export function evaluate(vector: Vector): unknown {
  if (!Object.hasOwn(kinds, vector.kind)) return refuse(vector, [`kind: must be one of ${vectorKinds.join(', ')}, found ${JSON.stringify(vector.kind)}`]);
  return kinds[vector.kind]!(vector);
}

function read<T extends z.ZodType>(vector: Vector, part: 'policy' | 'input', shape: T): z.output<T> {
  const parsed = shape.safeParse(vector[part]);
  return parsed.success ? parsed.data : refuse(vector, parsed.error.issues.map(({ path, message }) => `${placeOf([part, ...path])}: ${message}`));
}

/** input.cameras[3].observations[0].to */
function placeOf(path: readonly PropertyKey[]): string {
  return path.map((step, i) => typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${String(step)}`).join('');
}

/** Enough to repair a file by; a file of the wrong kind has one per line. */
const SHOWN_PROBLEMS = 10;

function refuse(vector: Vector, problems: readonly string[]): never {
  const shown = problems.slice(0, SHOWN_PROBLEMS);
  if (problems.length > shown.length) shown.push(`and ${problems.length - shown.length} more`);
  throw new Fault('invalid', {
    code: 'health.vector',
    message: `vector ${JSON.stringify(vector.id)} cannot be read: ${shown.join('; ')}`,
    zh: `用例 ${vector.id} 无法读取：${shown.join('；')}`,
    facts: { vector: vector.id, problems: shown },
  });
}

const printSpan = ({ from, to }: Span): { from: string; to: string } => ({ from: printInstant(from), to: printInstant(to) });
