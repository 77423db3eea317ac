import { Fault } from '#kernel';
import { readAggregate, type Depacketiser, type NalSink } from './nal.js';

/**
 * H.264 payloads of packetization-mode 0 and 1.
 *
 * RFC 6184 §5.3, §5.6, §5.7.1 (24 STAP-A), §5.8 (28 FU-A)
 *
 *   1–23    |F|NRI| type | unit …                          the unit itself
 *   STAP-A  |F|NRI|  24  | size (16) | unit | size (16) | unit …
 *   FU-A    |F|NRI|  28  |S|E|R| type | part of the unit without its first byte …
 *
 * The first byte of a fragmented unit is rebuilt from the FU indicator's F and NRI and the FU header's type.
 */
export class H264Depacketiser implements Depacketiser {
  unfinished = false;

  push(payload: Buffer, sink: NalSink): boolean {
    if (payload.length === 0) return true; // some encoders keep a NAT open with empty packets
    const type = (payload[0] as number) & 31;
    if (type === 28) return this.fragment(payload, sink);
    const cutShort = this.unfinished;
    if (cutShort) { this.reset(); sink.abandon(); }
    if (type === 24) return readAggregate(payload, 1, sink) && !cutShort;
    if (type >= 25 && type <= 29) throw new Fault('unsupported', { code: 'protocols.h264-interleaved', message: `H.264 in interleaved packets (kind ${type}) is not understood: set the camera to packetization mode 1` });
    if (type === 0 || type > 29) return !cutShort; // reserved: RFC 6184 §5.4 has receivers ignore them
    sink.open();
    sink.put(payload, 0, payload.length);
    sink.close();
    return !cutShort;
  }

  reset(): void { this.unfinished = false; }

  private fragment(payload: Buffer, sink: NalSink): boolean {
    if (payload.length < 2) return false;
    const header = payload[1] as number;
    const cutShort = this.unfinished && header >= 0x80;
    if (cutShort) sink.abandon();
    if (header & 0x80) {
      sink.open();
      sink.byte(((payload[0] as number) & 0xe0) | (header & 31));
      this.unfinished = true;
    } else if (!this.unfinished) return false;
    sink.put(payload, 2, payload.length);
    if (header & 0x40) { this.unfinished = false; sink.close(); }
    return !cutShort;
  }
}
