/** What pages take from the server side: `api` (typed fetch), query options with their keys, the status channel, and the shapes. */
export { api, apiUrl, ApiFault, type FaultKind, type Query } from './client.js';
export * from './queries.js';
export * from './types.js';
export { clockAheadMs, liveChannel, serverNow, setChannel, LiveChannel, useGuard, useLink, useLiveCamera, useProgress, type Guard, type Link, type LiveCamera } from './live.js';
