import { rtspFaults } from './faults.js';

export interface RtspResponse {
  readonly status: number;
  readonly cseq: number | undefined;
  /** Names in lower case; a header that came twice has two values. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

export interface RtspRequestHead { readonly method: string; readonly cseq: string }

export interface RtspEars {
  /** A view of the receive buffer, valid during the call. */
  packet(channel: number, data: Buffer): void;
  response(response: RtspResponse): void;
  /** Some cameras ask too (OPTIONS, SET_PARAMETER, ANNOUNCE). */
  request(request: RtspRequestHead): void;
}

export const headLimit = 16_384;
export const bodyLimit = 65_536;
/** The longest thing that must lie in one piece: an answer's head and body. The rest is room to read into. */
const capacity = 4 * 65_536;
const leastRoom = 16_384;

const serverMethods = ['OPTIONS', 'ANNOUNCE', 'SET_PARAMETER', 'GET_PARAMETER', 'REDIRECT', 'TEARDOWN', 'PLAY_NOTIFY', 'DESCRIBE', 'PAUSE', 'PLAY', 'SETUP', 'RECORD'];
const starts = ['RTSP/', ...serverMethods.map((method) => `${method} `)];

type Head = ({ readonly kind: 'response'; readonly status: number; readonly cseq: number | undefined } | { readonly kind: 'request'; readonly request: RtspRequestHead }) & { readonly headers: Map<string, string[]>; readonly bodyBytes: number };

/**
 * Cuts the byte stream of one connection into interleaved packets and messages. The socket reads straight into `room`, packets are handed
 * on as views: nothing is copied except an unfinished rest, once per filled buffer. Throws a Fault when the limits are exceeded or when what
 * follows is neither packet nor message; after that the reader is of no more use.
 *
 * RFC 2326 §10.12, §4
 *
 *   | $ | channel (8) | length (16) | length bytes |
 *   | RTSP/1.0 200 OK CRLF | name: value CRLF … | CRLF | Content-Length bytes |
 */
export class RtspReader {
  private readonly buffer = Buffer.allocUnsafeSlow(capacity);
  private from = 0;
  private to = 0;
  /** Where the search for the end of a head goes on: bytes are searched once, however they drip in. */
  private searched = 0;
  private head: Head | undefined;

  constructor(private readonly ears: RtspEars) {}

  /** Where the next bytes go; never empty. */
  room(): Buffer {
    if (this.from === this.to) this.move(0);
    else if (capacity - this.to < leastRoom) this.move(this.to - this.from);
    return this.buffer.subarray(this.to);
  }

  /** `bytes` have been written to the start of `room`. */
  wrote(bytes: number): void {
    this.to += bytes;
    while (this.from < this.to && this.step());
  }

  /** For bytes that come in a buffer of their own. */
  feed(chunk: Buffer): void {
    for (let at = 0; at < chunk.length;) {
      const taken = chunk.copy(this.room(), 0, at);
      at += taken;
      this.wrote(taken);
    }
  }

  private move(left: number): void {
    if (left > 0) this.buffer.copyWithin(0, this.from, this.to);
    this.searched = Math.max(0, this.searched - this.from);
    this.from = 0;
    this.to = left;
  }

  /** One thing more; false when it is not all there yet. */
  private step(): boolean {
    if (this.head) return this.body(this.head);
    const first = this.buffer[this.from] as number;
    if (first === 0x24) return this.packet();
    if (first === 13 || first === 10) { this.from++; return true; } // empty lines between messages, as in RFC 9112 §2.2
    return this.message();
  }

  private packet(): boolean {
    if (this.to - this.from < 4) return false;
    const end = this.from + 4 + this.buffer.readUInt16BE(this.from + 2);
    if (end > this.to) return false;
    const data = this.buffer.subarray(this.from + 4, end);
    const channel = this.buffer[this.from + 1] as number;
    this.from = end;
    this.ears.packet(channel, data);
    return true;
  }

  private message(): boolean {
    const seen = this.buffer.toString('latin1', this.from, Math.min(this.to, this.from + 16));
    if (!starts.some((start) => start.startsWith(seen.slice(0, start.length)))) throw rtspFaults.lostSync();
    const end = this.headEnd();
    if ((end < 0 ? this.to : end) - this.from > headLimit) throw rtspFaults.tooLarge('an answer\'s head is', headLimit);
    if (end < 0) return false;
    this.head = readHead(this.buffer.toString('latin1', this.from, end));
    this.from = this.searched = end;
    return this.body(this.head);
  }

  /** Index behind the empty line; tolerates bare line feeds. */
  private headEnd(): number {
    const seen = this.buffer.subarray(this.from, this.to);
    for (let at = seen.indexOf(10, Math.max(0, this.searched - this.from)); at >= 0; at = seen.indexOf(10, at + 1)) {
      const [next, afterNext] = [seen[at + 1], seen[at + 2]];
      if (next === 10) return this.from + at + 2;
      if (next === 13 && afterNext === 10) return this.from + at + 3;
      if (next === undefined || (next === 13 && afterNext === undefined)) { this.searched = this.from + at; return -1; }
    }
    this.searched = this.to;
    return -1;
  }

  private body(head: Head): boolean {
    if (this.to - this.from < head.bodyBytes) return false;
    const body = this.buffer.toString('utf8', this.from, this.from + head.bodyBytes);
    this.from += head.bodyBytes;
    this.head = undefined;
    this.searched = this.from;
    if (head.kind === 'response') this.ears.response({ status: head.status, cseq: head.cseq, headers: head.headers, body });
    else this.ears.request(head.request);
    return true;
  }
}

function readHead(text: string): Head {
  const [first = '', ...lines] = text.split('\n');
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const values = headers.get(name);
    if (values) values.push(line.slice(colon + 1).trim());
    else headers.set(name, [line.slice(colon + 1).trim()]);
  }
  const bodyBytes = bodyLength(headers.get('content-length')?.[0]);
  const cseq = headers.get('cseq')?.[0];
  const status = /^RTSP\/\d\.\d +(\d{3})(?:\s|$)/.exec(first)?.[1];
  if (status !== undefined) return { kind: 'response', status: Number(status), cseq: cseq !== undefined && /^\d{1,9}$/.test(cseq) ? Number(cseq) : undefined, headers, bodyBytes };
  const method = /^([A-Z_]+) \S+ RTSP\/\d\.\d\s*$/.exec(first)?.[1];
  if (method === undefined) throw rtspFaults.protocol('a message begins with neither a status nor a request line');
  return { kind: 'request', request: { method, cseq: cseq ?? '0' }, headers, bodyBytes };
}

function bodyLength(said: string | undefined): number {
  if (said === undefined || said === '') return 0;
  if (!/^\d{1,12}$/.test(said)) throw rtspFaults.protocol('a body of no readable length');
  if (Number(said) > bodyLimit) throw rtspFaults.tooLarge('an answer\'s body is', bodyLimit);
  return Number(said);
}
