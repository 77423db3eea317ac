import { spawnSync, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { onvif } from '#adapters';
import { systemClock } from '#kernel';
import { openDistrict, type District } from '../../apps/simulator/src/district.js';
import { describeWith } from '../support/debian.js';

/** What the npm package gives us, as far as a foreign client's view of our simulator needs it. */
interface ForeignCamera { getDeviceInformation(done: (error: Error | null, info: { manufacturer: string; serialNumber: string }) => void): void; getStreamUri(options: { protocol: string }, done: (error: Error | null, stream: { uri: string }) => void): void; profiles: unknown[] }
const { Cam } = createRequire(import.meta.url)('onvif') as { Cam: new (options: object, done: (this: ForeignCamera, error: Error | null) => void) => ForeignCamera };

let district: District;
beforeAll(async () => { district = await openDistrict({ cameras: 60, base: '127.22.64.0', oddities: 'none', discovery: false, ports: { rtsp: 22_554, onvif: 22_800, control: 22_187 } }); }, 30_000);
afterAll(() => district.close());

const devices = () => district.truth().devices.filter((device) => device.kind !== 'switch' && device.credential);
const brands = () => [...new Map(devices().map((device) => [device.manufacturer, device])).values()];

it('is understood by a foreign ONVIF client: every brand, identity, profiles and stream address', async () => {
  expect(brands().length).toBeGreaterThan(2);
  for (const device of brands()) {
    const camera = await new Promise<ForeignCamera>((resolve, reject) => {
      new Cam({ hostname: device.ip, port: device.httpPort, path: device.onvifPath, username: device.credential?.username, password: device.credential?.password, timeout: 5_000 }, function done(error) { if (error) reject(error); else resolve(this); });
    });
    const info = await new Promise<{ manufacturer: string; serialNumber: string }>((resolve, reject) => camera.getDeviceInformation((error, got) => (error ? reject(error) : resolve(got))));
    expect(info.manufacturer).toBe(device.manufacturer);
    expect(camera.profiles.length).toBeGreaterThanOrEqual(device.channels);
    const { uri } = await new Promise<{ uri: string }>((resolve, reject) => camera.getStreamUri({ protocol: 'RTSP' }, (error, got) => (error ? reject(error) : resolve(got))));
    expect(uri).toMatch(/^rtsp:\/\//);
  }
}, 60_000);

it('is identified by our own adapter as what it is, to the last digit, with one password a device', async () => {
  const { identifier } = onvif({ clock: systemClock });
  for (const device of brands()) {
    const found = await identifier.identify({ ip: device.ip, httpPort: device.httpPort, onvifPath: device.onvifPath ?? '/onvif/device_service' }, device.credential, new AbortController().signal);
    expect(found).toMatchObject({ auth: 'accepted', identity: { manufacturer: device.manufacturer, model: device.model, serial: device.serial, firmware: device.firmware } });
    expect(found.channels).toHaveLength(device.channels);
  }
}, 60_000);

it('refuses a wrong password once, and is not asked again', async () => {
  const [device] = brands();
  const found = await onvif({ clock: systemClock }).identifier.identify({ ip: device?.ip ?? '', httpPort: device?.httpPort ?? 0, onvifPath: device?.onvifPath ?? '' }, { username: 'admin', password: 'wrong' }, new AbortController().signal);
  expect(found).toMatchObject({ auth: 'rejected' });
  expect(found.identity).toBeUndefined();
});

describeWith(['ffmpeg'], 'ffmpeg as a foreign reader', () => {
  it('decodes two seconds of our cameras over RTSP with digest, H.264 and H.265, without an error', async () => {
    const cameras = district.truth().cameras;
    for (const codec of ['h264', 'h265'] as const) {
      const camera = cameras.find((each) => each.codec.main === codec);
      const login = devices().find((device) => device.id === camera?.hostId)?.credential;
      if (!camera || !login) continue;
      const url = `rtsp://${login.username}:${encodeURIComponent(login.password)}@${camera.ip}:${camera.rtspPort}${camera.rtspPath}`;
      const reader = spawn('ffmpeg', ['-v', 'error', '-rtsp_transport', 'tcp', '-i', url, '-t', '2', '-f', 'null', '-', '-progress', 'pipe:1'], { stdio: ['ignore', 'pipe', 'pipe'] });
      let progress = '';
      let errors = '';
      reader.stdout.on('data', (data) => { progress += String(data); });
      reader.stderr.on('data', (data) => { errors += String(data); });
      expect(await new Promise((done) => reader.once('exit', done))).toBe(0);
      expect(Number([...progress.matchAll(/frame=\s*(\d+)/g)].at(-1)?.[1])).toBeGreaterThanOrEqual(15);
      expect(errors).toBe('');
    }
  }, 60_000);

  it('is there', () => expect(spawnSync('ffmpeg', ['-version']).status).toBe(0));
});
