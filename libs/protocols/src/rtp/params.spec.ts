import fc from 'fast-check';
import { Fault } from '#kernel';
import { h264Sets as h264, h265Sets as h265 } from '#protocols/testing';
import { BitReader, withoutEmulation } from './bits.js';
import { readH264Sequence, readH265Sequence, setId } from './params.js';
import { kindOfSet, ParameterSets } from './parameter-sets.js';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

it.each([
  ['main, no B-frames', h264.main.sps, { width: 640, height: 360, codecString: 'avc1.4d4016', reorder: 0, frameTicks: 7_200 }],
  ['high, two B-frames', h264.bframes.sps, { width: 640, height: 360, codecString: 'avc1.640016', reorder: 2, frameTicks: 7_200, chromaFormat: 1, bitDepthLuma: 8 }],
  ['interlaced, cropped to 1080', h264.interlaced.sps, { width: 1_920, height: 1_080, reorder: 2, frameTicks: 3_600 }],
  ['baseline', h264.baseline.sps, { width: 1_280, height: 720, codecString: 'avc1.42c01f', reorder: 0 }],
])('reads an H.264 sequence set: %s', (_, sps, expected) => { expect(readH264Sequence(hex(sps))).toMatchObject(expected); });

it.each([
  ['main', h265.main.sps, { width: 640, height: 360, codecString: 'hvc1.1.6.L63.90', reorder: 0, temporalLayers: 1, temporalNesting: true }],
  ['10 bits, 1080, B-frames', h265.deep.sps, { width: 1_920, height: 1_080, codecString: 'hvc1.2.4.L120.90', reorder: 2, bitDepthLuma: 10, bitDepthChroma: 10 }],
])('reads an H.265 sequence set: %s', (_, sps, expected) => { expect(readH265Sequence(hex(sps))).toMatchObject(expected); });

it('does not guess a reorder depth: without VUI it is unknown, except where the order count forbids B-frames', () => {
  const withoutVui = '67640016acd940a02ff950'; // the set with B-frames up to its VUI flag, which is 0
  expect(readH264Sequence(hex(withoutVui))).toMatchObject({ width: 640, height: 360, reorder: undefined, frameTicks: undefined });
});

it('takes a set whose VUI is cut off for what it says before', () => {
  expect(readH264Sequence(hex(h264.bframes.sps.slice(0, -12)))).toMatchObject({ width: 640, height: 360, reorder: undefined });
  expect(readH264Sequence(hex(h264.main.sps.slice(0, -12)))).toMatchObject({ width: 640, height: 360, reorder: 0 }); // order count of type 2
});

it.each([['empty', ''], ['only a head', '674d40'], ['zeros', '67' + '00'.repeat(40)], ['an endless code', '674d4016' + '00'.repeat(12)]])('refuses a set that is %s', (_, text) => {
  expect(() => readH264Sequence(hex(text))).toThrow(expect.objectContaining({ code: 'protocols.parameter-set' }));
});

it('refuses a picture of impossible size', () => {
  const huge = Buffer.from('6742001ff8', 'hex');
  expect(() => readH264Sequence(Buffer.concat([huge, Buffer.alloc(8)]))).toThrow(Fault);
});

it('answers any bytes with a sane picture or a Fault', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), fc.boolean(), (bytes, modern) => {
    try {
      const { width, height } = (modern ? readH265Sequence : readH264Sequence)(Buffer.from(bytes));
      return width > 0 && height > 0 && width <= 16_384 && height <= 16_384;
    } catch (thrown) { return thrown instanceof Fault; }
  }), { numRuns: 3_000 });
});

describe('bits', () => {
  it('removes emulation prevention only where it is one', () => { expect(withoutEmulation(hex('00000301000003000003')).toString('hex')).toBe('0000010000' + '0000'); expect(withoutEmulation(hex('000003')).toString('hex')).toBe('0000'); expect(withoutEmulation(hex('0003')).toString('hex')).toBe('0003'); });

  it('reads Exp-Golomb as H.264 §9.1 lists it', () => {
    const bits = new BitReader(hex('a64298e2048a1700')); // 1 010 011 00100 00101 00110 00111 0001000 0001001 …
    expect([bits.ue(), bits.ue(), bits.ue(), bits.ue(), bits.ue(), bits.ue(), bits.ue(), bits.ue(), bits.ue()]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    const signed = new BitReader(hex('a64298e0'));
    expect([signed.se(), signed.se(), signed.se(), signed.se(), signed.se()]).toEqual([0, 1, -1, 2, -2]);
  });

  it('stops at the end, and at the bound it is given', () => {
    expect(() => new BitReader(hex('ff')).u(9)).toThrow(Fault);
    expect(() => new BitReader(hex('ff')).skip(9)).toThrow(Fault);
    expect(() => new BitReader(hex('20')).ue(2)).toThrow(Fault);
    expect(new BitReader(hex('ffffffff')).u(32)).toBe(0xffff_ffff);
  });
});

describe('the sets of a stream', () => {
  it('tell sets from slices', () => {
    expect([0x67, 0x68, 0x65].map((first) => kindOfSet('h264', first))).toEqual(['sps', 'pps', undefined]);
    expect([0x40, 0x42, 0x44, 0x26].map((first) => kindOfSet('h265', first))).toEqual(['vps', 'sps', 'pps', undefined]);
    expect([setId('h264', 'pps', hex('68ef')), setId('h264', 'sps', hex(h264.main.sps)), setId('h265', 'vps', hex(h265.main.vps)), setId('h265', 'sps', hex(h265.main.sps)), setId('h265', 'pps', hex(h265.main.pps)), setId('h264', 'pps', hex('68'))]).toEqual([0, 0, 0, 0, 0, undefined]);
  });

  it('change by content, not by being repeated, and not by zeros behind them', () => {
    const sets = new ParameterSets('h264', [hex(h264.main.sps), hex(h264.main.pps)]);
    expect([sets.changed, sets.complete, sets.settle().generation, sets.changed]).toEqual([true, true, 1, false]);
    sets.learn(hex(`${h264.main.sps}0000`));
    expect(sets.changed).toBe(false);
    sets.learn(hex(h264.bframes.sps));
    expect([sets.changed, sets.settle()]).toMatchObject([true, { generation: 2, reorder: 2 }]);
  });

  it('come from an SDP that put start codes between them', () => {
    expect(new ParameterSets('h264', [hex(`00000001${h264.main.sps}00000001${h264.main.pps}`)]).complete).toBe(true);
  });

  it('refuse what is no set, or none of a size a set has', () => {
    const sets = new ParameterSets('h265');
    expect([sets.learn(hex('2601af')), sets.learn(Buffer.alloc(0)), sets.learn(Buffer.alloc(5_000, 0x42)), sets.complete]).toEqual([false, false, false, false]);
    expect(() => sets.settle()).toThrow(Fault);
  });
});
