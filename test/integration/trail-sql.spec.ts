import { readFileSync } from 'node:fs';
import pg from 'pg';
import { accessMigrations, lastAnchor, verifyTrail, writeTrail } from '#access';
import { systemClock } from '#kernel';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

/** The script of the page, as an outsider runs it: nothing of ours but the text. */
const script = /```sql\n([\s\S]+?)```/.exec(readFileSync('docs/reference/trail.md', 'utf8'))?.[1] ?? '';
let db: TestDatabase;
beforeEach(async () => {
  db = await openTestDatabase(accessMigrations);
  const details = [{ b: 1, a: { 乙: '台', 甲: ['x', 2, null, true, { z: 0.5, y: [] }] } }, { text: 'quote " back \\ slash / tab \t line \n bell \u0007 del \u007f' }, { 'Ä': 'é', Z: 1, a: 2, _: 3, '😀': '🎥' }, {}];
  for (let n = 0; n < 24; n++) {
    await db.dataSource.transaction((tx) => writeTrail(tx, { personId: n % 3 ? null : '00000000-0000-4000-8000-000000000001', personNumber: n % 3 ? '' : '1001', unit: '滨河所', action: 'see-camera', objectKind: 'camera', objectId: `机${n}`, outcome: n % 5 ? 'done' : 'refused', reason: '例行“巡查”', detail: details[n % details.length] ?? {} }, systemClock.now()));
  }
});
afterEach(() => db.close());

async function outsider(): Promise<{ seq: number; why: string } | null> {
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  try {
    const results = (await client.query(script)) as unknown as pg.QueryResult<{ seq: number; why: string }>[];
    return results.at(-1)?.rows[0] ?? null;
  } finally { await client.end(); }
}
const tamper = async (sql: string): Promise<void> => { await db.dataSource.query('alter table trail disable trigger user'); await db.dataSource.query(sql); await db.dataSource.query('alter table trail enable trigger user'); };

it('is recomputed by the SQL of the reference page, in any script and with any sign', async () => {
  expect(await verifyTrail(db.dataSource)).toEqual({ lines: 24, firstBad: null });
  expect(await outsider()).toBeNull();
});

it.each([
  ['altered', "update trail set unit = '别处' where seq = 7"],
  ['altered deep inside', `update trail set detail = '{"a": {"甲": ["x", 3]}, "b": 1}' where seq = 9`],
  ['moved in time', "update trail set at = at + interval '1 ms' where seq = 11"],
  ['deleted', 'delete from trail where seq = 5'],
  ['deleted at the front', 'delete from trail where seq = 1'],
  ['reordered', 'update trail set seq = case seq when 3 then 4 else 3 end where seq in (3, 4)'],
  ['replaced with a right hash of its own', "update trail set prev_hash = repeat('a', 64) where seq = 6"],
])('names the same bad line as we do when one was %s', async (_, change) => {
  await tamper(change);
  const { firstBad } = await verifyTrail(db.dataSource);
  expect(firstBad).not.toBeNull();
  expect(await outsider()).toEqual(firstBad);
});

it('finds by its anchor that the end was cut off, which the chain alone does not show', async () => {
  const anchor = await lastAnchor(db.dataSource);
  expect(anchor).toMatchObject({ seq: 24, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect((await verifyTrail(db.dataSource, anchor)).firstBad).toBeNull();
  await tamper('delete from trail where seq > 20');
  expect((await verifyTrail(db.dataSource)).firstBad).toBeNull();
  expect((await verifyTrail(db.dataSource, anchor)).firstBad).toEqual({ seq: 24, why: 'missing' });
});

it('finds by its anchor a chain that was written anew', async () => {
  const [row] = await db.dataSource.query<{ hash: string }[]>('select hash from trail where seq = 10');
  expect((await verifyTrail(db.dataSource, { seq: 10, hash: row?.hash ?? '' })).firstBad).toBeNull();
  expect((await verifyTrail(db.dataSource, { seq: 10, hash: 'f'.repeat(64) })).firstBad).toEqual({ seq: 10, why: 'altered' });
});
