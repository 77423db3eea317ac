import { Wheel } from './wheel.js';

it('rings every entry once, in its slot, also beyond one turn of the wheel', () => {
  const wheel = new Wheel(4, 1_000, 50, 16); // one turn is 800 ms
  wheel.set(0, 1_120);
  wheel.set(1, 1_120);
  wheel.set(2, 3_000);
  wheel.set(7, 1_050);
  const rung: [number, number][] = [];
  for (let now = 1_000; now <= 3_200; now += 10) wheel.turn(now, (index, at) => rung.push([index, at]));
  expect(rung).toHaveLength(4);
  expect(rung.map(([index]) => index).sort()).toEqual([0, 1, 2, 7]);
  expect(Object.fromEntries(rung)).toEqual({ 0: 1_150, 1: 1_150, 2: 3_000, 7: 1_050 });
});

it('moves an entry instead of doubling it, and forgets a removed one', () => {
  const wheel = new Wheel(3, 0);
  wheel.set(0, 100);
  wheel.set(0, 400);
  wheel.set(1, 200);
  wheel.remove(1);
  const rung: number[] = [];
  wheel.turn(1_000, (index) => rung.push(index));
  expect(rung).toEqual([0]);
});

it('lets a rung entry be set again from inside the bell', () => {
  const wheel = new Wheel(1, 0);
  let count = 0;
  wheel.set(0, 50);
  wheel.turn(1_000, (index, at) => { count++; wheel.set(index, at + 100); });
  expect(count).toBe(10);
});

it('keeps every entry under a storm of changes', () => {
  const wheel = new Wheel(64, 0, 50, 32);
  const model = new Map<number, number>();
  let seed = 7;
  const random = (below: number) => { seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff; return seed % below; };
  for (let now = 0; now < 60_000; now += 50) {
    for (let n = 0; n < 5; n++) {
      const index = random(64);
      if (random(4) === 0) { wheel.remove(index); model.delete(index); } else { const at = now + random(5_000); wheel.set(index, at); model.set(index, Math.max(now + 50, Math.ceil(at / 50) * 50)); }
    }
    wheel.turn(now + 50, (index, at) => { expect(model.get(index)).toBe(at); model.delete(index); });
  }
});
