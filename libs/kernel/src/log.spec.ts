import { PassThrough } from 'node:stream';
import { openLog } from './log.js';

function lines(write: (log: ReturnType<typeof openLog>) => void): string {
  const stream = new PassThrough();
  write(openLog('trial', 'info', stream));
  return String(stream.read());
}

it('never writes what travels under a secret name, two levels deep', () => {
  const text = lines((log) => log.info({ password: 'hunter2', body: { token: 'hunter2', person: { credential: 'hunter2' } } }, 'log-in'));
  expect(text).not.toContain('hunter2');
  expect(text).toContain('log-in');
});

it('removes the password from any address, also inside an error', () => {
  const text = lines((log) => log.error({ err: new Error('no answer from rtsp://admin:hunter2@10.1.2.3:554/1') }, 'at postgres://fengsui:hunter2@127.0.0.1/x'));
  expect(text).not.toContain('hunter2');
  expect(text).toContain('admin:[redacted]@10.1.2.3');
});

it('writes one JSON object a line, in UTC', () => {
  const line = JSON.parse(lines((log) => log.warn({ camera: 7 }, 'two\nlines'))) as Record<string, unknown>;
  expect(line).toMatchObject({ level: 'warn', name: 'trial', camera: 7, msg: 'two\nlines', time: expect.stringMatching(/Z$/) });
});
