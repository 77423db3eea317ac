import { rateOf, type Rate } from './rate.js';
import { dayOf } from './shanghai-time.js';

/** Decree 799: recordings are kept for no less than 30 days. */
export const RETENTION_DAYS = 30;

/** `oldestPlayableAt` null: nothing that had to be recorded can be played. */
export interface Recorder { readonly mustRecord: boolean; readonly oldestPlayableAt: number | null }

/** 录像保存达标率, by calendar days: on the 31st, a recording of the 1st is 30 days old. */
export function retentionCompliance(cameras: Iterable<Recorder>, asOf: number, days = RETENTION_DAYS): Rate {
  let [kept, all] = [0, 0];
  for (const { mustRecord, oldestPlayableAt } of cameras) {
    if (!mustRecord) continue;
    all += 1;
    if (oldestPlayableAt !== null && dayOf(asOf) - dayOf(oldestPlayableAt) >= days) kept += 1;
  }
  return rateOf(kept, all);
}
