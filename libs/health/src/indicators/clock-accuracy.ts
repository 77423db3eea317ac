import { judge, type Judged } from './rate.js';

/** How far a camera's clock may be off; GB/T 28181 sets the time at registration, so more than this is a fault. */
export const CLOCK_TOLERANCE_MS = 5_000;

/** 时钟准确率: within the tolerance, of the cameras whose clock was read; null is a clock that nobody could read. */
export function clockAccuracy(offsetsMs: Iterable<number | null>, toleranceMs = CLOCK_TOLERANCE_MS): Judged {
  let [right, wrong, unread] = [0, 0, 0];
  for (const offset of offsetsMs) {
    if (offset === null) unread += 1;
    else if (Math.abs(offset) <= toleranceMs) right += 1;
    else wrong += 1;
  }
  return judge(right, wrong, unread);
}
