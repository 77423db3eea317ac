import { h264Sets, h265Sets, rtpPacket } from '#protocols/testing';
import { AccessUnitAssembler, type AccessUnit, type AssemblerOptions } from './access-unit.js';
import { readRtp } from './packet.js';
import { accessUnitLimit, headRoom } from './slab.js';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const { sps, pps } = h264Sets.main;
/** First slice of a picture, a further slice, each with some bytes of picture. */
const idr = '65b8000001aa';
const idrMore = '6500cc';
const other = '419a22bb';
const otherMore = '4101dd';
const sei = '0605aabb80';

/** Feeds payloads in hex, one timestamp per picture, and keeps what comes out as `K:` or `-:` and the units in hex. */
class Bench {
  readonly units: AccessUnit[] = [];
  readonly assembler: AccessUnitAssembler;
  private sequence = 0;
  constructor(o: Partial<AssemblerOptions> = {}) {
    this.assembler = new AccessUnitAssembler({ codec: 'h264', slabBytes: 4_096, onUnit: (unit) => this.units.push(unit), ...o });
  }

  send(timestamp: number, payloads: readonly string[], o: { marker?: boolean; lost?: number } = {}): this {
    payloads.forEach((payload, n) => {
      const marker = o.marker !== false && n === payloads.length - 1;
      this.assembler.push(readRtp(rtpPacket({ sequence: this.sequence++, timestamp, marker }, hex(payload))), n === 0 ? o.lost ?? 0 : 0);
    });
    return this;
  }

  get out(): string[] { return this.units.map((unit) => `${unit.key ? 'K' : '-'}:${unitsOf(unit).join(' ')}`); }
}

function unitsOf({ slab, start, end }: AccessUnit): string[] {
  const units: string[] = [];
  for (let at = start; at < end;) {
    const size = slab.readUInt32BE(at);
    units.push(slab.toString('hex', at + 4, at + 4 + size));
    at += 4 + size;
  }
  return units;
}

describe('a picture', () => {
  it('ends at the marker, with all its slices, and without the sets', () => {
    expect(new Bench().send(1, [sps, pps, sei, idr, idrMore]).send(2, [other, otherMore]).out).toEqual([`K:${sei} ${idr} ${idrMore}`, `-:${other} ${otherMore}`]);
  });

  it('ends at the next timestamp when the marker is never set', () => {
    expect(new Bench().send(1, [sps, pps, idr, idrMore], { marker: false }).send(2, [other], { marker: false }).send(3, [other], { marker: false }).out).toEqual([`K:${idr} ${idrMore}`, `-:${other}`]);
  });

  it('has room for its head in front', () => {
    const { units } = new Bench().send(1, [sps, pps, idr]).send(2, [other]).send(3, [other]);
    units.forEach((unit, n) => { expect(unit.start - (n > 0 && units[n - 1]?.slab === unit.slab ? (units[n - 1] as AccessUnit).end : 0)).toBeGreaterThanOrEqual(headRoom); });
  });

  it('moves to the next slab when it outgrows one, and arrives whole', () => {
    const big = `65b8${'ab'.repeat(3_000)}`;
    const bench = new Bench().send(1, [sps, pps, idr]).send(2, [big]).send(3, [big]).send(4, [`41${'9a'.repeat(9_000)}`]);
    expect(bench.out).toEqual([`K:${idr}`, `K:${big}`, `K:${big}`, `-:41${'9a'.repeat(9_000)}`]);
    expect(new Set(bench.units.map((unit) => unit.slab)).size).toBeGreaterThan(1);
  });

  it('is not awaited: the slab of the largest of late is taken before it is needed', () => {
    const taken: number[] = [];
    const bench = new Bench({ takeSlab: (bytes) => { taken.push(bytes); return Buffer.alloc(bytes); } });
    for (let n = 0; n < 20; n++) bench.send(n, [...(n === 0 ? [sps, pps] : []), `65b8${'ab'.repeat(1_500)}`]);
    expect([bench.units.length, Math.max(...taken)]).toEqual([20, 4_096]);
  });
});

describe('cameras in the wild', () => {
  it('send SPS or PPS alone with the marker: no picture ends there (Tapo, Reolink)', () => {
    expect(new Bench().send(1, [sps]).send(1, [pps]).send(1, [idr]).send(2, [other]).out).toEqual([`K:${idr}`, `-:${other}`]);
  });

  it('send sets and SEI under a timestamp of their own: they belong to the next picture', () => {
    expect(new Bench().send(1, [sps]).send(2, [pps, sei]).send(3, [idr]).out).toEqual([`K:${sei} ${idr}`]);
  });

  it('join SPS, PPS and key frame in one packet with start codes', () => {
    const long = `65b8${'5a'.repeat(200)}`;
    expect(new Bench().send(1, [`${sps}00000001${pps}000001${sei}00000001${long}`]).send(2, [other]).out).toEqual([`K:${sei} ${long}`, `-:${other}`]);
  });

  it('never repeat their sets: those of the SDP are used', () => {
    const { units, out } = new Bench({ parameterSets: [hex(sps), hex(pps)] }).send(1, [idr]);
    expect([out, units[0]?.parameters]).toMatchObject([[`K:${idr}`], { width: 640, height: 360, generation: 1, sps: [hex(sps)], pps: [hex(pps)] }]);
  });

  it('put a delimiter first: dropped', () => { expect(new Bench().send(1, ['0910', sps, pps, sei, idr]).out).toEqual([`K:${sei} ${idr}`]); });

  it('send empty packets in between', () => { expect(new Bench().send(1, [sps, '', pps, '', idr]).out).toEqual([`K:${idr}`]); });

  it('send a key frame before any set: nothing is shown until both are there', () => {
    const bench = new Bench().send(1, [idr]).send(2, [other]).send(3, [sps, pps, idr]);
    expect([bench.out, bench.assembler.discarded]).toMatchObject([[`K:${idr}`], { parameters: 1, 'needs-key': 1 }]);
  });
});

describe('loss', () => {
  const running = (): Bench => new Bench().send(1, [sps, pps, idr]).send(2, [other]);

  it('discards the picture in progress and waits for a key frame', () => {
    const bench = running().send(3, [other], { marker: false }).send(3, [otherMore], { lost: 1 }).send(4, [other]).send(5, [idr]).send(6, [other]);
    expect(bench.out).toEqual([`K:${idr}`, `-:${other}`, `K:${idr}`, `-:${other}`]);
    expect(bench.assembler.discarded).toMatchObject({ gap: 1, 'needs-key': 1 });
  });

  it('between two pictures waits for a key frame as well', () => {
    expect(running().send(4, [other], { lost: 2 }).send(5, [idr]).out).toEqual([`K:${idr}`, `-:${other}`, `K:${idr}`]);
  });

  it('never shows half a key frame: the rest after the gap is not taken for one', () => {
    const bench = running().send(3, [idr], { marker: false }).send(3, [idrMore], { lost: 1 }).send(4, [idr]);
    expect(bench.out).toEqual([`K:${idr}`, `-:${other}`, `K:${idr}`]);
  });

  it('that swallowed the beginning of a key frame is seen by its first slice', () => {
    const bench = running().send(3, [idrMore, idrMore], { lost: 1 }).send(4, [other]).send(5, [idr]);
    expect(bench.out).toEqual([`K:${idr}`, `-:${other}`, `K:${idr}`]);
    expect(bench.assembler.discarded).toMatchObject({ gap: 1, 'needs-key': 1 });
  });

  it('inside a fragmented unit leaves nothing of it', () => {
    const bench = running().send(3, ['7c85b8', '7c05bb'], { marker: false }).send(3, ['7c45cc'], { lost: 1 }).send(4, ['7c85b8', '7c45cc']);
    expect(bench.out).toEqual([`K:${idr}`, `-:${other}`, 'K:65b8cc']);
  });

  it('is also a payload that contradicts itself, or a unit whose end never came', () => {
    expect(running().send(3, ['780009674d']).send(4, [other]).send(5, [idr]).out).toEqual([`K:${idr}`, `-:${other}`, `K:${idr}`]);
    expect(running().send(3, ['7c859a']).send(4, [other]).send(5, [idr]).out).toEqual([`K:${idr}`, `-:${other}`, `K:${idr}`]);
  });

  it('of the end of a unit hurts its own picture, not the next', () => {
    for (const payloads of [[other, '7c819a'], ['7c819a']]) {
      const bench = running().send(3, payloads).send(4, [idr]);
      expect([bench.out, bench.assembler.discarded.gap]).toEqual([[`K:${idr}`, `-:${other}`, `K:${idr}`], 1]);
    }
    const bench = running().send(3, ['7c819a'], { marker: false }).send(4, ['7c85b8', '7c45cc']);
    expect([bench.out, bench.assembler.discarded.gap]).toEqual([[`K:${idr}`, `-:${other}`, 'K:65b8cc'], 1]);
  });

  it('joining in the middle of a key frame is no beginning', () => { expect(new Bench({ parameterSets: [hex(sps), hex(pps)] }).send(1, [idrMore]).send(2, [idr]).out).toEqual([`K:${idr}`]); });
});

describe('a change of parameter sets', () => {
  it('is a new generation, from its key frame on', () => {
    const { units } = new Bench().send(1, [sps, pps, idr]).send(2, [sps, pps, idr]).send(3, [h264Sets.bframes.sps, h264Sets.bframes.pps, idr]).send(4, [other]);
    expect(units.map((unit) => unit.parameters.generation)).toEqual([1, 1, 2, 2]);
    expect(units[3]?.parameters).toBe(units[2]?.parameters);
    expect(units[2]?.parameters.codecString).toBe('avc1.640016');
  });

  it('without a key frame shows nothing until there is one', () => {
    const bench = new Bench().send(1, [sps, pps, idr]).send(2, [h264Sets.bframes.sps, other]).send(3, [other]).send(4, [idr]);
    expect([bench.out, bench.units.at(-1)?.parameters.generation, bench.assembler.discarded]).toMatchObject([[`K:${idr}`, `K:${idr}`], 2, { parameters: 1, 'needs-key': 1 }]);
  });

  it('to one that cannot be read is an error with a name', () => {
    expect(() => new Bench().send(1, ['674d4016', pps, idr])).not.toThrow(); // no id to be read: passed over, the picture waits
    expect(() => new Bench().send(1, ['674d4016da', pps, idr])).toThrow(expect.objectContaining({ code: 'protocols.parameter-set' }));
  });
});

describe('limits', () => {
  it('ends a picture of more than 8 MB with its own error, and bounded memory', () => {
    let most = 0;
    const bench = new Bench({ takeSlab: (bytes) => { most = Math.max(most, bytes); return Buffer.allocUnsafe(bytes); } });
    const part = `7c05${'00'.repeat(60_000)}`;
    bench.send(1, ['7c85b8'], { marker: false });
    expect(() => { for (let n = 0; n < 200; n++) bench.send(1, [part], { marker: false }); }).toThrow(expect.objectContaining({ kind: 'misunderstood', code: 'protocols.access-unit-too-large' }));
    expect(most).toBeLessThanOrEqual(accessUnitLimit + headRoom);
  });
});

describe('H.265', () => {
  const { vps, sps: set, pps: picture } = h265Sets.main;
  const [irap, cra, trailing, rasl, aud, suffix] = ['2601af0102', '2a01af0102', '0201d00102', '1201d00102', '460150', '5001aabb'];
  const bench = (): Bench => new Bench({ codec: 'h265' });

  it('works the same: delimiter dropped, SEI kept, sets apart', () => {
    const it = bench().send(1, [aud, vps, set, picture, irap, suffix]).send(2, [trailing]);
    expect([it.out, it.units[0]?.parameters]).toMatchObject([[`K:${irap} ${suffix}`, `-:${trailing}`], { codec: 'h265', width: 640, vps: [hex(vps)] }]);
  });

  it('skips the leading pictures of an open key frame it was entered at, and only those', () => {
    const it = bench().send(1, [vps, set, picture, cra]).send(2, [rasl]).send(3, [trailing]).send(4, [cra]).send(5, [rasl]);
    expect([it.out, it.assembler.discarded.leading]).toEqual([[`K:${cra}`, `-:${trailing}`, `K:${cra}`, `-:${rasl}`], 1]);
  });

  it('needs a video set too', () => { expect(bench().send(1, [set, picture, irap]).out).toEqual([]); });
});
