import { z } from 'zod';
import { rateOf, type Rate } from './rate.js';
import { instantText } from './shapes.js';

const round = z.object({ id: z.string(), at: instantText.optional(), ok: z.array(z.string()), fail: z.array(z.string()) });
export const roundsInput = z.object({
  cameras: z.array(z.string()),
  rounds: z.array(round.superRefine(({ ok, fail }, context) => {
    const good = new Set(ok);
    const both = fail.findIndex((camera) => good.has(camera));
    if (both >= 0) context.addIssue({ code: 'custom', path: ['fail', both], message: `camera ${JSON.stringify(fail[both])} is both ok and fail in one round` });
  })),
});

export interface Round { readonly ok: readonly string[]; readonly fail: readonly string[] }
export interface RoundOnlineRate { readonly pooled: Rate; readonly anyRound: Rate; readonly allRounds: Rate; readonly coverage: Rate }

/**
 * 轮巡在线率, three honest figures of the same rounds. A camera in neither list was not tested in that round; one that is not
 * in `cameras` is not of this population and counts nowhere, and a name repeated within a list counts once.
 */
export function roundOnlineRate(cameras: Iterable<string>, rounds: readonly Round[]): RoundOnlineRate {
  const tested = new Map([...cameras].map((id) => [id, { oks: 0, fails: 0 }]));
  for (const { ok, fail } of rounds) {
    for (const id of new Set(ok)) { const one = tested.get(id); if (one) one.oks += 1; }
    for (const id of new Set(fail)) { const one = tested.get(id); if (one) one.fails += 1; }
  }
  let [oks, fails, once, any, all] = [0, 0, 0, 0, 0];
  for (const one of tested.values()) {
    oks += one.oks;
    fails += one.fails;
    if (one.oks + one.fails === 0) continue;
    once += 1;
    if (one.oks > 0) any += 1;
    if (one.fails === 0) all += 1;
  }
  return { pooled: rateOf(oks, oks + fails), anyRound: rateOf(any, once), allRounds: rateOf(all, once), coverage: rateOf(oks + fails, tested.size * rounds.length) };
}
