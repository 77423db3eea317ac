import { spawn, type ChildProcess } from 'node:child_process';
import { rtsp } from '#adapters';
import { systemClock } from '#kernel';
import { describeWith } from '../support/debian.js';

describeWith(['python3-gi', 'gir1.2-gst-rtsp-server-1.0'], 'GStreamer\'s RTSP server as a foreign camera', () => {
  let camera: ChildProcess;
  let port: number;
  beforeAll(async () => {
    camera = spawn('/usr/bin/python3', ['test/interop/peers/gst-camera.py'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    camera.stderr?.on('data', (data) => { said += String(data); });
    port = await new Promise((resolve, reject) => {
      camera.stdout?.once('data', (data) => resolve(Number(data)));
      camera.once('exit', () => reject(new Error(`the foreign camera ended: ${said}`)));
    });
  }, 20_000);
  afterAll(() => { camera.kill('SIGKILL'); });

  const target = () => ({ cameraId: 'c', siteId: 's', ip: '127.0.0.1', rtspPort: port, rtspPath: '/live', onvifPort: null, onvifPath: null, recorderKey: null, credential: null });

  it('is up when our prober asks it, every time', async () => {
    const { prober } = rtsp({ clock: systemClock });
    for (let n = 0; n < 20; n++) expect(await prober.probe(target(), new AbortController().signal)).toMatchObject({ state: 'up', evidence: 'E1' });
  });

  it('is a timeout while it is stopped, and up again when it goes on', async () => {
    const { prober } = rtsp({ clock: systemClock, answerMs: 1_000 });
    camera.kill('SIGSTOP');
    expect(await prober.probe(target(), new AbortController().signal)).toMatchObject({ state: 'down', reason: 'timeout' });
    camera.kill('SIGCONT');
    expect(await prober.probe(target(), new AbortController().signal)).toMatchObject({ state: 'up' });
  });
});
