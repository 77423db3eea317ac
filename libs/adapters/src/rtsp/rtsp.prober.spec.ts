import { systemClock } from '#kernel';
import { openPeer, proberConformance } from '../conformance/prober-conformance.js';
import { rtsp } from './rtsp.prober.js';

const voice = { answer: () => 'RTSP/1.0 200 OK\r\nCSeq: 1\r\nPublic: OPTIONS, DESCRIBE\r\n\r\n', refuse: () => 'RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\nWWW-Authenticate: Digest realm="x", nonce="1"\r\n\r\n' };

proberConformance('rtsp', async () => ({
  prober: rtsp({ clock: systemClock, answerMs: 1_200 }).prober, peer: await openPeer(voice),
  target: (port) => ({ cameraId: 'c', siteId: 's', ip: '127.0.0.1', rtspPort: port, rtspPath: null, onvifPort: null, onvifPath: null, recorderKey: null, credential: null }),
}));

it('asks nothing of a camera whose ledger has no RTSP port, and blames itself', async () => {
  const target = { cameraId: 'c', siteId: 's', ip: '127.0.0.1', rtspPort: null, rtspPath: null, onvifPort: 80, onvifPath: null, recorderKey: null, credential: null };
  expect(await rtsp({ clock: systemClock }).prober.probe(target, new AbortController().signal)).toMatchObject({ state: 'unknown', reason: 'our-fault' });
});
