/** What a client sent: a request, or an interleaved packet (RTCP reports); `broken` ends the connection. */
export type Incoming =
  | { readonly kind: 'request'; readonly method: string; readonly uri: string; readonly headers: ReadonlyMap<string, string> }
  | { readonly kind: 'packet'; readonly channel: number }
  | { readonly kind: 'broken' };

const headerLimit = 16_384;
const bodyLimit = 65_536;

/** Cuts a TCP byte stream into RTSP requests (RFC 2326 §4, §10.12). Holds at most one request head and body. */
export class RequestReader {
  private rest: Buffer = Buffer.alloc(0);

  *read(chunk: Buffer): Generator<Incoming> {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    for (;;) {
      const next = this.rest[0] === 0x24 ? this.packet() : this.request();
      if (!next) return;
      yield next;
      if (next.kind === 'broken') return;
    }
  }

  private packet(): Incoming | undefined {
    if (this.rest.length < 4 || this.rest.length < 4 + this.rest.readUInt16BE(2)) return undefined;
    const channel = this.rest.readUInt8(1);
    this.rest = this.rest.subarray(4 + this.rest.readUInt16BE(2));
    return { kind: 'packet', channel };
  }

  private request(): Incoming | undefined {
    const end = this.rest.indexOf('\r\n\r\n');
    if (end < 0) return this.rest.length > headerLimit ? { kind: 'broken' } : undefined;
    const [first = '', ...lines] = this.rest.toString('latin1', 0, end).split('\r\n');
    const start = /^([A-Z_]{1,32}) (\S{1,2048}) RTSP\/1\.\d$/.exec(first);
    if (!start || end > headerLimit) return { kind: 'broken' };
    const headers = new Map<string, string>();
    for (const line of lines) {
      const colon = line.indexOf(':');
      if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    }
    const length = Number(headers.get('content-length') ?? 0);
    if (!Number.isInteger(length) || length < 0 || length > bodyLimit) return { kind: 'broken' };
    if (this.rest.length < end + 4 + length) return undefined;
    this.rest = this.rest.subarray(end + 4 + length);
    return { kind: 'request', method: start[1] ?? '', uri: start[2] ?? '', headers };
  }
}
