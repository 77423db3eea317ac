import { H264Depacketiser } from './h264.js';
import { H265Depacketiser } from './h265.js';
import { splitAnnexB, trimZeros, type Depacketiser, type NalSink } from './nal.js';

/** Keeps whole units as hex, and says when one was given up. */
class Units implements NalSink {
  readonly whole: string[] = [];
  abandoned = 0;
  private bytes: number[] | undefined;
  open(): void { this.bytes = []; }
  byte(value: number): void { this.bytes?.push(value); }
  put(from: Buffer, start: number, end: number): void { this.bytes?.push(...from.subarray(start, end)); }
  close(): void { this.whole.push(Buffer.from(this.bytes ?? []).toString('hex')); this.bytes = undefined; }
  abandon(): void { this.abandoned++; this.bytes = undefined; }
}

const feed = (by: Depacketiser, ...payloads: string[]): { units: string[]; told: boolean[]; abandoned: number } => {
  const sink = new Units();
  const told = payloads.map((payload) => by.push(Buffer.from(payload, 'hex'), sink));
  return { units: sink.whole, told, abandoned: sink.abandoned };
};

describe('H.264, RFC 6184', () => {
  it('takes a single unit as it is (§5.6)', () => { expect(feed(new H264Depacketiser(), '65b800')).toMatchObject({ units: ['65b800'], told: [true] }); });

  it('takes a STAP-A apart (§5.7.1)', () => {
    expect(feed(new H264Depacketiser(), '78' + '0003674d40' + '000268ef')).toMatchObject({ units: ['674d40', '68ef'], told: [true] });
  });

  it('rebuilds the first byte of an FU-A from indicator and header (§5.8)', () => {
    expect(feed(new H264Depacketiser(), '7c85aa', '7c05bb', '7c45cc')).toMatchObject({ units: ['65aabbcc'], told: [true, true, true] });
  });

  it('takes a fragment that is beginning and end at once', () => { expect(feed(new H264Depacketiser(), '7cc5aa').units).toEqual(['65aa']); });

  it('says that a fragment without its beginning is damage', () => { expect(feed(new H264Depacketiser(), '7c05bb', '7c45cc')).toMatchObject({ units: [], told: [false, false] }); });

  it('gives up a unit whose end never came', () => {
    expect(feed(new H264Depacketiser(), '7c85aa', '41cc')).toMatchObject({ units: ['41cc'], told: [true, false], abandoned: 1 });
    expect(feed(new H264Depacketiser(), '7c85aa', '7c85bb', '7c45cc')).toMatchObject({ units: ['65bbcc'], told: [true, false, true], abandoned: 1 });
  });

  it.each([['a size beyond the end', '780009674d'], ['half a size', '7800'], ['a fragment of one byte', '7c']])('says that %s is damage', (_, payload) => {
    expect(feed(new H264Depacketiser(), payload).told).toEqual([false]);
  });

  it('ignores empty payloads and reserved kinds', () => { expect(feed(new H264Depacketiser(), '', '00', '1e00', '1f00')).toMatchObject({ units: [], told: [true, true, true, true] }); });

  it.each(['19', '1a', '1b', '1d'])('refuses interleaved kinds by name: %s', (first) => {
    expect(() => feed(new H264Depacketiser(), `${first}0000`)).toThrow(expect.objectContaining({ kind: 'unsupported', code: 'protocols.h264-interleaved' }));
  });
});

describe('H.265, RFC 7798', () => {
  it('takes a single unit as it is (§4.4.1)', () => { expect(feed(new H265Depacketiser(), '2601af').units).toEqual(['2601af']); });

  it('takes an AP apart (§4.4.2)', () => { expect(feed(new H265Depacketiser(), '6001' + '0003400100' + '0003420101').units).toEqual(['400100', '420101']); });

  it('rebuilds the first byte of an FU and keeps the second (§4.4.3)', () => {
    expect(feed(new H265Depacketiser(), '620193aa', '620113bb', '620153cc').units).toEqual(['2601aabbcc']);
  });

  it('gives up a unit whose end never came, and says that a rest without beginning is damage', () => {
    expect(feed(new H265Depacketiser(), '620113bb')).toMatchObject({ units: [], told: [false] });
    expect(feed(new H265Depacketiser(), '620193aa', '0201cc')).toMatchObject({ units: ['0201cc'], abandoned: 1 });
  });

  it.each([['one byte', '26'], ['a fragment of two', '6201'], ['a size beyond the end', '60010009aa']])('says that %s is damage', (_, payload) => { expect(feed(new H265Depacketiser(), payload).told).toEqual([false]); });

  it('ignores PACI and unspecified kinds', () => { expect(feed(new H265Depacketiser(), '', '640100', '7e0100')).toMatchObject({ units: [], told: [true, true, true] }); });
});

describe('Annex B', () => {
  it('splits at three and four byte start codes, without the zeros before them', () => {
    expect(splitAnnexB(Buffer.from('674d4000000001' + '68ef000001' + '65b80000', 'hex')).map((unit) => unit.toString('hex'))).toEqual(['674d40', '68ef', '65b8']);
  });

  it('leaves a unit without start code whole', () => { expect(splitAnnexB(Buffer.from('65b80003', 'hex'))).toHaveLength(1); });
  it('makes nothing of zeros', () => { expect([splitAnnexB(Buffer.alloc(9)).length, trimZeros(Buffer.alloc(3)).length]).toEqual([0, 0]); });
});
