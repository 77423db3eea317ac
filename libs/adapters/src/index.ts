export { onvif, type OnvifOptions } from './onvif/index.js';
export { rangeSweep, defaultPorts, type RangeSweepOptions } from './range-sweep/range-sweep.js';
export { rtsp, type RtspOptions } from './rtsp/rtsp.prober.js';
