export { onvif, type OnvifOptions } from './onvif/index.js';
export { rtsp, type RtspOptions } from './rtsp/rtsp.prober.js';
