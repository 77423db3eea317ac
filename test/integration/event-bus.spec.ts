import { EventBus, emit, event, openLog } from '#kernel';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

const rung = event<{ n: number }>('test.rung');
let db: TestDatabase;
let bus: EventBus;
beforeAll(async () => {
  db = await openTestDatabase([]);
  bus = new EventBus({ url: db.url, log: openLog('test', 'fatal') });
  await bus.start();
});
afterAll(async () => { await bus.stop(); await db.close(); });

async function until(done: () => boolean, ms = 5_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end && !done();) await new Promise((resolve) => setTimeout(resolve, 10));
}

it('hears every event once, though transactions commit out of order', async () => {
  const heard: number[] = [];
  const off = bus.on(rung, ({ n }) => { heard.push(n); });
  await Promise.all(Array.from({ length: 8 }, (_, lane) => (async () => {
    for (let i = 0; i < 25; i++) {
      await db.dataSource.transaction(async (tx) => {
        await emit(tx, rung, { n: lane * 25 + i });
        await new Promise((resolve) => setTimeout(resolve, (lane * 7 + i * 3) % 11));
      });
    }
  })()));
  await until(() => heard.length >= 200);
  off();
  expect([...heard].sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n));
});

it('hears nothing of a transaction that was rolled back', async () => {
  const heard: number[] = [];
  const off = bus.on(rung, ({ n }) => { heard.push(n); });
  await db.dataSource.transaction(async (tx) => { await emit(tx, rung, { n: 1 }); throw new Error('no'); }).catch(() => undefined);
  await emit(db.dataSource, rung, { n: 2 });
  await until(() => heard.length > 0);
  off();
  expect(heard).toEqual([2]);
});

it('catches up after its connection was cut', async () => {
  const heard: number[] = [];
  const off = bus.on(rung, ({ n }) => { heard.push(n); });
  await db.dataSource.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'fengsui events' and datname = current_database()");
  await emit(db.dataSource, rung, { n: 7 });
  await until(() => heard.length > 0, 8_000);
  off();
  expect(heard).toEqual([7]);
});
