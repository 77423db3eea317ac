import { request, type IncomingMessage } from 'node:http';
import { Fault, type Clock } from '#kernel';

export interface HttpAnswer { readonly status: number; readonly challenges: readonly string[]; readonly server: string; readonly body: string }
export interface HttpAsk { readonly ip: string; readonly port: number; readonly path: string; readonly body: string; readonly action: string; readonly authorization?: string; readonly deadlineMs: number; readonly signal: AbortSignal; readonly clock: Clock }

/** A camera's SOAP replies are a few kilobytes; a 200 MB one would cost us 539 MB (measured). */
const maxBody = 1024 * 1024;
const ours = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'ENETDOWN', 'EACCES', 'EPERM']);

/**
 * One POST on a connection of its own, ended by an overall deadline: a peer that drips a byte every 400 ms never trips an idle timeout.
 * Throws Fault `invalid` (the path) | `unreachable` | `timeout` | `misunderstood` (too large, not HTTP) | `busy` (our own descriptors or network).
 */
export function postSoap({ ip, port, path, body, action, authorization, deadlineMs, signal, clock }: HttpAsk): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(aborted());
    if (!/^\/[\x21-\x7e]*$/.test(path)) return reject(new Fault('invalid', { code: 'protocols.http-path', message: 'the path of the device must begin with / and hold no spaces or signs outside ASCII', zh: '设备路径须以 / 开头，且不含空格和非 ASCII 字符' }));
    const data = Buffer.from(body);
    const call = request({
      host: ip, port, path, method: 'POST', agent: false, insecureHTTPParser: false, maxHeaderSize: 16_384,
      headers: { 'Content-Type': `application/soap+xml; charset=utf-8; action="${action}"`, 'Content-Length': data.length, 'User-Agent': 'Fengsui', Connection: 'close', ...(authorization ? { Authorization: authorization } : {}) },
    });
    const fail = (fault: Fault) => { finish(); call.destroy(); reject(fault); };
    const onAbort = () => fail(aborted());
    const cancel = clock.after(deadlineMs, () => fail(new Fault('timeout', { code: 'protocols.http-timeout', message: `no complete answer in ${deadlineMs} ms` })));
    const finish = () => { cancel(); signal.removeEventListener('abort', onAbort); };
    signal.addEventListener('abort', onAbort, { once: true });
    call.on('error', (cause: NodeJS.ErrnoException) => fail(faultOf(cause)));
    // Without a listener node closes the socket and says nothing.
    call.on('upgrade', () => fail(new Fault('misunderstood', { code: 'protocols.not-http', message: 'the answer changes to another protocol' })));
    call.on('response', (answer: IncomingMessage) => {
      const parts: Buffer[] = [];
      let size = 0;
      answer.on('data', (part: Buffer) => {
        size += part.length;
        if (size > maxBody) return fail(new Fault('misunderstood', { code: 'protocols.http-too-large', message: `the answer is larger than ${maxBody} bytes` }));
        parts.push(part);
      });
      answer.on('error', (cause: NodeJS.ErrnoException) => fail(faultOf(cause)));
      answer.on('end', () => {
        finish();
        const challenge = answer.headersDistinct['www-authenticate'] ?? [];
        resolve({ status: answer.statusCode ?? 0, challenges: challenge, server: String(answer.headers.server ?? ''), body: Buffer.concat(parts).toString('utf8') });
      });
    });
    call.end(data);
  });
}

const aborted = () => new Fault('busy', { code: 'protocols.aborted', message: 'the question was stopped' });

function faultOf(cause: NodeJS.ErrnoException): Fault {
  const code = cause.code ?? '';
  if (ours.has(code)) return new Fault('busy', { code: 'protocols.our-network', message: `our own machine could not ask: ${code}`, cause });
  if (code === 'ETIMEDOUT') return new Fault('timeout', { code: 'protocols.http-timeout', message: 'no connection', cause });
  if (code.startsWith('HPE_')) return new Fault('misunderstood', { code: 'protocols.not-http', message: `the answer is not HTTP: ${code}`, cause });
  if (code === 'ECONNRESET') return new Fault('misunderstood', { code: 'protocols.http-reset', message: 'the connection was closed before an answer', cause });
  return new Fault('unreachable', { code: 'protocols.http-unreachable', message: code || cause.message, cause, facts: { code } });
}
