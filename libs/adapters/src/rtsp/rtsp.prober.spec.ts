import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { systemClock } from '#kernel';
import { openPeer, proberConformance } from '../conformance/prober-conformance.js';
import { firstLineOf, lineLimit } from './answer.js';
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

describe('answers from strangers', () => {
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  afterEach(() => { for (const socket of sockets) socket.destroy(); sockets.clear(); for (const server of servers.splice(0)) server.close(); });
  const peer = (answer: (socket: Socket) => void) => new Promise<number>((ready) => {
    const server = createServer((socket) => { sockets.add(socket); socket.on('error', () => undefined); socket.once('data', () => answer(socket)); });
    servers.push(server);
    server.listen(0, '127.0.0.1', () => ready((server.address() as AddressInfo).port));
  });
  const { prober } = rtsp({ clock: systemClock, answerMs: 1_200 });
  const probe = (port: number) => prober.probe({ cameraId: 'c', siteId: 's', ip: '127.0.0.1', rtspPort: port, rtspPath: null, onvifPort: null, onvifPath: null, recorderKey: null, credential: null }, new AbortController().signal);
  const every = (socket: Socket, ms: number, say: () => string): void => { const timer = setInterval(() => socket.write(say(), 'latin1'), ms); socket.on('close', () => clearInterval(timer)); };

  it.each<[string, (socket: Socket) => void, { reason: string; detail: string }]>([
    ['bytes of no origin', (socket) => socket.write(Buffer.from('00ff10fe0d0a0d0a', 'hex')), { reason: 'protocol', detail: 'the answer is not RTSP' }],
    ['a status line without an end', (socket) => every(socket, 5, () => `RTSP/1.0 200 ${'O'.repeat(500)}`), { reason: 'protocol', detail: 'the answer has no end' }],
    ['a status that is none', (socket) => socket.write('RTSP/1.0 999 What\r\n\r\n'), { reason: 'protocol', detail: 'the answer has no status' }],
    ['a status line a byte every 200 ms', (socket) => { const line = 'RTSP/1.0 200 OK\r\n'; let at = 0; every(socket, 200, () => line[at++] ?? ''); }, { reason: 'timeout', detail: expect.stringContaining('no answer in 1200 ms') as unknown as string }],
    ['SIP', (socket) => socket.write('SIP/2.0 200 OK\r\n\r\n'), { reason: 'protocol', detail: 'the answer is not RTSP' }],
  ])('calls %s what it is', async (_, answer, expected) => {
    const started = Date.now();
    expect(await probe(await peer(answer))).toMatchObject({ state: 'down', ...expected });
    expect(Date.now() - started).toBeLessThan(2_500);
  });

  it('does not listen to headers that never end: the status was enough, and the connection is closed', async () => {
    let closed = false;
    const port = await peer((socket) => { socket.write('RTSP/1.0 200 OK\r\n'); every(socket, 1, () => `X-More: ${'x'.repeat(4_000)}\r\n`); socket.on('close', () => { closed = true; }); });
    const before = process.memoryUsage().rss;
    expect(await probe(port)).toMatchObject({ state: 'up', evidence: 'E1' });
    await new Promise((wake) => setTimeout(wake, 100));
    expect(closed).toBe(true);
    expect(process.memoryUsage().rss - before).toBeLessThan(30 << 20);
  });

  it('answers any bytes, in any pieces, with a verdict', async () => {
    let next: readonly Uint8Array[] = [];
    const port = await peer((socket) => { for (const part of next) socket.write(part); socket.end(); });
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('RTSP/', '1.0 ', '200', ' OK', '\r\n', 'RTSP/1.0 401 x\r\n').map((text) => Buffer.from(text))), { maxLength: 6 }), async (parts) => {
      next = parts;
      expect(await probe(port)).toMatchObject({ state: expect.stringMatching(/^(up|down)$/) });
    }), { numRuns: 150 });
  }, 60_000);
});

it('waits, decides or refuses for any beginning of an answer, and never waits beyond the limit', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.tuple(fc.constantFrom('RTSP/1.0 ', 'RTSP/2.0 2', 'RTSP', ''), fc.string({ unit: 'binary', maxLength: 3_000 })).map((parts) => parts.join(''))), (text) => {
    const line = firstLineOf(text);
    if (text.length > lineLimit + 2) expect(line.kind).not.toBe('more');
    if (line.kind === 'status') expect(line.status).toBeGreaterThanOrEqual(100);
  }), { numRuns: 3_000 });
});
