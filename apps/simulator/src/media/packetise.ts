/** RTP payloads of one access unit, in sending order; the marker belongs on the last one. */
export type Payloads = readonly Buffer[];

/** 1,400 bytes of payload stay below a 1,500-byte Ethernet frame with RTP, TCP and IP around them. */
export const payloadLimit = 1_400;

/**
 * H.264 by RFC 6184, packetization-mode 1: small neighbours share a STAP-A (24), large units are cut into FU-A (28), others go alone.
 * STAP-A takes only parameter sets and SEI: that is what cameras do, and what receivers expect.
 */
export function packetiseH264(nals: readonly Buffer[], limit = payloadLimit): Payloads {
  const payloads: Buffer[] = [];
  let small: Buffer[] = [];
  const flush = (): void => {
    if (small.length === 1) payloads.push(small[0] as Buffer);
    else if (small.length > 1) payloads.push(aggregate(Buffer.of(24 | Math.max(...small.map((nal) => (nal[0] ?? 0) & 0x60))), small));
    small = [];
  };
  for (const nal of nals) {
    const type = (nal[0] ?? 0) & 31;
    if (type === 9) continue; // access unit delimiters say nothing that the marker does not
    if (type >= 6 && type <= 8 && aggregateSize(small, nal, 1) <= limit) { small.push(nal); continue; }
    flush();
    if (nal.length <= limit) payloads.push(nal);
    else payloads.push(...fragmentH264(nal, limit));
  }
  flush();
  return payloads;
}

function fragmentH264(nal: Buffer, limit: number): Buffer[] {
  const indicator = ((nal[0] ?? 0) & 0xe0) | 28;
  const type = (nal[0] ?? 0) & 31;
  return fragments(nal.subarray(1), limit - 2).map(({ part, first, last }) => Buffer.concat([Buffer.of(indicator, (first ? 0x80 : 0) | (last ? 0x40 : 0) | type), part]));
}

/** H.265 by RFC 7798 without DONL: parameter sets share an AP (48), large units are cut into FU (49). */
export function packetiseH265(nals: readonly Buffer[], limit = payloadLimit): Payloads {
  const payloads: Buffer[] = [];
  let small: Buffer[] = [];
  const flush = (): void => {
    // The AP's layer and temporal id are the lowest of its units'; ours are all layer 0, first temporal layer.
    if (small.length === 1) payloads.push(small[0] as Buffer);
    else if (small.length > 1) payloads.push(aggregate(Buffer.of(48 << 1, 1), small));
    small = [];
  };
  for (const nal of nals) {
    const type = ((nal[0] ?? 0) >> 1) & 63;
    if (type === 35) continue;
    if (((type >= 32 && type <= 34) || type === 39) && aggregateSize(small, nal, 2) <= limit) { small.push(nal); continue; }
    flush();
    if (nal.length <= limit) payloads.push(nal);
    else payloads.push(...fragmentH265(nal, limit));
  }
  flush();
  return payloads;
}

function fragmentH265(nal: Buffer, limit: number): Buffer[] {
  const type = ((nal[0] ?? 0) >> 1) & 63;
  const head = Buffer.of(((nal[0] ?? 0) & 0x81) | (49 << 1), nal[1] ?? 1);
  return fragments(nal.subarray(2), limit - 3).map(({ part, first, last }) => Buffer.concat([head, Buffer.of((first ? 0x80 : 0) | (last ? 0x40 : 0) | type), part]));
}

function fragments(body: Buffer, limit: number): { part: Buffer; first: boolean; last: boolean }[] {
  const count = Math.ceil(body.length / limit);
  return Array.from({ length: count }, (_, n) => ({ part: body.subarray(n * limit, (n + 1) * limit), first: n === 0, last: n === count - 1 }));
}

const aggregateSize = (units: readonly Buffer[], next: Buffer, header: number): number => header + units.reduce((sum, unit) => sum + 2 + unit.length, 2 + next.length);

function aggregate(header: Buffer, units: readonly Buffer[]): Buffer {
  return Buffer.concat([header, ...units.flatMap((unit) => {
    const size = Buffer.alloc(2);
    size.writeUInt16BE(unit.length);
    return [size, unit];
  })]);
}
