import exceljs from 'exceljs';
import iconv from 'iconv-lite';
import { accessMigrations } from '#access';
import { applyImport, createImport, dryRun, fixRow, findImport, importRows, inventoryMigrations, mapImport, readSheet, updateCamera } from '#inventory';
import { healthMigrations } from '#health';
import { ledgerPage } from '#reporting';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { enterDistrict } from '../support/district.js';

const by = { personId: null, personNumber: '9001' };
const head = '点位名称,国标编码,场所,IP,端口,通道,厂商,型号,经度,纬度,坐标系,点位分类';
let db: TestDatabase;
beforeEach(async () => { db = await openTestDatabase([...accessMigrations, ...inventoryMigrations, ...healthMigrations]); await enterDistrict(db.dataSource, 2, 2); });
afterEach(() => db.close());

async function load(file: Buffer, areas: readonly string[] | null = null): Promise<string> {
  const sheet = await readSheet(file);
  const id = await createImport(db.dataSource, { fileName: 'a.csv', sheet, ...by });
  const job = await findImport(db.dataSource, id);
  await mapImport(db.dataSource, id, job.mapping, 'wgs84', null);
  await dryRun(db.dataSource, id, areas);
  return id;
}
const csv = (...rows: string[]) => Buffer.from([head, ...rows].join('\r\n'));
const count = async () => (await db.dataSource.query<{ n: number }[]>('select count(*)::int as n from camera'))[0]?.n;
const codes = async (id: string) => (await importRows(db.dataSource, id, { page: 1, size: 500 })).rows.map((row) => [row.rowNo, row.verdict, row.problems.map((problem) => `${problem.column}:${problem.code}`).join(' ')]);

it('reads GB18030 as it reads UTF-8, and writes nothing before it is told to', async () => {
  const text = csv('东门,34019900001320000001,小区0,10.1.0.50,554,1,海威,M1,117.284310,31.861204,WGS-84,一类').toString();
  const id = await load(iconv.encode(text, 'gb18030'));
  expect((await findImport(db.dataSource, id))).toMatchObject({ charset: 'gb18030', state: 'dry-run', totals: { add: 1, error: 0 } });
  expect(await count()).toBe(4);
  expect(await applyImport(db.dataSource, id, 'all', by)).toEqual({ added: 1, updated: 0 });
  const { rows } = await ledgerPage(db.dataSource, 'all', { q: 'dm', sort: 'name', dir: 'asc', page: 1, size: 10 });
  expect(rows[0]).toMatchObject({ name: '东门', gbCode: '34019900001320000001', lng: 117.28431, pointClass: 1 });
});

it('names every problem by row and cell', async () => {
  const id = await load(csv(
    'a,3401990000132000000,小区0,10.1.0.51,554,1,,,,,,', 'b,34019900001320000002,小区0,10.1.0.300,554,1,,,,,,', 'c,34019900001320000003,没有这个,10.1.0.53,554,1,,,,,,',
    'd,34019900001320000004,小区0,10.1.0.54,554,1,,,31.861502,117.284655,,', 'e,34019900001320000005,小区0,10.1.0.55,554,1,,,,,,', 'f,34019900001320000005,小区0,10.1.0.56,554,1,,,,,,',
    ',34019900001320000007,小区0,10.1.0.57,554,1,,,,,,', 'h,34019900001110000008,小区0,10.1.0.58,x,1,,,,,,', 'i,3401990000132000000O,小区0,10.1.0,554,1,,,,,,九类'));
  expect(await codes(id)).toEqual([
    [2, 'error', 'B:length'], [3, 'error', 'D:octet'], [4, 'error', 'C:unknown-site'], [5, 'error', 'I:swapped J:swapped'], [6, 'add', ''], [7, 'error', 'B:duplicate-in-file'], [8, 'error', 'A:required'],
    [9, 'error', 'E:not-a-number B:type'], [10, 'error', 'L:not-a-number B:not-digits D:address'],
  ]);
  await expect(applyImport(db.dataSource, id, 'all', by)).rejects.toMatchObject({ code: 'inventory.import-errors' });
  expect(await applyImport(db.dataSource, id, 'good', by)).toEqual({ added: 1, updated: 0 });
});

it('names row and cell of an area that is not on the list, also when the row was repaired or the file is edited', async () => {
  const areas = ['340199'];
  const rows = ['点位名称,国标编码,场所,IP,行政区划', 'a,34019900001320000001,小区0,10.1.0.51,340199', 'b,11010100001320000002,小区0,10.1.0.52,340199', 'c,34019900001320000003,小区0,10.1.0.53,110101', 'd,,小区0,10.1.0.54,34'];
  const id = await load(Buffer.from(rows.join('\n')), areas);
  expect(await codes(id)).toEqual([[2, 'add', ''], [3, 'error', 'B:area'], [4, 'error', 'E:area'], [5, 'error', 'E:length']]);
  await fixRow(db.dataSource, id, 4, { E: '110102' }, areas);
  expect((await codes(id))[2]).toEqual([4, 'error', 'E:area']);
  expect((await codes(await load(Buffer.from(rows.join('\n'))))).map(([, verdict]) => verdict)).toEqual(['add', 'add', 'add', 'error']);
  const [camera] = await db.dataSource.query<{ id: string; version: number }[]>('select id, version from camera limit 1');
  await expect(updateCamera(db.dataSource, camera?.id ?? '', { version: camera?.version ?? 0, why: '核对', changes: { civilCode: '110101' } }, by, areas)).rejects.toMatchObject({ code: 'inventory.field', zh: expect.stringContaining('行政区划') });
});

it('judges a repaired row again, and its twin with it', async () => {
  const id = await load(csv('e,34019900001320000005,小区0,10.1.0.55,554,1,,,,,,', 'f,34019900001320000005,小区0,10.1.0.56,554,1,,,,,,'));
  await fixRow(db.dataSource, id, 3, { B: '34019900001320000006' });
  expect((await findImport(db.dataSource, id)).totals).toMatchObject({ add: 2, error: 0 });
});

it('completes cameras that are known by address, and keeps who changed what', async () => {
  const id = await load(csv('小区0大门,34019900001320000009,小区0,10.1.0.1,554,1,海威,M7,,,,'));
  expect((await findImport(db.dataSource, id)).totals).toMatchObject({ update: 1, add: 0 });
  await applyImport(db.dataSource, id, 'all', by);
  const changes = await db.dataSource.query<{ field: string; person_number: string; why: string }[]>("select field, person_number, why from camera_change where field <> 'imported' order by field");
  expect(changes.map((change) => change.field)).toEqual(expect.arrayContaining(['gbCode', 'model', 'name']));
  expect(changes[0]).toMatchObject({ person_number: '9001', why: 'a.csv' });
  const again = await load(csv('小区0大门,34019900001320000009,小区0,10.1.0.1,554,1,海威,M7,,,,'));
  expect((await findImport(db.dataSource, again)).totals).toMatchObject({ same: 1 });
});

it('is all there or not at all when it is killed in the middle', async () => {
  const id = await load(csv(...Array.from({ length: 3_000 }, (_, n) => `k${n},,小区0,10.9.${n >> 8}.${n & 255},554,1,,,,,,`)));
  const applying = applyImport(db.dataSource, id, 'all', by).catch((cause: Error) => cause);
  await new Promise((wake) => setTimeout(wake, 60));
  await db.dataSource.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'").catch(() => undefined);
  await applying;
  expect([4, 3_004]).toContain(await count());
});

it('takes 15,000 rows from a workbook', async () => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('台账');
  sheet.addRow(head.split(','));
  for (let n = 0; n < 15_000; n++) sheet.addRow([`点位${n}`, `3401990000132${String(n).padStart(7, '0')}`, '小区1', `10.8.${n >> 8}.${n & 255}`, '554', '1', '海威', 'M1', (117.2 + n / 1e5).toFixed(6), '31.812345', 'WGS-84', 2]);
  const id = await load(Buffer.from(await book.xlsx.writeBuffer()));
  const job = await findImport(db.dataSource, id);
  expect(job.totals).toMatchObject({ error: 0 });
  await applyImport(db.dataSource, id, 'good', by);
  expect(await count()).toBe(15_004);
}, 120_000);

it.each([
  ['an empty file', Buffer.alloc(0), 'inventory.file-empty'],
  ['UTF-16', Buffer.from('\ufeff点位名称,IP\n', 'utf16le'), 'inventory.file-charset'],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'inventory.file-binary'],
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'inventory.file-xls'],
  ['a zip that is no workbook', Buffer.from('504b0506000000000000000000000000000000000000', 'hex'), 'inventory.file-not-xlsx'],
  ['headings only', Buffer.from('点位名称,国标编码,IP\n'), 'inventory.file-no-rows'],
  ['a quote that never ends', Buffer.from('点位名称,国标编码,IP\n"a,b,c\n'), 'inventory.file-csv'],
  ['200,000 rows', Buffer.from(`点位名称,国标编码,IP\n${'a,b,c\n'.repeat(200_000)}`), 'inventory.file-too-long'],
])('refuses %s by name', async (_, file, code) => { await expect(readSheet(file)).rejects.toMatchObject({ code }); });

it('refuses a second edit of the same version, and a value that does not fit', async () => {
  const [camera] = await db.dataSource.query<{ id: string; version: number }[]>('select id, version from camera limit 1');
  const edit = { version: camera?.version ?? 0, why: '现场核对', changes: { name: '南门', height: 3.5, keyArea: true } };
  expect(await updateCamera(db.dataSource, camera?.id ?? '', edit, by)).toBe(2);
  await expect(updateCamera(db.dataSource, camera?.id ?? '', edit, by)).rejects.toMatchObject({ code: 'inventory.edited-meanwhile' });
  await expect(updateCamera(db.dataSource, camera?.id ?? '', { ...edit, version: 2, changes: { gbCode: '123' } }, by)).rejects.toMatchObject({ code: 'inventory.field' });
});
