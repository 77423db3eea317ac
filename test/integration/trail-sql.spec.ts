import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import pg from 'pg';
import { accessMigrations, lastAnchor, readAnchors, verifyTrail, writeTrail, type TrailLine } from '#access';
import { systemClock } from '#kernel';
import { trailCommand } from '../../apps/cli/src/trail/trail.command.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

/** The script of the page, as an outsider runs it: nothing of ours but the text. */
const script = /```sql\n([\s\S]+?)```/.exec(readFileSync('docs/reference/trail.md', 'utf8'))?.[1] ?? '';
let db: TestDatabase;
const write = (line: Partial<TrailLine>) => db.dataSource.transaction((tx) => writeTrail(tx, { action: 'see-camera', outcome: 'done', ...line }, systemClock.now()));
beforeEach(async () => {
  db = await openTestDatabase(accessMigrations);
  const details = [{ b: 1, a: { 乙: '台', 甲: ['x', 2, null, true, { z: 0.5, y: [] }] } }, { text: 'quote " back \\ slash / tab \t line \n bell \u0007 del \u007f' }, { 'Ä': 'é', Z: 1, a: 2, _: 3, '😀': '🎥', '\ufb01': 'ﬁ', '"\n': null }, {}];
  for (let n = 0; n < 24; n++) {
    await write({ personId: n % 3 ? null : '00000000-0000-4000-8000-000000000001', personNumber: n % 3 ? '' : '1001', unit: '滨河所', objectKind: 'camera', objectId: `机${n}`, outcome: n % 5 ? 'done' : 'refused', reason: '例行“巡查”\t\u001b', detail: details[n % details.length] ?? {} });
  }
});
afterEach(() => db.close());

async function outsider(): Promise<string> {
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  try {
    const results = (await client.query(script)) as unknown as pg.QueryResult<{ verdict: string }>[];
    return results.at(-1)?.rows[0]?.verdict ?? 'no answer';
  } finally { await client.end(); }
}
const tamper = async (sql: string): Promise<void> => { await db.dataSource.query('alter table trail disable trigger user'); await db.dataSource.query(sql); await db.dataSource.query('alter table trail enable trigger user'); };

it('is recomputed by the SQL of the reference page, in any script and with any sign', async () => {
  expect(await verifyTrail(db.dataSource)).toEqual({ lines: 24, firstBad: null });
  expect(await outsider()).toBe('no bad line');
});

it.each<[string, Partial<TrailLine>]>([
  ['half a surrogate pair in a number', { personNumber: 'a\ud800' }], ['NUL in a number', { personNumber: 'a\0b' }],
  ['half a pair, NUL and a broken key in the detail', { detail: { a: '\udc00x', b: ['\0'], '\ud83d': 1 } }],
  ['a time in the detail', { detail: { at: new Date(0), none: undefined, list: [undefined, Number.NaN] } }],
  ['numbers at the edges of their print', { detail: { n: [1e-6, 9.999e-7, 1e-7, 1.5e-10, 1e15, 1e16, 123456789012345680000, 1e21, -2.5e22, 1 / 3, 1.7976931348623157e308, 5e-324, -0, 100, 2 ** 53] } }],
])('is not broken by a line with %s, which anybody may cause', async (_, line) => {
  await write(line);
  await write({});
  expect((await verifyTrail(db.dataSource)).firstBad).toBeNull();
  expect(await outsider()).toBe('no bad line');
});

it.each([
  ['altered', "update trail set unit = '别处' where seq = 7"],
  ['altered deep inside', `update trail set detail = '{"a": {"甲": ["x", 3]}, "b": 1}' where seq = 9`],
  ['moved in time', "update trail set at = at + interval '1 ms' where seq = 11"],
  ['deleted', 'delete from trail where seq = 5'],
  ['deleted at the front', 'delete from trail where seq = 1'],
  ['reordered', 'update trail set seq = case seq when 3 then 4 else 3 end where seq in (3, 4)'],
  ['replaced with a right hash of its own', "update trail set prev_hash = repeat('a', 64) where seq = 6"],
  ['written twice', "insert into trail select seq, at + interval '1 day', person_id, person_number, unit, action, object_kind, object_id, outcome, reason, client, detail, prev_hash, hash from trail where seq = 8"],
  ['put before the first', "insert into trail select 0, at, person_id, person_number, unit, action, object_kind, object_id, outcome, reason, client, detail, prev_hash, hash from trail where seq = 8"],
])('names the same bad line as we do when one was %s', async (_, change) => {
  await tamper(change);
  const { firstBad } = await verifyTrail(db.dataSource);
  expect(await outsider()).toBe(`line ${firstBad?.seq} is ${firstBad?.why}`);
});

describe('an anchor', () => {
  it('finds that the end was cut off, which the chain alone does not show', async () => {
    const anchor = await lastAnchor(db.dataSource);
    expect(anchor).toMatchObject({ seq: 24, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((await verifyTrail(db.dataSource, anchor && [anchor])).firstBad).toBeNull();
    await tamper('delete from trail where seq > 20');
    expect((await verifyTrail(db.dataSource)).firstBad).toBeNull();
    expect((await verifyTrail(db.dataSource, anchor && [anchor])).firstBad).toEqual({ seq: 24, why: 'cut' });
  });

  it('finds a chain that was written anew, by the first anchor that does not fit', async () => {
    const [row] = await db.dataSource.query<{ hash: string }[]>('select hash from trail where seq = 10');
    const right = { seq: 10, hash: row?.hash ?? '' };
    expect((await verifyTrail(db.dataSource, [right])).firstBad).toBeNull();
    expect((await verifyTrail(db.dataSource, [{ seq: 99, hash: right.hash }, { seq: 12, hash: 'f'.repeat(64) }, right])).firstBad).toEqual({ seq: 12, why: 'rewritten' });
  });

  it('is read out of what was printed and kept, and out of nothing else', () => {
    const hash = 'a1'.repeat(32);
    expect(readAnchors(`3:${hash} 2026-01-31T08:00:00.000Z\n17:${hash}\n`)).toEqual([{ seq: 3, hash }, { seq: 17, hash }]);
    expect(readAnchors(`3:${hash}0 x4:${hash} -5:${hash}`)).toEqual([]);
  });
});

describe('at the prompt', () => {
  const before = process.env['DATABASE_URL'];
  const dir = mkdtempSync(join(tmpdir(), 'fengsui-anchors-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  beforeEach(() => { process.env['DATABASE_URL'] = db.url; });
  afterEach(() => { if (before === undefined) delete process.env['DATABASE_URL']; else process.env['DATABASE_URL'] = before; });

  async function prompt(...words: string[]): Promise<{ said: string; exit: number }> {
    const program = new Command().exitOverride();
    trailCommand(program);
    const { stdout, exitCode } = process;
    const write = stdout.write.bind(stdout);
    let said = '';
    stdout.write = (text: string | Uint8Array) => { said += String(text); return true; };
    try {
      await program.parseAsync(['trail', ...words], { from: 'user' });
      return { said, exit: Number(process.exitCode ?? 0) };
    } finally { stdout.write = write; process.exitCode = exitCode; }
  }

  it('prints place, hash and time of the last line, and takes them back', async () => {
    const { said } = await prompt('anchor');
    expect(said).toMatch(/^24:[0-9a-f]{64} \d{4}-\d\d-\d\dT[\d:.]{12}Z\n$/);
    const file = join(dir, 'anchors.txt');
    writeFileSync(file, said);
    expect(await prompt('verify', '--anchor', said.split(' ')[0] ?? '', '--anchors', file)).toEqual({ said: 'the trail holds: 24 lines, and every anchor (2)\n', exit: 0 });
    expect(JSON.parse((await prompt('anchor', '--json')).said)).toMatchObject({ seq: 24, hash: expect.any(String), at: expect.any(String) });
    await tamper('delete from trail where seq = 24');
    expect(await prompt('verify')).toMatchObject({ exit: 0 });
    expect(await prompt('verify', '--anchors', file)).toEqual({ said: 'broken: line 24 is cut; 23 lines before it hold\n', exit: 1 });
    await expect(prompt('verify', '--anchor', '24:abc')).rejects.toMatchObject({ code: 'access.anchor' });
  });
});
