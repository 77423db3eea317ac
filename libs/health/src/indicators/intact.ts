import { z } from 'zod';
import { judge, type Judged } from './rate.js';

const known = z.boolean().nullable();
export const intactInput = z.object({ cameras: z.array(z.object({ id: z.string(), online: known, stream: known, picture: known })) });

export type Looked = Readonly<Record<'online' | 'stream' | 'picture', boolean | null>>;
export interface IntactRate extends Judged { readonly good: number; readonly bad: number; readonly unknown: number }

/** 完好率: online and stream and picture, three-valued: any no is bad, even beside an unknown; otherwise any unknown is unknown. */
export function intactRate(cameras: Iterable<Looked>): IntactRate {
  const tally = { good: 0, bad: 0, unknown: 0 };
  for (const camera of cameras) tally[intactnessOf(camera)] += 1;
  return { ...tally, ...judge(tally.good, tally.bad, tally.unknown) };
}

export function intactnessOf({ online, stream, picture }: Looked): 'good' | 'bad' | 'unknown' {
  const answers = [online, stream, picture];
  if (answers.includes(false)) return 'bad';
  return answers.includes(null) ? 'unknown' : 'good';
}
