export type VideoCodec = 'h264' | 'h265';

/**
 * Where a depacketiser writes NAL units, byte run by byte run, so that a payload is copied once: from the receive buffer to where it stays.
 * `open` begins a unit, `close` ends it, `abandon` says that it will never be whole.
 */
export interface NalSink {
  open(): void;
  byte(value: number): void;
  put(from: Buffer, start: number, end: number): void;
  close(): void;
  abandon(): void;
}

/** One packet payload in, NAL units out. */
export interface Depacketiser {
  /** True while a fragmented unit waits for its rest. */
  readonly unfinished: boolean;
  /** False when the payload contradicts itself: the picture is damaged, as if the packet had been lost. */
  push(payload: Buffer, sink: NalSink): boolean;
  /** Forgets a half unit, after loss. */
  reset(): void;
}

/** The aggregation body both codecs share: 16-bit size, unit, repeated (RFC 6184 §5.7.1, RFC 7798 §4.4.2). */
export function readAggregate(payload: Buffer, start: number, sink: NalSink): boolean {
  for (let at = start; at < payload.length;) {
    if (at + 2 > payload.length) return false;
    const size = payload.readUInt16BE(at);
    at += 2;
    if (at + size > payload.length) return false;
    if (size > 0) { sink.open(); sink.put(payload, at, at + size); sink.close(); }
    at += size;
  }
  return true;
}

const startCode = Buffer.from([0, 0, 1]);

/** Units between Annex-B start codes (H.264 and H.265 Annex B); one unit when there is no start code. Views, not copies. */
export function splitAnnexB(data: Buffer): Buffer[] {
  const units: Buffer[] = [];
  let from = 0;
  for (let at = data.indexOf(startCode); ; at = data.indexOf(startCode, from)) {
    const unit = trimZeros(data.subarray(from, at < 0 ? data.length : at));
    if (unit.length > 0) units.push(unit);
    if (at < 0) return units;
    from = at + 3;
  }
}

/** Without trailing zero bytes: every NAL unit ends in a set bit, the zeros belong to the next start code or to nobody. */
export function trimZeros(unit: Buffer): Buffer {
  let end = unit.length;
  while (end > 0 && unit[end - 1] === 0) end--;
  return unit.subarray(0, end);
}
