import { h264Sets, h265Sets } from '#protocols/testing';
import { ParameterSets } from '../rtp/parameter-sets.js';
import { headRoom } from '../rtp/slab.js';
import { box, fullBox, u16, u32, u8 } from './boxes.js';
import { moofBytes, moofBytesShifted, writeFragment, type FragmentTimes } from './fragment.js';
import { initSegment, mimeOf } from './init.js';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const avc = new ParameterSets('h264', [hex(h264Sets.bframes.sps), hex(h264Sets.bframes.pps)]).settle();
const hevc = new ParameterSets('h265', [hex(h265Sets.main.vps), hex(h265Sets.main.sps), hex(h265Sets.main.pps)]).settle();

const containers = new Set(['moov', 'trak', 'mdia', 'minf', 'dinf', 'stbl', 'mvex', 'moof', 'traf']);
/** Paths of all boxes with their sizes; fails when a size does not fit its parent. */
function tree(data: Buffer, path = ''): string[] {
  const out: string[] = [];
  let at = 0;
  while (at < data.length) {
    const size = data.readUInt32BE(at);
    const type = data.toString('latin1', at + 4, at + 8);
    expect(size).toBeGreaterThanOrEqual(8);
    expect(at + size).toBeLessThanOrEqual(data.length);
    out.push(`${path}${type}`);
    if (containers.has(type)) out.push(...tree(data.subarray(at + 8, at + size), `${path}${type}/`));
    at += size;
  }
  return out;
}

describe('the init segment', () => {
  it.each([['H.264', avc], ['H.265', hevc]])('has every box that a player looks for: %s', (_, parameters) => {
    expect(tree(initSegment(parameters))).toEqual([
      'ftyp', 'moov', 'moov/mvhd', 'moov/trak', 'moov/trak/tkhd', 'moov/trak/mdia', 'moov/trak/mdia/mdhd', 'moov/trak/mdia/hdlr', 'moov/trak/mdia/minf', 'moov/trak/mdia/minf/vmhd',
      'moov/trak/mdia/minf/dinf', 'moov/trak/mdia/minf/dinf/dref', 'moov/trak/mdia/minf/stbl', 'moov/trak/mdia/minf/stbl/stsd', 'moov/trak/mdia/minf/stbl/stts', 'moov/trak/mdia/minf/stbl/stsc',
      'moov/trak/mdia/minf/stbl/stsz', 'moov/trak/mdia/minf/stbl/stco', 'moov/mvex', 'moov/mvex/trex',
    ]);
    expect(initSegment(parameters).toString('latin1', 8, 24)).toBe('iso6\0\0\0\0iso6mp41');
  });

  it('carries the sets out of band, the high profile with its chroma and depths', () => {
    const text = initSegment(avc).toString('hex');
    const { sps, pps } = h264Sets.bframes;
    expect(text).toContain(`${Buffer.from('avcC').toString('hex')}01640016ffe1${(sps.length / 2).toString(16).padStart(4, '0')}${sps}01${(pps.length / 2).toString(16).padStart(4, '0')}${pps}fdf8f800`);
  });

  it('carries H.265 sets as complete arrays behind the profile', () => {
    const text = initSegment(hevc).toString('hex');
    const arrays = [['a0', h265Sets.main.vps], ['a1', h265Sets.main.sps], ['a2', h265Sets.main.pps]].map(([type, set]) => `${type}0001${((set ?? '').length / 2).toString(16).padStart(4, '0')}${set}`).join('');
    expect(text).toContain(`${Buffer.from('hvcC').toString('hex')}01${'01600000009000000000003f'}f000fcfdf8f800000f03${arrays}`);
  });

  it('says the size twice, and takes a further track', () => {
    const init = initSegment(avc, [{ id: 2, trak: box('trak') }]);
    expect(tree(init).filter((path) => path === 'moov/trak' || path === 'moov/mvex/trex')).toHaveLength(4);
    const tkhd = init.indexOf('tkhd');
    expect([init.readUInt32BE(tkhd + 80) >> 16, init.readUInt32BE(tkhd + 84) >> 16]).toEqual([640, 360]);
  });

  it('tells the browser what to ask for', () => { expect([mimeOf(avc), mimeOf(hevc)]).toEqual(['video/mp4; codecs="avc1.640016"', 'video/mp4; codecs="hvc1.1.6.L63.90"']); });
});

describe('a fragment', () => {
  const times: FragmentTimes = { sequence: 5, decodeAt: 0x1_0000_0002, duration: 3_600, key: true, shift: undefined };
  const run = (): { slab: Buffer; start: number; end: number } => ({ slab: Buffer.alloc(headRoom + 16, 0xee), start: headRoom, end: headRoom + 16 });

  it('is 100 bytes of moof, 8 of mdat, and the picture where it lay', () => {
    const it = run();
    const begin = writeFragment(it, times);
    expect(begin).toBe(headRoom - moofBytes - 8);
    const fragment = it.slab.subarray(begin, it.end);
    expect(tree(fragment)).toEqual(['moof', 'moof/mfhd', 'moof/traf', 'moof/traf/tfhd', 'moof/traf/tfdt', 'moof/traf/trun', 'mdat']);
    expect(fragment.toString('hex')).toBe([
      '00000064', '6d6f6f66', '00000010', '6d666864', '00000000', '00000005', '0000004c', '74726166', '00000010', '74666864', '00020000', '00000001',
      '00000014', '74666474', '01000000', '00000001', '00000002', '00000020', '7472756e', '00000701', '00000001', '0000006c', '00000e10', '00000010', '02000000',
      '00000018', '6d646174', 'ee'.repeat(16),
    ].join(''));
  });

  it('carries a signed offset where there are B-frames', () => {
    const it = run();
    const begin = writeFragment(it, { ...times, key: false, shift: -7_201 });
    expect(begin).toBe(headRoom - moofBytesShifted - 8);
    const fragment = it.slab.subarray(begin, it.end);
    const trun = fragment.indexOf('trun');
    expect(fragment.toString('hex', trun + 4, trun + 16)).toBe('01000f01' + '00000001' + '00000070');
    expect([fragment.readUInt32BE(trun + 24), fragment.readInt32BE(trun + 28), fragment.toString('latin1', 108, 112)]).toEqual([0x0101_0000, -7_201, 'mdat']);
    expect(tree(fragment)).toContain('mdat');
  });

  it('touches nothing before its own head: the room of a frame header stays', () => {
    const it = run();
    const begin = writeFragment(it, { ...times, shift: 0 });
    expect(begin).toBeGreaterThanOrEqual(16 + 10); // our header and the longest WebSocket frame head
    expect(it.slab.subarray(0, begin).every((byte) => byte === 0xee)).toBe(true);
  });

  it('without room in front is our own mistake', () => {
    expect(() => writeFragment({ slab: Buffer.alloc(200), start: 100, end: 120 }, times)).toThrow(expect.objectContaining({ kind: 'bug', code: 'protocols.no-head-room' }));
  });
});

it('writes numbers the way boxes have them', () => {
  expect([box('free', u8(1)), fullBox('free', 1, 2), u16(0x1_0002), u32(-1)].map((each) => each.toString('hex'))).toEqual(['000000096672656501', '0000000c6672656501000002', '0002', 'ffffffff']);
});
