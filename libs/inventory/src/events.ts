import { event } from '#kernel';

/** Cameras were added, changed or taken away; probers read their shards again. */
export const camerasChanged = event<{ siteIds: string[] }>('inventory.cameras-changed');
export const runProgress = event<{ runId: string; state: string; progress: { total: number; asked: number; answered: number; found: number } }>('inventory.run-progress');
export const importProgress = event<{ jobId: string; state: string; progress: { done: number; total: number } }>('inventory.import-progress');
