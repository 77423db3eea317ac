export { Fault, asFault, faultKinds, type FaultKind, type FaultDetail } from './fault.js';
export { systemClock, type Clock } from './clock.js';
export { newId, newSecret, digestOf, stableHash } from './ids.js';
export { openLog, type Log } from './log.js';
export { metrics, openMetrics, counter, gauge, histogram, faultsTotal } from './metrics.js';
