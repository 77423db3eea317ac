import { framed, seeded } from '#protocols/testing';
import { bodyLimit, headLimit, RtspReader, type RtspRequestHead, type RtspResponse } from './reader.js';

class Ears {
  readonly packets: { channel: number; text: string }[] = [];
  readonly responses: RtspResponse[] = [];
  readonly requests: RtspRequestHead[] = [];
  packet(channel: number, data: Buffer): void { this.packets.push({ channel, text: data.toString('latin1') }); }
  response(response: RtspResponse): void { this.responses.push(response); }
  request(request: RtspRequestHead): void { this.requests.push(request); }
}
const read = (data: Buffer | string, pieces = [Number.MAX_SAFE_INTEGER]): Ears => {
  const ears = new Ears();
  const reader = new RtspReader(ears);
  const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
  for (let at = 0, n = 0; at < bytes.length; n++) { const size = pieces[n % pieces.length] ?? 1; reader.feed(bytes.subarray(at, at + size)); at += size; }
  return ears;
};
const answer = 'RTSP/1.0 200 OK\r\nCSeq: 3\r\nContent-Length: 5\r\nWWW-Authenticate: Digest a\r\nwww-authenticate: Basic b\r\n\r\nhello';

it('reads an answer with its body; a header that came twice has two values', () => {
  const [response] = read(answer).responses;
  expect(response).toMatchObject({ status: 200, cseq: 3, body: 'hello' });
  expect(response?.headers.get('www-authenticate')).toEqual(['Digest a', 'Basic b']);
});

it('reads packets and answers in any mixture and any pieces', () => {
  const stream = Buffer.concat([framed(0, Buffer.from('one')), Buffer.from(answer), framed(1, Buffer.alloc(0)), framed(0, Buffer.from('$two')), Buffer.from(answer), Buffer.from('OPTIONS * RTSP/1.0\r\nCSeq: 9\r\n\r\n'), framed(2, Buffer.from('three'))]);
  for (const pieces of [[1], [2, 3], [7], [50, 1], [100_000]]) {
    const { packets, responses, requests } = read(stream, pieces);
    expect(packets).toEqual([{ channel: 0, text: 'one' }, { channel: 1, text: '' }, { channel: 0, text: '$two' }, { channel: 2, text: 'three' }]);
    expect([responses.length, requests]).toEqual([2, [{ method: 'OPTIONS', cseq: '9' }]]);
  }
});

it('reads on for ever in the same memory: a million bytes in uneven pieces', () => {
  const random = seeded(3);
  const sent = Array.from({ length: 300 }, (_, n) => Buffer.alloc(random(n % 50 === 0 ? 65_536 : 1_500), n));
  const ears = read(Buffer.concat(sent.map((packet, n) => framed(n % 4, packet))), [1_448, 3, 60_000, 17]);
  expect(ears.packets.map((packet) => packet.text.length)).toEqual(sent.map((packet) => packet.length));
  expect(ears.packets.every((packet, n) => packet.text === sent[n]?.toString('latin1'))).toBe(true);
});

it('hands packets on as views of where they arrived', () => {
  const views: Buffer[] = [];
  const reader = new RtspReader({ packet: (_, data) => { views.push(data); }, response: () => undefined, request: () => undefined });
  const room = reader.room();
  const size = framed(0, Buffer.from('abc')).copy(room);
  reader.wrote(size);
  expect(views[0]?.buffer).toBe(room.buffer);
});

it('tolerates bare line feeds, empty lines between messages and headers that are none', () => {
  expect(read('\r\n\r\nRTSP/1.0 200 OK\nCSeq: 1\nwhat is this\n: nor this\n\n\nRTSP/1.0 404\r\nCSeq: x\r\n\r\n').responses).toMatchObject([{ status: 200, cseq: 1 }, { status: 404, cseq: undefined }]);
});

it.each([['garbage', '\u0000\u0001garbage'], ['another protocol', 'HTTP/1.1 200 OK\r\n\r\n'], ['a lost byte', `x${answer}`], ['a packet whose length lied', `$\u0000\u0000\u0001ab${answer}`]])('gives up at %s: what follows cannot be trusted', (_, text) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ kind: 'misunderstood', code: 'protocols.rtsp-lost-sync' }));
});

it.each([['no status', 'RTSP/1.0 abc\r\n\r\n'], ['no request line', 'OPTIONS \r\n\r\n'], ['a body of minus one', 'RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n'], ['a body of letters', 'RTSP/1.0 200 OK\r\nContent-Length: 1e3\r\n\r\n']])('refuses %s', (_, text) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code: 'protocols.rtsp' }));
});

it('has a limit for the head and one for the body, with an error of their own', () => {
  const long = `RTSP/1.0 200 OK\r\nX: ${'a'.repeat(headLimit)}`;
  for (const text of [long, `${long}\r\n\r\n`, `RTSP/1.0 200 OK\r\nContent-Length: ${bodyLimit + 1}\r\n\r\n`]) expect(() => read(text)).toThrow(expect.objectContaining({ code: 'protocols.rtsp-too-large' }));
  expect(read(`RTSP/1.0 200 OK\r\nContent-Length: ${bodyLimit}\r\n\r\n${'b'.repeat(bodyLimit)}`).responses[0]?.body).toHaveLength(bodyLimit);
});

it('searches dripped bytes once: 16 kB a byte at a time are done at once', () => {
  const started = performance.now();
  const lines = `RTSP/1.0 200 OK\r\n${'a: b\r\n'.repeat(2_500)}\r\n`;
  expect(read(lines, [1]).responses).toHaveLength(1);
  expect(() => read(Buffer.concat([Buffer.from('RTSP/1.0 200 OK\r\n'), Buffer.alloc(30_000, '\r')]), [1])).toThrow(expect.objectContaining({ code: 'protocols.rtsp-too-large' }));
  expect(performance.now() - started).toBeLessThan(1_000);
});
