import fc from 'fast-check';
import { RequestReader, type Incoming } from './request.js';

const read = (...chunks: (string | Buffer)[]): Incoming[] => {
  const reader = new RequestReader();
  return chunks.flatMap((chunk) => [...reader.read(Buffer.from(chunk as string))]);
};
const options = 'OPTIONS rtsp://127.16.1.1/a RTSP/1.0\r\nCSeq: 7\r\nUser-Agent: x\r\n\r\n';

it('reads a request whole, in pieces, and two at once', () => {
  const once = read(options);
  expect(once).toMatchObject([{ kind: 'request', method: 'OPTIONS', uri: 'rtsp://127.16.1.1/a' }]);
  expect(read(...options)).toEqual(once);
  expect(read(options + options)).toHaveLength(2);
});

it('steps over interleaved reports between requests', () => {
  const report = Buffer.concat([Buffer.from([0x24, 1, 0, 4]), Buffer.from('\r\n\r\n')]);
  expect(read(Buffer.concat([report, Buffer.from(options)])).map((each) => each.kind)).toEqual(['packet', 'request']);
});

it('waits for a body and skips it', () => {
  const withBody = 'GET_PARAMETER rtsp://a/ RTSP/1.0\r\nCSeq: 1\r\nContent-Length: 5\r\n\r\n';
  expect(read(withBody, 'hel')).toEqual([]);
  expect(read(withBody, 'hello', options).map((each) => each.kind)).toEqual(['request', 'request']);
});

it.each(['GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'OPTIONS\r\n\r\n', `A ${'x'.repeat(20_000)}`, `OPTIONS rtsp://a/ RTSP/1.0\r\nContent-Length: 99999999\r\n\r\n`, 'OPTIONS rtsp://a/ RTSP/1.0\r\nContent-Length: -1\r\n\r\n'])('calls %.20s broken', (text) => {
  expect(read(text).at(-1)).toEqual({ kind: 'broken' });
});

it('never throws and never holds more than a head and a body', () => {
  fc.assert(fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (chunks) => {
    const reader = new RequestReader();
    for (const chunk of chunks) for (const incoming of reader.read(Buffer.from(chunk))) if (incoming.kind === 'broken') return;
  }));
});
