import { Fault } from '#kernel';

/** Ties the sender's RTP clock to its idea of wall time, right or wrong. */
export interface SenderReport {
  readonly ssrc: number;
  /** Milliseconds since 1970 as the sender believes. */
  readonly sentAt: number;
  /** Middle 32 bits of the NTP time, to be echoed in our report. */
  readonly ntpMiddle: number;
  readonly rtpTimestamp: number;
  readonly packets: number;
  readonly octets: number;
}

export interface Rtcp { readonly reports: readonly SenderReport[]; /** Sources that said BYE. */ readonly bye: readonly number[] }

/** Seconds from 1900 to 1970 (RFC 5905). */
const ntpEpochS = 2_208_988_800;
const [senderReport, receiverReport, description, goodbye] = [200, 201, 202, 203];

const broken = (what: string): Fault => new Fault('misunderstood', { code: 'protocols.rtcp', message: `not an RTCP packet: ${what}` });

/**
 * Reads a compound packet; kinds we have no use for are stepped over.
 *
 * RFC 3550 §6.4.1 (after the common header V=2|P|count|type|words-1)
 *
 *   | SSRC | NTP seconds | NTP fraction | RTP timestamp | packets | octets | report blocks …
 */
export function readRtcp(data: Buffer): Rtcp {
  const reports: SenderReport[] = [];
  const bye: number[] = [];
  for (let at = 0; at < data.length;) {
    if (at + 4 > data.length) throw broken('cut off');
    if ((data[at] as number) >> 6 !== 2) throw broken('version is not 2');
    const end = at + 4 + data.readUInt16BE(at + 2) * 4;
    if (end > data.length) throw broken('cut off');
    if (data[at + 1] === senderReport) reports.push(readSenderReport(data.subarray(at, end)));
    if (data[at + 1] === goodbye) for (let n = 0, from = at + 4; n < ((data[at] as number) & 31) && from + 4 <= end; n++, from += 4) bye.push(data.readUInt32BE(from));
    at = end;
  }
  return { reports, bye };
}

function readSenderReport(packet: Buffer): SenderReport {
  if (packet.length < 28) throw broken('a sender report is cut off');
  const [seconds, fraction] = [packet.readUInt32BE(8), packet.readUInt32BE(12)];
  return {
    ssrc: packet.readUInt32BE(4), sentAt: Math.round((seconds - ntpEpochS) * 1_000 + (fraction / 0x1_0000_0000) * 1_000),
    ntpMiddle: ((seconds & 0xffff) * 0x1_0000 + (fraction >>> 16)) >>> 0, rtpTimestamp: packet.readUInt32BE(16), packets: packet.readUInt32BE(20), octets: packet.readUInt32BE(24),
  };
}

/** What one receiver knows about one source: enough for the report block of RFC 3550 §6.4.1, by the sums of §A.3 and §A.8. */
export class Reception {
  ssrc = 0;
  private base = -1;
  private highest = 0;
  private received = 0;
  private expectedBefore = 0;
  private receivedBefore = 0;
  private transit: number | undefined;
  private jitter = 0;
  private last: { ntpMiddle: number; atMs: number } | undefined;

  constructor(private readonly clockRate: number) {}

  arrived(packet: { readonly ssrc: number; readonly sequence: number; readonly timestamp: number }, nowMs: number): void {
    if (packet.ssrc !== this.ssrc || this.base < 0) this.begin(packet.ssrc, packet.sequence);
    const step = ((packet.sequence - this.highest) << 16) >> 16;
    if (step > 0) this.highest += step;
    this.received++;
    const transit = Math.round((nowMs * this.clockRate) / 1_000) - packet.timestamp;
    if (this.transit !== undefined) this.jitter += (Math.abs((transit - this.transit) | 0) - this.jitter) / 16;
    this.transit = transit;
  }

  heard(report: SenderReport, nowMs: number): void {
    if (report.ssrc === this.ssrc || this.base < 0) this.last = { ntpMiddle: report.ntpMiddle, atMs: nowMs };
  }

  private begin(ssrc: number, sequence: number): void {
    this.ssrc = ssrc;
    this.base = this.highest = sequence;
    this.received = this.expectedBefore = this.receivedBefore = this.jitter = 0;
    this.transit = undefined;
  }

  /** The block for one report; each call opens a new interval of the fraction lost. */
  block(nowMs: number): ReportBlock {
    const expected = this.base < 0 ? 0 : this.highest - this.base + 1;
    const interval = expected - this.expectedBefore;
    const missing = interval - (this.received - this.receivedBefore);
    this.expectedBefore = expected;
    this.receivedBefore = this.received;
    return {
      ssrc: this.ssrc, fractionLost: interval > 0 && missing > 0 ? Math.min(255, Math.floor((missing * 256) / interval)) : 0, lost: expected - this.received,
      highest: this.highest >>> 0, jitter: Math.floor(this.jitter) >>> 0, lastReport: this.last?.ntpMiddle ?? 0,
      delay: this.last ? Math.round(((nowMs - this.last.atMs) * 65_536) / 1_000) >>> 0 : 0,
    };
  }
}

export interface ReportBlock {
  readonly ssrc: number;
  /** Of the last interval, in 1/256. */
  readonly fractionLost: number;
  readonly lost: number;
  readonly highest: number;
  readonly jitter: number;
  readonly lastReport: number;
  /** Since `lastReport` arrived, in 1/65536 s. */
  readonly delay: number;
}

/**
 * A receiver report and the CNAME that RFC 3550 §6.1 demands beside it.
 *
 *   |V=2|P| RC=1 | 201 | words-1=7 | our SSRC | source SSRC | fraction | lost (24, signed) | highest | jitter | LSR | DLSR |   (§6.4.2)
 *   |V=2|P| SC=1 | 202 | words-1   | our SSRC | CNAME=1 | length | text | 0-padding to a word |                               (§6.5)
 */
export function writeReceiverReport(ssrc: number, block: ReportBlock, cname: string): Buffer {
  const name = Buffer.from(cname, 'utf8').subarray(0, 255);
  const words = 1 + Math.ceil((2 + name.length + 1) / 4);
  const packet = Buffer.alloc(32 + 4 + words * 4);
  packet.writeUInt16BE(0x8100 | receiverReport, 0);
  packet.writeUInt16BE(7, 2);
  packet.writeUInt32BE(ssrc, 4);
  packet.writeUInt32BE(block.ssrc, 8);
  packet.writeUInt8(block.fractionLost, 12);
  packet.writeIntBE(Math.max(-0x80_0000, Math.min(0x7f_ffff, block.lost)), 13, 3);
  packet.writeUInt32BE(block.highest, 16);
  packet.writeUInt32BE(block.jitter, 20);
  packet.writeUInt32BE(block.lastReport, 24);
  packet.writeUInt32BE(block.delay, 28);
  packet.writeUInt16BE(0x8100 | description, 32);
  packet.writeUInt16BE(words, 34);
  packet.writeUInt32BE(ssrc, 36);
  packet.writeUInt16BE(0x0100 | name.length, 40);
  name.copy(packet, 42);
  return packet;
}
