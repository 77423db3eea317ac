import { randomInt } from 'node:crypto';
import { type Clock } from '#kernel';
import { rtpClock, type Clip } from '../media/clips.js';

/** Where packets go. `queued` is what the socket has not sent yet: a viewer that lags loses pictures up to the next key frame. */
export interface Sink { write(packets: readonly Buffer[]): void; queued(): number }

export interface StreamOptions {
  /** Asked before every picture, so that a broken lens shows at once. */
  readonly clip: () => Clip;
  /** Asked before every write: a pulled cable sends nothing, and time goes on without it. */
  readonly live: () => boolean;
  readonly sink: Sink;
  readonly clock: Clock;
  /** Interleaved channel of RTP; RTCP goes on the next one. */
  readonly channel: number;
  /** Wall time as the camera believes it, for sender reports. */
  readonly cameraNow: () => number;
}

const queueLimit = 2_000_000;
const reportEveryMs = 5_000;
/** Seconds from 1900 to 1970 (RFC 5905). */
const ntpEpochS = 2_208_988_800;

/** One viewer's RTP session: the clip over and over, sequence and timestamps running on. */
export class Stream {
  readonly ssrc = randomInt(1, 0xffffffff);
  /** What PLAY promises in RTP-Info. */
  readonly firstSequence = randomInt(0, 0xffff);
  readonly firstTimestamp = randomInt(0, 0x7fffffff);
  private sequence = this.firstSequence;
  private packets = 0;
  private octets = 0;
  private clip: Clip;
  private index: number;
  /** Ticks from the start of the session at which the running loop of the clip began. */
  private loopStart = 0;
  /** Latest presentation time sent, same ticks. */
  private shownUntil = 0;
  private startedAtMs = 0;
  private needKey = false;
  private cancel: () => void = () => undefined;
  private stopReports: () => void = () => undefined;

  constructor(private readonly o: StreamOptions) {
    this.clip = o.clip();
    this.index = this.clip.loopFrom;
  }

  start(): void {
    this.startedAtMs = this.o.clock.monotonicMs();
    this.loopStart = -this.frame().decodeAt;
    this.report();
    this.stopReports = this.o.clock.every(reportEveryMs, () => this.report());
    this.step();
  }

  stop(): void {
    this.cancel();
    this.stopReports();
  }

  private frame(): Clip['frames'][number] { return this.clip.frames[this.index] as Clip['frames'][number]; }

  /** Sends what is due and sleeps until the next picture. Late by more than a second (a stopped process): the gap is skipped, not rushed. */
  private step(): void {
    const nowTicks = ((this.o.clock.monotonicMs() - this.startedAtMs) * rtpClock) / 1_000;
    const late = nowTicks - (this.loopStart + this.frame().decodeAt);
    if (late > rtpClock) this.loopStart += Math.round(late);
    this.send();
    this.advance();
    const waitMs = ((this.loopStart + this.frame().decodeAt) / rtpClock) * 1_000 - (this.o.clock.monotonicMs() - this.startedAtMs);
    this.cancel = this.o.clock.after(Math.max(1, waitMs), () => this.step());
  }

  private advance(): void {
    let nextAt = this.loopStart + (this.clip.frames[this.index + 1]?.decodeAt ?? this.clip.duration);
    const wanted = this.o.clip();
    if (wanted !== this.clip) {
      this.clip = wanted;
      this.index = wanted.loopFrom;
      // From a clip with B-frames to one without: its last pictures are shown later than they are sent, and time must not run back.
      nextAt = Math.max(nextAt, this.shownUntil + rtpClock / wanted.fps - (this.frame().presentAt - this.frame().decodeAt));
    } else if (this.index + 1 < this.clip.frames.length) {
      this.index++;
      return;
    } else this.index = this.clip.loopFrom;
    this.loopStart = Math.round(nextAt) - this.frame().decodeAt;
  }

  private send(): void {
    if (!this.o.live()) { this.needKey = true; return; }
    const frame = this.frame();
    if (this.o.sink.queued() > queueLimit) this.needKey = true;
    if (this.needKey && (!frame.key || this.o.sink.queued() > queueLimit)) return;
    this.needKey = false;
    this.shownUntil = Math.max(this.shownUntil, this.loopStart + frame.presentAt);
    const timestamp = (this.firstTimestamp + this.loopStart + frame.presentAt) >>> 0;
    this.o.sink.write(frame.packets.map((template) => {
      const packet = Buffer.from(template);
      packet.writeUInt8(this.o.channel, 1);
      packet.writeUInt16BE(this.sequence, 6);
      packet.writeUInt32BE(timestamp, 8);
      packet.writeUInt32BE(this.ssrc, 12);
      this.sequence = (this.sequence + 1) & 0xffff;
      this.packets++;
      this.octets += packet.length - 16;
      return packet;
    }));
  }

  /** Sender report (RFC 3550 §6.4.1): ties the RTP clock to the camera's idea of the time, right or wrong. */
  private report(): void {
    if (!this.o.live()) return;
    const packet = Buffer.alloc(4 + 28);
    const elapsedTicks = Math.round(((this.o.clock.monotonicMs() - this.startedAtMs) * rtpClock) / 1_000);
    const now = this.o.cameraNow();
    packet.writeUInt8(0x24, 0);
    packet.writeUInt8(this.o.channel + 1, 1);
    packet.writeUInt16BE(28, 2);
    packet.writeUInt8(0x80, 4);
    packet.writeUInt8(200, 5);
    packet.writeUInt16BE(6, 6);
    packet.writeUInt32BE(this.ssrc, 8);
    packet.writeUInt32BE(Math.floor(now / 1_000) + ntpEpochS, 12);
    packet.writeUInt32BE(Math.floor(((now % 1_000) / 1_000) * 0x1_0000_0000) >>> 0, 16);
    packet.writeUInt32BE((this.firstTimestamp + elapsedTicks) >>> 0, 20);
    packet.writeUInt32BE(this.packets, 24);
    packet.writeUInt32BE(this.octets >>> 0, 28);
    this.o.sink.write([packet]);
  }
}
