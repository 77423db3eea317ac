import { HandClock } from '#kernel/testing';
import { systemClock, type Fault } from '#kernel';
import { FakeCamera, framed, rtpPacket, type FakeCameraOptions } from '#protocols/testing';
import { RtspSession, type RtspSessionOptions } from './session.js';

const sdp = ['v=0', 's=x', 'm=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000', 'a=control:trackID=1', ''].join('\r\n');
const packet = (sequence: number): Buffer => rtpPacket({ sequence, timestamp: 0 }, Buffer.from(`p${sequence}`));
const until = async (done: () => boolean): Promise<void> => { for (let n = 0; n < 400 && !done(); n++) await new Promise((resolve) => setTimeout(resolve, 5)); expect(done()).toBe(true); };

const open: { close(): Promise<void> }[] = [];
afterEach(async () => { for (const each of open.splice(0).reverse()) await each.close(); });

interface Heard { rtp: string[]; rtcp: string[]; ends: Fault[] }
const camera = async (o: Partial<FakeCameraOptions> = {}): Promise<FakeCamera> => { const it = await FakeCamera.open({ sdp, ...o }); open.push(it); return it; };
async function play(url: string, o: Partial<RtspSessionOptions> = {}, signal = new AbortController().signal): Promise<{ session: RtspSession; heard: Heard }> {
  const heard: Heard = { rtp: [], rtcp: [], ends: [] };
  const session = await RtspSession.open({
    url, clock: systemClock, onRtp: (_, data) => { heard.rtp.push(data.toString('latin1', 12)); }, onRtcp: (_, data) => { heard.rtcp.push(data.toString('latin1')); }, onEnd: (fault) => { heard.ends.push(fault); }, ...o,
  }, signal);
  open.push(session);
  return { session, heard };
}

it('plays, hears packets of its channels only, says goodbye and resets', async () => {
  const it = await camera({ headers: { SETUP: ['Session: s', 'Transport: RTP/AVP/TCP;unicast;interleaved=6-7'] }, packets: [framed(0, packet(9)), framed(6, packet(1)), framed(7, Buffer.from('rtcp')), framed(6, packet(2))] });
  const { session, heard } = await play(it.url());
  await until(() => heard.rtp.length === 2);
  expect([heard.rtp, heard.rtcp]).toEqual([['p1', 'p2'], ['rtcp']]);
  await Promise.all([session.close(), session.close()]);
  expect(it.methods()).toEqual(['OPTIONS', 'DESCRIBE', 'SETUP', 'PLAY', 'TEARDOWN']);
  await until(() => it.resets === 1);
  expect(heard.ends).toEqual([]);
});

it('logs in with what the address says, without sending it in a request line', async () => {
  const it = await camera({ login: { username: 'u', password: 'p@w' } });
  await play(it.url().replace('rtsp://', 'rtsp://u:p%40w@'));
  expect(it.methods()).toEqual(['OPTIONS', 'DESCRIBE', 'DESCRIBE', 'SETUP', 'PLAY']);
  expect(it.requests.every((request) => !request.uri.includes('@'))).toBe(true);
});

it('asks a camera with a wrong password exactly twice: once without, once with', async () => {
  const it = await camera({ login: { username: 'u', password: 'right' } });
  await expect(play(it.url(), { credential: { username: 'u', password: 'secret-wrong' } })).rejects.toMatchObject({ kind: 'refused', code: 'protocols.rtsp-auth', message: expect.not.stringMatching(/secret|127\.0/) });
  expect(it.methods()).toEqual(['OPTIONS', 'DESCRIBE', 'DESCRIBE']);
});

it('survives a nonce that went stale while playing', async () => {
  const clock = new HandClock();
  const it = await camera({ login: { username: 'u', password: 'p' } });
  const { heard } = await play(it.url(), { clock, credential: { username: 'u', password: 'p' }, silenceMs: 60_000 });
  it.nonce = 'second';
  await clock.advance(5_000); // half of the ten seconds in the Session header
  await until(() => it.methods().filter((method) => method === 'GET_PARAMETER').length === 2);
  expect(heard.ends).toEqual([]);
});

it('keeps alive at half the timeout, no more and no less', async () => {
  const clock = new HandClock();
  const it = await camera();
  await play(it.url(), { clock, silenceMs: 600_000 });
  await clock.advance(4_900);
  expect(it.methods()).not.toContain('GET_PARAMETER');
  for (const count of [1, 2]) { await clock.advance(5_000); await until(() => it.methods().filter((method) => method === 'GET_PARAMETER').length === count); }
});

it('calls a stream stalled after five seconds without a packet, though the connection stands', async () => {
  const clock = new HandClock();
  const { heard } = await play((await camera({ packets: [framed(0, packet(1))] })).url(), { clock });
  await until(() => heard.rtp.length === 1);
  await clock.advance(4_500);
  expect(heard.ends).toEqual([]);
  await clock.advance(1_000);
  expect(heard.ends).toMatchObject([{ kind: 'timeout', code: 'protocols.rtsp-stalled' }]);
});

it.each(['OPTIONS', 'DESCRIBE', 'SETUP', 'PLAY'])('gives a camera that is silent at %s its time, and no more', async (method) => {
  const it = await camera({ answer: (request) => request.method === method ? null : undefined });
  await expect(play(it.url(), { answerMs: 60 })).rejects.toMatchObject({ kind: 'timeout', code: 'protocols.rtsp-timeout', facts: { doing: method } });
});

it.each([['garbage', 'what?\r\n\r\n', 'protocols.rtsp-lost-sync'], ['a head without end', `RTSP/1.0 200 OK\r\n${'a: b\r\n'.repeat(4_000)}`, 'protocols.rtsp-too-large'], ['not found', 'RTSP/1.0 404 Not Found\r\nCSeq: {cseq}\r\n\r\n', 'protocols.rtsp-status']])('calls %s by its name', async (_, answer, code) => {
  const it = await camera({ answer: (request) => request.method === 'DESCRIBE' ? answer : undefined });
  await expect(play(it.url())).rejects.toMatchObject({ code });
});

it('tells a closed door from a camera that hangs up', async () => {
  await expect(play('rtsp://127.0.0.1:1/live')).rejects.toMatchObject({ kind: 'unreachable', code: 'protocols.rtsp-network' });
  const it = await camera();
  const { heard } = await play(it.url());
  it.sockets[0]?.end();
  await until(() => heard.ends.length === 1);
  expect(heard.ends).toMatchObject([{ kind: 'unreachable', code: 'protocols.rtsp-ended' }]);
});

it('stops at the signal: before it began, while it opens, while it plays', async () => {
  await expect(play('rtsp://127.0.0.1:1/live', {}, AbortSignal.abort())).rejects.toMatchObject({ code: 'protocols.aborted' });
  const silent = await camera({ answer: () => null });
  const opening = new AbortController();
  const refused = expect(play(silent.url(), {}, opening.signal)).rejects.toMatchObject({ code: 'protocols.aborted' });
  await until(() => silent.requests.length === 1);
  opening.abort();
  await refused;
  const it = await camera();
  const playing = new AbortController();
  const { heard, session } = await play(it.url(), {}, playing.signal);
  playing.abort();
  await until(() => it.methods().includes('TEARDOWN'));
  expect(heard.ends).toMatchObject([{ code: 'protocols.aborted' }]);
  await session.close();
});

it('ends with what its listener throws, and asks it nothing more', async () => {
  const it = await camera({ packets: [Buffer.concat([framed(0, packet(1)), framed(0, packet(2))])] });
  let calls = 0;
  const { heard } = await play(it.url(), { onRtp: () => { calls++; throw new Error('full'); } });
  await until(() => heard.ends.length === 1);
  expect([calls, heard.ends]).toMatchObject([1, [{ kind: 'bug', message: 'full' }]]);
});

it('sends reports on the control channel, and answers questions it does not know', async () => {
  const it = await camera({ packets: [Buffer.from('SET_PARAMETER rtsp://x RTSP/1.0\r\nCSeq: 77\r\n\r\n'), framed(0, packet(1))] });
  const { session, heard } = await play(it.url());
  await until(() => heard.rtp.length === 1);
  let back = '';
  it.sockets[0]?.on('data', (chunk) => { back += chunk.toString('latin1'); });
  const [track] = session.tracks;
  if (track) session.sendRtcp(track, Buffer.from('report'));
  await until(() => back.includes('$\u0001\u0000\u0006report'));
  expect(it.requests.some((request) => request.method === 'RTSP/1.0' && request.uri === '501')).toBe(true);
});

it('waits for a TEARDOWN no longer than it may, and leaves nothing open', async () => {
  const it = await camera({ answer: (request) => request.method === 'TEARDOWN' ? null : undefined });
  const { session } = await play(it.url(), { closeMs: 50 });
  const started = performance.now();
  await session.close();
  expect(performance.now() - started).toBeLessThan(400);
  await until(() => it.sockets.every((socket) => socket.destroyed));
});

it('does not take a late answer for the one to TEARDOWN', async () => {
  const it = await camera({ answer: (request) => request.method === 'TEARDOWN' ? 'RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n' : undefined });
  const { session } = await play(it.url(), { closeMs: 80 });
  const started = performance.now();
  await session.close();
  expect(performance.now() - started).toBeGreaterThan(70);
});
