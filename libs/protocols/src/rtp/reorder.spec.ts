import fc from 'fast-check';
import { ReorderWindow, SequenceWatch } from './reorder.js';

describe('sequence numbers over TCP', () => {
  const watch = (...numbers: number[]): number[] => { const it = new SequenceWatch(); return numbers.map((number) => it.next(number)); };

  it('counts what is missing, across the wrap', () => {
    expect(watch(65_533, 65_534, 0, 1, 5)).toEqual([0, 0, 1, 0, 3]);
  });

  it('drops duplicates and stragglers without calling them loss', () => {
    const it = new SequenceWatch();
    expect([10, 11, 11, 9, 12].map((number) => it.next(number))).toEqual([0, 0, -1, -1, 0]);
    expect([it.lost, it.late]).toEqual([0, 2]);
  });

  it('takes a restarted sender at its second word', () => {
    const it = new SequenceWatch();
    expect([10, 11, 30_000, 30_001, 30_002].map((number) => it.next(number))).toEqual([0, 0, -1, 1, 0]);
    expect(it.restarts).toBe(1);
  });

  it('does not follow one stray number far away', () => {
    expect(watch(10, 11, 30_000, 12)).toEqual([0, 0, -1, 0]);
  });
});

describe('the window for UDP', () => {
  const run = (numbers: readonly number[], o: { size?: number; hold?: number; everyMs?: number } = {}): number[] => {
    const out: number[] = [];
    const window = new ReorderWindow(o.size ?? 8, o.hold ?? 60);
    const deliver = (packet: Buffer): void => { out.push(packet.readUInt16BE(0)); };
    numbers.forEach((number, n) => { const packet = Buffer.alloc(2); packet.writeUInt16BE(number); window.push(number, packet, n * (o.everyMs ?? 0), deliver); });
    window.flush(deliver);
    return out;
  };

  it('puts neighbours back in order, across the wrap', () => { expect(run([65_534, 0, 65_535, 2, 1, 3])).toEqual([65_534, 65_535, 0, 1, 2, 3]); });

  it('drops duplicates and what comes after its turn', () => { expect(run([1, 2, 2, 3, 1, 4])).toEqual([1, 2, 3, 4]); });

  it('waits no longer than it may', () => {
    const out: number[] = [];
    const window = new ReorderWindow(8, 60);
    const push = (number: number, atMs: number): void => window.push(number, Buffer.of(number), atMs, (packet) => { out.push(packet[0] as number); });
    push(1, 0); push(3, 10); push(4, 20);
    expect(out).toEqual([1]);
    window.tick(69, (packet) => { out.push(packet[0] as number); });
    expect(out).toEqual([1]);
    window.tick(70, (packet) => { out.push(packet[0] as number); });
    expect(out).toEqual([1, 3, 4]);
  });

  it('holds no more than its size', () => { expect(run([1, 3, 4, 5, 6, 7, 8, 9, 10], { size: 8 })).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10]); });

  it('follows a restarted sender', () => { expect(run([1, 2, 40_000, 40_001])).toEqual([1, 2, 40_000, 40_001]); });

  it('delivers each packet at most once and never backwards, whatever comes', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 300 }), (numbers) => {
      const out = run(numbers, { everyMs: 7 });
      return out.every((number, n) => n === 0 || number > (out[n - 1] as number));
    }));
  });

  it('restores any order in which nothing is further off than the window', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 50, maxLength: 50 }), (delays) => {
      const sent = delays.map((delay, n) => ({ n, at: n === 0 ? -1 : n + delay })).sort((a, b) => a.at - b.at || a.n - b.n).map((each) => each.n);
      expect(run(sent, { size: 8 })).toEqual(delays.map((_, n) => n));
    }));
  });
});
