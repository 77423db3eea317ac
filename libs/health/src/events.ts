import { event } from '#kernel';
import type { Evidence, Reason } from './prober.js';
import type { State } from './machine.js';

export const camerasTurned = event<{ changes: { cameraId: string; siteId: string; state: State; since: string; reason: Reason | null; evidence: Evidence | null }[] }>('health.cameras-turned');
export const outageOpened = event<{ outageId: string; kind: 'camera' | 'site' | 'observer'; siteId: string | null }>('health.outage-opened');
export const outageChanged = event<{ outageId: string; state: string }>('health.outage-changed');
export const guardTurned = event<{ prober: string; blind: boolean; why: string; since: string }>('health.guard-turned');
export const checkAsked = event<{ requestId: string; cameraId: string; shard: number }>('health.check-asked');
