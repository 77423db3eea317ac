import type { RunProgress } from './queries.js';

/** Share of the questions asked, 0 to 1; null while the size of the task is not known yet. */
export function shareOf(progress: RunProgress | null): number | null {
  if (progress === null || progress.total <= 0) return null;
  return Math.min(1, progress.asked / progress.total);
}

/** Time left at the pace so far; null before a twentieth is done, because a guess from three answers jumps about. */
export function etaMs(progress: RunProgress | null, startedAt: string, now: number): number | null {
  const share = shareOf(progress);
  if (share === null || share < 0.05 || share >= 1) return null;
  const spent = now - Date.parse(startedAt);
  return spent <= 0 ? null : (spent / share) * (1 - share);
}
