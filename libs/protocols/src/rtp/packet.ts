import { Fault } from '#kernel';

const none: Buffer = Buffer.alloc(0);

/** One RTP packet as read. Reused from packet to packet: whoever keeps `payload` copies it, it is a view of the receive buffer. */
export class RtpPacket {
  marker = false;
  payloadType = 0;
  sequence = 0;
  timestamp = 0;
  ssrc = 0;
  payload = none;
  /** Body of the header extension without its four leading bytes; empty when there is none. */
  extension = none;
  extensionProfile = 0;
}

/** What fits the 16-bit length of an interleaved frame or a UDP datagram. */
export const rtpLimit = 65_535;

const broken = (what: string): Fault => new Fault('misunderstood', { code: 'protocols.rtp', message: `not an RTP packet: ${what}` });

/**
 * Reads the header of one packet; `into` is filled and returned. Throws `protocols.rtp` or `protocols.rtp-too-large`.
 *
 * RFC 3550 §5.1, §5.3.1
 *
 *   0                   1                   2                   3
 *   |V=2|P|X|  CC   |M|     PT      |           sequence            |
 *   |                           timestamp                           |
 *   |                             SSRC                              |
 *   |                     CSRC × CC (4 bytes each)                  |
 *   |  X: profile-defined           |     words     |  words × 4 …  |
 *   |                 payload …     | P: padding, its last byte says how many |
 */
export function readRtp(data: Buffer, into = new RtpPacket()): RtpPacket {
  if (data.length > rtpLimit) throw new Fault('misunderstood', { code: 'protocols.rtp-too-large', message: `an RTP packet is larger than ${rtpLimit} bytes` });
  if (data.length < 12) throw broken('shorter than its header');
  const first = data[0] as number;
  if (first >> 6 !== 2) throw broken('version is not 2');
  let start = 12 + (first & 15) * 4;
  into.extension = none;
  into.extensionProfile = 0;
  if (first & 0x10) start = readExtension(data, start, into);
  const end = data.length - (first & 0x20 ? data[data.length - 1] as number : 0);
  if (start > end) throw broken('header and padding are longer than the packet');
  if (first & 0x20 && end === data.length) throw broken('padding of no bytes');
  const second = data[1] as number;
  into.marker = second >= 0x80;
  into.payloadType = second & 0x7f;
  into.sequence = data.readUInt16BE(2);
  into.timestamp = data.readUInt32BE(4);
  into.ssrc = data.readUInt32BE(8);
  into.payload = data.subarray(start, end);
  return into;
}

function readExtension(data: Buffer, at: number, into: RtpPacket): number {
  if (at + 4 > data.length) throw broken('the extension is cut off');
  const end = at + 4 + data.readUInt16BE(at + 2) * 4;
  if (end > data.length) throw broken('the extension is cut off');
  into.extensionProfile = data.readUInt16BE(at);
  into.extension = data.subarray(at + 4, end);
  return end;
}
