export { FakeCamera, framed, type FakeCameraOptions, type FakeRequest } from './fake-camera.js';
export { rtpPacket, RtpWriter } from './rtp-writer.js';
export { hostile, seeded } from './hostile.js';
export { h264Sets, h265Sets } from './parameter-sets.js';
