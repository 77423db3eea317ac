import { Fault } from '#kernel';

const cutOff = (): Fault => new Fault('misunderstood', { code: 'protocols.parameter-set', message: 'a parameter set is cut off or contradicts itself' });

/** The payload of a NAL unit without emulation-prevention bytes: 00 00 03 becomes 00 00 (H.264 §7.4.1, H.265 §7.4.2). */
export function withoutEmulation(unit: Buffer): Buffer {
  const plain = Buffer.allocUnsafe(unit.length);
  let [zeros, to] = [0, 0];
  for (let at = 0; at < unit.length; at++) {
    const byte = unit[at] as number;
    if (zeros >= 2 && byte === 3) { zeros = 0; continue; }
    zeros = byte === 0 ? zeros + 1 : 0;
    plain[to++] = byte;
  }
  return plain.subarray(0, to);
}

/** Reads fixed-length and Exp-Golomb codes (H.264 §9.1, H.265 §9.2). Throws `protocols.parameter-set` past the end. */
export class BitReader {
  private at = 0;
  constructor(private readonly data: Buffer) {}

  /** `count` of 0 to 32 bits. */
  u(count: number): number {
    if (this.at + count > this.data.length * 8) throw cutOff();
    let value = 0;
    for (let n = 0; n < count; n++, this.at++) value = value * 2 + (((this.data[this.at >> 3] as number) >> (7 - (this.at & 7))) & 1);
    return value;
  }

  flag(): boolean { return this.u(1) === 1; }

  skip(count: number): void {
    if (this.at + count > this.data.length * 8) throw cutOff();
    this.at += count;
  }

  /** ue(v), refused when above `most`: every count that drives a loop has a bound of its own. */
  ue(most = 0xffff_fffe): number {
    let zeros = 0;
    while (!this.flag()) if (++zeros > 31) throw cutOff();
    const value = 2 ** zeros - 1 + this.u(zeros);
    if (value > most) throw cutOff();
    return value;
  }

  /** se(v) */
  se(): number {
    const code = this.ue();
    return code % 2 === 1 ? (code + 1) / 2 : 0 - code / 2;
  }
}
