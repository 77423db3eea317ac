/** One RTP packet, payload type 96. */
export function rtpPacket(o: { sequence: number; timestamp: number; marker?: boolean; ssrc?: number }, payload: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(0x8060 | (o.marker ? 0x80 : 0), 0);
  head.writeUInt16BE(o.sequence & 0xffff, 2);
  head.writeUInt32BE(o.timestamp >>> 0, 4);
  head.writeUInt32BE(o.ssrc ?? 7, 8);
  return Buffer.concat([head, payload]);
}

/** Numbers the packets of pictures one after another; the marker on the last of each. */
export class RtpWriter {
  constructor(public sequence = 65_530) {}

  picture(payloads: readonly Buffer[], timestamp: number, marker = true): Buffer[] {
    return payloads.map((payload, n) => rtpPacket({ sequence: this.sequence++, timestamp, marker: marker && n === payloads.length - 1 }, payload));
  }
}
