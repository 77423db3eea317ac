import { connect } from 'node:net';
import { once } from 'node:events';
import { openTestDistrict, pick, RtspTalk, type HostTruth } from '../../testing/talk.js';
import { type District } from '../district.js';
import { type CameraTruth } from '../control/truth.js';

let district: District;
beforeAll(async () => { district = await openTestDistrict({ cameras: 120, oddities: 'each', lock: { failures: 5, lockS: 300 } }); });
afterAll(async () => { await district.close(); });
afterEach(() => { district.faults.clear(); });

const host = (fits: (each: HostTruth) => boolean): HostTruth => pick(district.truth().hosts, fits);
const camera = (fits: (each: CameraTruth) => boolean): CameraTruth => pick(district.truth().cameras, fits);
const talkTo = (ip: string): Promise<RtspTalk> => RtspTalk.open(ip, district.ports.rtsp);
const uriOf = (each: CameraTruth, path = each.rtspPath): string => `rtsp://${each.ip}:${district.ports.rtsp}${path}`;
const loginOf = (each: CameraTruth): { username: string; password: string } => pick(district.truth().hosts, (other) => other.id === each.hostId).credential ?? { username: '', password: '' };
const healthy = (each: CameraTruth): boolean => each.personality === 'healthy';
const counters = (each: CameraTruth) => pick(district.truth().hosts, (other) => other.id === each.hostId).counters;

const withTalk = async <T>(ip: string, work: (talk: RtspTalk) => Promise<T>): Promise<T> => {
  const talk = await talkTo(ip);
  try { return await work(talk); } finally { talk.close(); }
};

it('answers OPTIONS to anybody, without a login', async () => {
  const it = camera(healthy);
  const answer = await withTalk(it.ip, (talk) => talk.ask('OPTIONS', uriOf(it)));
  expect(answer?.status).toBe(200);
  expect(answer?.headers.get('public')).toContain('DESCRIBE');
});

it.each(['haiwei', 'dahe', 'yuguan', 'ipcam'])('plays main and sub stream of a %s, with a digest login', async (make) => {
  const it = camera((each) => healthy(each) && each.manufacturer.toLowerCase() === make);
  for (const path of [it.rtspPath, it.subPath]) {
    await withTalk(it.ip, async (talk) => {
      const sdp = await talk.askWithLogin('DESCRIBE', uriOf(it, path), loginOf(it), ['Accept: application/sdp']);
      const codec = path === it.rtspPath ? it.codec.main : it.codec.sub;
      expect(sdp?.body).toContain(`a=rtpmap:96 ${codec.toUpperCase()}/90000`);
      expect(sdp?.body).toMatch(codec === 'h264' ? /sprop-parameter-sets=[\w+/=]+,[\w+/=]+/ : /sprop-vps=[^;]+;sprop-sps=[^;]+;sprop-pps=/);
      await talk.play(uriOf(it, path), loginOf(it));
      expect(await talk.packetsFor(10)).toBe(true);
      expect(talk.packets.filter((packet) => packet.channel === 1)).toHaveLength(1);
    });
  }
});

it('sends each channel of a recorder under its own path', async () => {
  const it = camera((each) => each.channel === 2);
  const answer = await withTalk(it.ip, (talk) => talk.askWithLogin('DESCRIBE', uriOf(it), loginOf(it)));
  expect(answer?.status).toBe(200);
  const beyond = uriOf(it).replace('201', '9901').replace('channel=2', 'channel=99').replace('ch01', 'ch99').replace('/c2/', '/c99/');
  expect((await withTalk(it.ip, (talk) => talk.askWithLogin('DESCRIBE', beyond, loginOf(it))))?.status).toBe(404);
});

it('takes the XMeye address with the login inside', async () => {
  const it = camera((each) => each.personality === 'duplicate-serial');
  const { username, password } = loginOf(it);
  const path = `/user=${username}_password=${encodeURIComponent(password)}_${it.rtspPath.slice(1)}`;
  expect((await withTalk(it.ip, (talk) => talk.askWithLogin('DESCRIBE', uriOf(it, path), loginOf(it))))?.status).toBe(200);
});

it('refuses a wrong password with a fresh challenge, and locks after the fifth', async () => {
  const it = camera((each) => each.personality === 'h265-only');
  await withTalk(it.ip, async (talk) => {
    for (let n = 0; n < 5; n++) expect((await talk.askWithLogin('DESCRIBE', uriOf(it), { ...loginOf(it), password: 'guess' }))?.status).toBe(401);
    expect((await talk.askWithLogin('DESCRIBE', uriOf(it), loginOf(it)))?.status).toBe(403);
    expect((await talk.ask('OPTIONS', uriOf(it)))?.status).toBe(200);
  });
  expect(counters(it).authRejected).toBe(6);
});

it.each([
  ['UDP', ['Transport: RTP/AVP;unicast;client_port=5000-5001'], 461],
  ['nothing', [], 461],
])('refuses to set up over %s', async (_what, headers, status) => {
  const it = camera(healthy);
  expect((await withTalk(it.ip, (talk) => talk.askWithLogin('SETUP', `${uriOf(it)}/trackID=1`, loginOf(it), headers)))?.status).toBe(status);
});

it('refuses PLAY before SETUP, in a foreign session, and methods it does not know', async () => {
  const it = camera(healthy);
  await withTalk(it.ip, async (talk) => {
    expect((await talk.askWithLogin('PLAY', uriOf(it), loginOf(it)))?.status).toBe(455);
    await talk.askWithLogin('SETUP', `${uriOf(it)}/trackID=1`, loginOf(it), ['Transport: RTP/AVP/TCP;unicast;interleaved=4-5']);
    expect((await talk.askWithLogin('PLAY', uriOf(it), loginOf(it), ['Session: someone-else']))?.status).toBe(454);
    expect((await talk.ask('RECORD', uriOf(it)))?.status).toBe(405);
  });
});

it('stops at TEARDOWN, and counts the viewer out', async () => {
  const it = camera(healthy);
  await withTalk(it.ip, async (talk) => {
    const session = await talk.play(uriOf(it), loginOf(it));
    await talk.packetsFor(3);
    expect(counters(it).streams).toBe(1);
    expect((await talk.ask('TEARDOWN', uriOf(it), [`Session: ${session}`]))?.status).toBe(200);
    expect(counters(it).streams).toBe(0);
    const count = talk.packets.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(talk.packets).toHaveLength(count);
  });
});

it('goes silent when unplugged in the middle of a stream: no packets, no goodbye, new callers unanswered', async () => {
  const it = camera((each) => healthy(each) && each.recorderId === null);
  const talk = await talkTo(it.ip);
  await talk.play(uriOf(it), loginOf(it));
  await talk.packetsFor(3);
  let ended = false;
  talk.socket.on('end', () => { ended = true; }).on('close', () => { ended = true; });
  const fault = district.faults.inject({ kind: 'unplug-camera', target: it.id });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const count = talk.packets.length;
  expect(await talk.ask('OPTIONS', uriOf(it), [], 400)).toBeUndefined();
  expect(await withTalk(it.ip, (other) => other.ask('OPTIONS', uriOf(it), [], 400))).toBeUndefined();
  expect(talk.packets).toHaveLength(count);
  expect(ended).toBe(false);
  district.faults.end(fault.id);
  await new Promise<void>((resolve) => { if (talk.socket.closed) resolve(); else talk.socket.once('close', () => resolve()); });
  expect((await withTalk(it.ip, (other) => other.ask('OPTIONS', uriOf(it))))?.status).toBe(200);
});

it('answers 404 for a recorder channel whose camera is unplugged, and 200 for its neighbour', async () => {
  const it = camera((each) => each.channel === 1 && each.recorderId !== null);
  const neighbour = camera((each) => each.recorderId === it.recorderId && each.channel === 2);
  district.faults.inject({ kind: 'unplug-camera', target: it.id });
  await withTalk(it.ip, async (talk) => {
    expect((await talk.ask('OPTIONS', uriOf(it)))?.status).toBe(404);
    expect((await talk.ask('OPTIONS', uriOf(neighbour)))?.status).toBe(200);
  });
});

it('frees the descriptor of a caller that gave up on a dead camera', async () => {
  const it = camera((each) => each.personality === 'dead');
  const before = district.state().sockets.rtsp;
  const callers = await Promise.all(Array.from({ length: 50 }, async () => {
    const socket = connect({ host: it.ip, port: district.ports.rtsp });
    await once(socket, 'connect');
    return socket;
  }));
  for (const socket of callers) socket.resetAndDestroy();
  const until = Date.now() + 3_000;
  while (district.state().sockets.rtsp > before && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(district.state().sockets.rtsp).toBeLessThanOrEqual(before);
});

describe('the odd ones', () => {
  it('dead and silent: accepted, then nothing', async () => {
    for (const personality of ['dead', 'silent']) {
      const it = camera((each) => each.personality === personality);
      expect(await withTalk(it.ip, (talk) => talk.ask('OPTIONS', uriOf(it), [], 500))).toBeUndefined();
    }
  });

  it('slow: right, after a second and a half', async () => {
    const it = camera((each) => each.personality === 'slow');
    const asked = Date.now();
    expect((await withTalk(it.ip, (talk) => talk.ask('OPTIONS', uriOf(it))))?.status).toBe(200);
    expect(Date.now() - asked).toBeGreaterThanOrEqual(1_490);
  });

  it('drip: a byte a second, never an answer', async () => {
    const it = camera((each) => each.personality === 'drip');
    const socket = connect({ host: it.ip, port: district.ports.rtsp });
    let bytes = 0;
    socket.on('data', (chunk) => { bytes += chunk.length; });
    socket.write('OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n');
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    socket.destroy();
    expect(bytes).toBe(2);
  });

  it('garbage: bytes of no language, then the end', async () => {
    const it = camera((each) => each.personality === 'garbage');
    const socket = connect({ host: it.ip, port: district.ports.rtsp });
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk)).write('OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n');
    await once(socket, 'close');
    expect(Buffer.concat(chunks).length).toBeGreaterThan(200);
    expect(Buffer.concat(chunks).toString('latin1')).not.toContain('RTSP/1.0');
  });

  it('changed password: the site\'s login is refused, the real one works', async () => {
    const it = camera((each) => each.personality === 'changed-password');
    const site = pick(district.truth().sites, (each) => each.id === it.siteId);
    expect((await withTalk(it.ip, (talk) => talk.askWithLogin('DESCRIBE', uriOf(it), site.credential)))?.status).toBe(401);
    expect((await withTalk(it.ip, (talk) => talk.askWithLogin('DESCRIBE', uriOf(it), loginOf(it))))?.status).toBe(200);
  });

  it('wrong clock: says it in the Date header', async () => {
    const it = camera((each) => each.personality === 'clock-8h');
    const answer = await withTalk(it.ip, (talk) => talk.ask('OPTIONS', uriOf(it)));
    expect((Date.parse(answer?.headers.get('date') ?? '') - Date.now()) / 3_600_000).toBeCloseTo(8, 1);
  });
});

it('lets gateways, switches and the core answer OPTIONS: sentinels', async () => {
  for (const kind of ['core', 'aggregation', 'gateway', 'switch']) {
    const it = host((each) => each.kind === kind);
    await withTalk(it.ip, async (talk) => {
      expect((await talk.ask('OPTIONS', `rtsp://${it.ip}/`))?.status).toBe(200);
      expect((await talk.ask('DESCRIBE', `rtsp://${it.ip}/`))?.status).toBe(404);
    });
  }
});

it('resets callers of an address that nobody has, and swallows those of one that somebody left', async () => {
  const it = camera((each) => healthy(each) && each.recorderId === null);
  const empty = connect({ host: '127.20.200.200', port: district.ports.rtsp });
  const [error] = await once(empty, 'error') as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNRESET');
  district.faults.inject({ kind: 'move-camera', target: it.id });
  expect(await withTalk(it.ip, (talk) => talk.ask('OPTIONS', uriOf(it), [], 400))).toBeUndefined();
  const moved = camera((each) => each.id === it.id);
  expect(moved.ip).not.toBe(it.ip);
  expect((await withTalk(moved.ip, (talk) => talk.ask('OPTIONS', uriOf(moved))))?.status).toBe(200);
});

it('ends a connection that speaks no RTSP with 400', async () => {
  const it = camera(healthy);
  const socket = connect({ host: it.ip, port: district.ports.rtsp });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk)).write('GET / HTTP/1.1\r\n\r\n');
  await once(socket, 'end');
  socket.destroy();
  expect(Buffer.concat(chunks).toString()).toMatch(/^RTSP\/1\.0 400/);
});
