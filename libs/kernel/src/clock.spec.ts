import { HandClock } from '#kernel/testing';

it('rings in order, each at its own time', async () => {
  const clock = new HandClock();
  const rung: number[] = [];
  clock.after(50, () => rung.push(clock.monotonicMs()));
  clock.after(20, () => rung.push(clock.monotonicMs()));
  const stop = clock.every(30, () => { rung.push(clock.monotonicMs()); });
  await clock.advance(65);
  stop();
  await clock.advance(100);
  expect(rung).toEqual([20, 30, 50, 60]);
});

it('keeps monotonic time when somebody sets the wall clock', async () => {
  const clock = new HandClock();
  clock.jump(3_600_000);
  await clock.advance(5);
  expect(clock.monotonicMs()).toBe(5);
});
