import { readAggregate, type Depacketiser, type NalSink } from './nal.js';

/**
 * H.265 payloads without DONL fields: the SDP says when there are any (sprop-max-don-diff), and such a track is refused there.
 *
 * RFC 7798 §1.1.4, §4.4.1, §4.4.2 (48 AP), §4.4.3 (49 FU)
 *
 *   single  |F| type (6) | layer (6) | tid (3) | unit …    the unit itself
 *   AP      |F|    48    | layer     | tid     | size (16) | unit | size (16) | unit …
 *   FU      |F|    49    | layer     | tid     |S|E| type (6) | part of the unit without its first two bytes …
 *
 * The first byte of a fragmented unit is rebuilt from F, the FU header's type and the top layer bit; the second is kept.
 */
export class H265Depacketiser implements Depacketiser {
  unfinished = false;

  push(payload: Buffer, sink: NalSink): boolean {
    if (payload.length === 0) return true;
    if (payload.length < 2) return false;
    const type = ((payload[0] as number) >> 1) & 63;
    if (type === 49) return this.fragment(payload, sink);
    const cutShort = this.unfinished;
    if (cutShort) { this.reset(); sink.abandon(); }
    if (type === 48) return readAggregate(payload, 2, sink) && !cutShort;
    if (type > 49) return !cutShort; // 50 is PACI (§4.4.4): carries nothing a camera sends; the rest is unspecified
    sink.open();
    sink.put(payload, 0, payload.length);
    sink.close();
    return !cutShort;
  }

  reset(): void { this.unfinished = false; }

  private fragment(payload: Buffer, sink: NalSink): boolean {
    if (payload.length < 3) return false;
    const header = payload[2] as number;
    const cutShort = this.unfinished && header >= 0x80;
    if (cutShort) sink.abandon();
    if (header & 0x80) {
      sink.open();
      sink.byte(((payload[0] as number) & 0x81) | ((header & 63) << 1));
      sink.byte(payload[1] as number);
      this.unfinished = true;
    } else if (!this.unfinished) return false;
    sink.put(payload, 3, payload.length);
    if (header & 0x40) { this.unfinished = false; sink.close(); }
    return !cutShort;
  }
}
