import { healthMigrations, ShardLeases, forgetOldLeases } from '#health';
import { openLog, systemClock } from '#kernel';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let db: TestDatabase;
beforeEach(async () => { db = await openTestDatabase(healthMigrations); });
afterEach(() => db.close());

const holder = (id: string): ShardLeases => new ShardLeases(db.dataSource, id, systemClock, openLog('test', 'fatal'));
const beat = (id: string) => db.dataSource.query('insert into prober (id, heartbeat_at) values ($1, now()) on conflict (id) do update set heartbeat_at = now()', [id]);
const history = (shard: number) => db.dataSource.query<{ owner: string; epoch: number; from_at: Date; to_at: Date | null }[]>('select owner, epoch, from_at, to_at from lease_history where shard = $1 order by epoch', [shard]);

it('says who held a shard from when to when: taken, shared, expired, taken over, let go', async () => {
  await beat('p1');
  const first = holder('p1');
  await first.renew();
  expect(await history(63)).toMatchObject([{ owner: 'p1', epoch: 1, to_at: null }]);
  await beat('p2');
  const second = holder('p2');
  await first.renew(); // two live probers: the upper half is let go
  await second.renew();
  expect(await history(63)).toMatchObject([{ owner: 'p1', epoch: 1, to_at: expect.any(Date) }, { owner: 'p2', epoch: 2, to_at: null }]);
  await db.dataSource.query("update shard set lease_until = now() - interval '4 seconds' where owner = 'p2'"); // p2 fell silent
  await db.dataSource.query("delete from prober where id = 'p2'");
  await first.renew();
  await first.release();
  const rows = await history(63);
  expect(rows.map(({ owner, epoch }) => [owner, epoch])).toEqual([['p1', 1], ['p2', 2], ['p1', 3]]);
  expect((rows[2]?.from_at.getTime() ?? 0) - (rows[1]?.to_at?.getTime() ?? 0)).toBeGreaterThanOrEqual(3_900); // ended when its lease did, not when somebody noticed
  expect(rows[2]?.to_at).not.toBeNull();
});

it('never shows two holders of one shard at the same time', async () => {
  const holders = ['p1', 'p2', 'p3'].map((id) => ({ id, leases: holder(id) }));
  for (let round = 0; round < 4; round++) for (const { id, leases } of holders) { await beat(id); await leases.renew(); }
  const overlaps = await db.dataSource.query<unknown[]>(`select 1 from lease_history a join lease_history b on b.shard = a.shard and b.epoch > a.epoch
    where coalesce(a.to_at, 'infinity') > b.from_at`);
  expect(overlaps).toEqual([]);
  const [open] = await db.dataSource.query<{ n: number }[]>('select count(*)::int as n from lease_history where to_at is null');
  expect(open?.n).toBe(64);
});

it('dates a lease from when it was taken, not from when the taker began to wait', async () => {
  await beat('p1');
  const first = holder('p1');
  await first.renew();
  const door = db.dataSource.createQueryRunner();
  await door.startTransaction();
  await door.query('lock table prober in access exclusive mode'); // the taker's transaction begins now and stands here
  const taking = holder('p2').renew();
  await new Promise((wake) => setTimeout(wake, 200));
  await first.release();
  await door.commitTransaction();
  await door.release();
  await taking;
  const rows = await history(0);
  expect(rows.map(({ owner }) => owner)).toEqual(['p1', 'p2']);
  expect(rows[1]?.from_at.getTime()).toBeGreaterThanOrEqual(rows[0]?.to_at?.getTime() ?? Infinity);
});

it('ends a lease that ran out before it was let go when it ran out', async () => {
  await beat('p1');
  const only = holder('p1');
  await only.renew();
  await db.dataSource.query("update lease_history set from_at = now() - interval '1 minute'");
  await db.dataSource.query("update shard set lease_until = now() - interval '4 seconds'");
  await only.release();
  const [row] = await history(5);
  expect(Date.now() - (row?.to_at?.getTime() ?? 0)).toBeGreaterThanOrEqual(3_900);
});

it('forgets after ninety days', async () => {
  await db.dataSource.query("insert into lease_history (shard, epoch, owner, from_at, to_at) values (1, 900, 'old', now() - interval '100 days', now() - interval '91 days'), (1, 901, 'new', now() - interval '91 days', now() - interval '89 days')");
  await forgetOldLeases(db.dataSource);
  expect((await history(1)).map(({ owner }) => owner)).toEqual(['new']);
});
