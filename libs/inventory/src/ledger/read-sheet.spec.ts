import { deflateRawSync } from 'node:zlib';
import exceljs from 'exceljs';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { Fault } from '#kernel';
import { maxRows, readSheet } from './read-sheet.js';
import { ledgerCsv, ledgerWorkbook } from './write-sheet.js';

const text = '点位名称,IP,场所\r\n望江东门,10.1.0.1,望江小区\r\n望江西门,10.1.0.2,望江小区\r\n';
const codeOf = async (file: Buffer): Promise<string> => readSheet(file).then(() => 'read', (thrown: unknown) => (thrown instanceof Fault ? thrown.code : `bug: ${String(thrown)}`));

it('reads UTF-8 with and without its mark, GB18030, tabs and semicolons as the same table', async () => {
  const rows = [['望江东门', '10.1.0.1', '望江小区'], ['望江西门', '10.1.0.2', '望江小区']];
  for (const file of [Buffer.from(text), Buffer.from(`\ufeff${text}`), iconv.encode(text, 'gb18030'), Buffer.from(text.replaceAll(',', '\t')), Buffer.from(text.replaceAll(',', ';'))]) {
    expect(await readSheet(file)).toMatchObject({ headings: ['点位名称', 'IP', '场所'], rows, firstRow: 2 });
  }
});

it.each<[string, Buffer, string]>([
  ['an empty file', Buffer.alloc(0), 'inventory.file-empty'],
  ['UTF-16 as Excel saves "Unicode text"', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]), 'inventory.file-charset'],
  ['text in neither charset', Buffer.concat([Buffer.from('名称,IP,场所\n'), Buffer.from([0xff, 0x80, 0xff, 0x2c, 0xff])]), 'inventory.file-charset'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'inventory.file-binary'],
  ['an old workbook', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(64)]), 'inventory.file-xls'],
  ['a quote that never ends', Buffer.from(`名称,IP,场所\n"望江东门,10.1.0.1,x\n${'y'.repeat(300_000)}`), 'inventory.file-csv'],
  ['a page instead of a table', Buffer.from('<!DOCTYPE html><html><body>请登录</body></html>'), 'inventory.file-no-headings'],
  ['headings without rows', Buffer.from('名称,IP,场所\n'), 'inventory.file-no-rows'],
  ['a zip of something else', zipOf([['word/document.xml', Buffer.from('<a/>'), 4]]), 'inventory.file-not-xlsx'],
])('refuses %s by name', async (_, file, code) => expect(await codeOf(file)).toBe(code));

it('refuses 200,000 rows and says how many it takes', async () => {
  const row = '望江东门,10.1.0.1,望江小区\n';
  await expect(readSheet(Buffer.from(`点位名称,IP,场所\n${row.repeat(200_000)}`))).rejects.toMatchObject({ code: 'inventory.file-too-long', message: expect.stringContaining(String(maxRows)) });
});

it('bounds cells and columns instead of choking on them', async () => {
  const wide = await readSheet(Buffer.from(`${Array.from({ length: 10_000 }, (_, n) => `c${n}`).join(',')}\n${'v,'.repeat(9_999)}v\n`));
  expect(wide.headings).toHaveLength(200);
  const [row] = (await readSheet(Buffer.from(`名称,IP,场所\n${'长'.repeat(50_000)},10.1.0.1,x\n`))).rows;
  expect(row?.[0]).toHaveLength(2_000);
});

it('refuses a bomb unread: 1 GB of zeros in a small zip, one that lies about its size, and nested ratios', async () => {
  const zeros = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
  const before = process.memoryUsage().rss;
  expect(await codeOf(zipOf([['xl/worksheets/sheet1.xml', zeros, 1024 * 1024 * 1024]], true))).toBe('inventory.file-bomb');
  const noisy = deflateRawSync(Buffer.from(Array.from({ length: 3_000_000 }, (_, n) => (n * 2_654_435_761) >>> 24)));
  expect(await codeOf(zipOf([['xl/worksheets/sheet1.xml', noisy, 4_096]], true))).toBe('inventory.file-bomb');
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
});

it('refuses a workbook that was cut off in the upload', async () => {
  const whole = await ledgerWorkbook(['点位名称', 'IP', '场所'], [['a', '10.1.0.1', 'b']]);
  for (const share of [0.2, 0.6, 0.95]) expect(await codeOf(whole.subarray(0, Math.floor(whole.length * share)))).toBe('inventory.file-xlsx');
});

it('takes the value of a formula and says so, shows errors and merged cells as empty, and keeps row numbers', async () => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('台账');
  sheet.addRow(['全区摄像机台账']);
  sheet.addRow(['点位名称', 'IP', '场所', '验收日期']);
  sheet.addRow([{ formula: 'CONCATENATE("望","江")', result: '望江' }, '10.1.0.1', '望江小区', new Date(Date.UTC(2024, 4, 31))]);
  sheet.addRow(['西门', { error: '#REF!' }, null, '']);
  sheet.mergeCells('C3:C4');
  const read = await readSheet(Buffer.from(await book.xlsx.writeBuffer()));
  expect(read).toMatchObject({ headings: ['点位名称', 'IP', '场所', '验收日期'], firstRow: 3, notes: expect.arrayContaining(['formula', 'error']) });
  expect(read.rows[0]).toEqual(['望江', '10.1.0.1', '望江小区', '2024-05-31']);
  expect(read.rows[1]?.[1]).toBe('');
});

it('writes nothing that a spreadsheet would run, and reads its own files back', async () => {
  const table = [['=HYPERLINK("x")', '+1-2', '@SUM(A1)', '-5', '望江']];
  const csv = ledgerCsv(['点位名称', 'IP', '场所', '数', '地'], table, 'utf-8').toString();
  expect(csv).toContain("'=HYPERLINK");
  expect((await readSheet(ledgerCsv(['点位名称', 'IP', '场所', '数', '地'], table, 'gb18030'))).rows[0]).toEqual(["'=HYPERLINK(\"x\")", "'+1-2", "'@SUM(A1)", '-5', '望江']);
  expect((await readSheet(await ledgerWorkbook(['点位名称', '国标编码', '场所'], [['东门', '34019900001320000001', '望江']]))).rows[0]?.[1]).toBe('34019900001320000001');
});

it('answers any bytes with a table or a Fault', async () => {
  await fc.assert(fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.string({ maxLength: 300 }).map((each) => new TextEncoder().encode(`名称,IP,场所\n${each}`)), fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.concat([Buffer.from('504b0304', 'hex'), each, Buffer.from('504b0506', 'hex'), each]))), async (bytes) => {
    expect(await codeOf(Buffer.from(bytes))).not.toMatch(/^bug/);
  }), { numRuns: 1_500 });
});

/** A zip by hand (APPNOTE 4.3): members are stored as given; `unpacked` is what the directory claims. */
function zipOf(members: readonly [name: string, data: Buffer, unpacked: number][], deflated = false): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, data, unpacked] of members) {
    const local = Buffer.alloc(30 + name.length);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(deflated ? 8 : 0, 8);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(unpacked, 22);
    local.writeUInt16LE(name.length, 26);
    local.write(name, 30);
    const entry = Buffer.alloc(46 + name.length);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(deflated ? 8 : 0, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(unpacked, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    entry.write(name, 46);
    parts.push(local, data);
    directory.push(entry);
    at += local.length + data.length;
  }
  const end = Buffer.alloc(22);
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
}
