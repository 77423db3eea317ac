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
  ['a page instead of a table', Buffer.from('<!DOCTYPE html><html><body>请登录</body></html>'), 'inventory.file-html'],
  ['an HTML table that calls itself .xls', Buffer.from('\ufeff\n<table><tr><td>点位名称</td></tr></table>'), 'inventory.file-html'],
  ['10,000 columns', Buffer.from(`${Array.from({ length: 10_000 }, (_, n) => `c${n}`).join(',')}\n${'v,'.repeat(9_999)}v\n`), 'inventory.file-too-wide'],
  ['a cell of a megabyte', Buffer.from(`名称,IP,场所\n${'x'.repeat(1 << 20)},10.1.0.1,x\n`), 'inventory.file-csv'],
  ['headings without rows', Buffer.from('名称,IP,场所\n'), 'inventory.file-no-rows'],
  ['a zip of something else', zipOf([['word/document.xml', Buffer.from('<a/>'), 4]]), 'inventory.file-not-xlsx'],
])('refuses %s by name', async (_, file, code) => expect(await codeOf(file)).toBe(code));

it('refuses 200,000 rows and says how many it takes', async () => {
  const row = '望江东门,10.1.0.1,望江小区\n';
  await expect(readSheet(Buffer.from(`点位名称,IP,场所\n${row.repeat(200_000)}`))).rejects.toMatchObject({ code: 'inventory.file-too-long', message: expect.stringContaining(String(maxRows)) });
});

it.each<[string, Buffer, RegExp, string]>([
  ['a cell that is too long', Buffer.from(`名称,IP,场所\na,b,c\nd,10.1.0.1,${'长'.repeat(2_001)}\n`), /cell C3 has 2001 characters/, 'C3'],
  ['a row that is too wide', Buffer.from(`名称,IP,场所\na,b,c\n${'v,'.repeat(300)}v\n`), /row 3 has more than 200 columns/, '第 3 行'],
  ['a zero byte', Buffer.from('名称,IP,场所\na,b,c\nd,\u0000,e\n'), /row 3 holds a zero byte/, '第 3 行'],
  ['a quote that never ends', Buffer.from('名称,IP,场所\na,b,c\n"d,e,f\n'), /line 3/, '第 3 行'],
  ['one broken byte in UTF-8', Buffer.concat([Buffer.from('点位名称,网络地址,场所\n望江小区东门,10.1.0.1,望江小区\n望江小区'), Buffer.from([0xe6]), Buffer.from(',10.1.0.2,望江小区\n')]), /row 3 holds bytes that are not/, '第 3 行'],
  ['bytes of no charset', Buffer.concat([iconv.encode('点位名称,IP,场所\n东门,10.1.0.1,x\n', 'gb18030'), Buffer.from([0xff, 0xff, 0x2c])]), /row 3/, '第 3 行'],
])('says where %s is, in both languages', async (_, file, message, zh) => {
  await expect(readSheet(file)).rejects.toMatchObject({ message: expect.stringMatching(message), zh: expect.stringContaining(zh) });
});

it('goes by the bytes, not by the mark: GB18030 behind a UTF-8 mark, UTF-8 that somebody called GBK', async () => {
  expect(await readSheet(Buffer.concat([Buffer.from('efbbbf', 'hex'), iconv.encode(text, 'gb18030')]))).toMatchObject({ charset: 'gb18030', headings: ['点位名称', 'IP', '场所'] });
  expect(await readSheet(Buffer.from(`${text}"charset=GBK",10.1.0.3,x\n`))).toMatchObject({ charset: 'utf-8', headings: ['点位名称', 'IP', '场所'] });
});

it('bounds the cells of a file, and the time for one of nothing but separators', async () => {
  const before = process.memoryUsage().rss;
  await expect(readSheet(Buffer.from(`名称,IP,场所\n${`${','.repeat(199)}a\n`.repeat(60_000)}`))).rejects.toMatchObject({ code: 'inventory.file-too-long', message: expect.stringContaining('cells (row') });
  expect(process.memoryUsage().rss - before).toBeLessThan(400 << 20);
  await expect(readSheet(Buffer.from(`名称,IP,场所\n${',,,\n'.repeat(1_000_000)}`))).rejects.toMatchObject({ code: 'inventory.file-too-long' });
}, 60_000);

it('counts empty rows without keeping them', async () => {
  const before = process.memoryUsage().rss;
  expect(await readSheet(Buffer.from(`名称,IP,场所\na,b,c\n${'\n'.repeat(2_000_000)}d,e,f\n`))).toMatchObject({ numbers: [2, 2_000_003] });
  expect(process.memoryUsage().rss - before).toBeLessThan(150 << 20);
});

it('loses no cell without a heading and no row number behind empty rows', async () => {
  const sheet = await readSheet(Buffer.from('全区台账\n\n名称,IP,场所\n东门,10.1.0.1,望江,备注在此\n\n,,\n西门,10.1.0.2,"望\n江"\n北门,10.1.0.3,望江\n'));
  expect(sheet).toMatchObject({ headings: ['名称', 'IP', '场所', ''], firstRow: 4, numbers: [4, 7, 8] });
  expect(sheet.rows[0]?.[3]).toBe('备注在此');
});

it('refuses a bomb unread: 1 GB of zeros in a small zip, one that lies about its size, and nested ratios', async () => {
  const zeros = deflateRawSync(Buffer.alloc(64 * 1024 * 1024));
  const before = process.memoryUsage().rss;
  expect(await codeOf(zipOf([['xl/worksheets/sheet1.xml', zeros, 1024 * 1024 * 1024]], true))).toBe('inventory.file-bomb');
  const noisy = deflateRawSync(Buffer.from(Array.from({ length: 3_000_000 }, (_, n) => (n * 2_654_435_761) >>> 24)));
  expect(await codeOf(zipOf([['xl/worksheets/sheet1.xml', noisy, 4_096]], true))).toBe('inventory.file-bomb');
  expect(process.memoryUsage().rss - before).toBeLessThan(300 * 1024 * 1024);
});

it('refuses members that the directory does not tell of, and directories that tell something else', async () => {
  const whole = await ledgerWorkbook(['点位名称', 'IP', '场所'], [['a', '10.1.0.1', 'b']]);
  const hidden = zipOf([['xl/worksheets/sheet1.xml', deflateRawSync(Buffer.alloc(64 << 20)), 64 << 20]], true).subarray(0, -22 - 46 - 24);
  const shifted = Buffer.concat([hidden, whole]);
  const end = shifted.lastIndexOf(Buffer.from('504b0506', 'hex'));
  shifted.writeUInt32LE(shifted.readUInt32LE(end + 16) + hidden.length, end + 16);
  for (let at = shifted.readUInt32LE(end + 16); at < end;) { shifted.writeUInt32LE(shifted.readUInt32LE(at + 42) + hidden.length, at + 42); at += 46 + shifted.readUInt16LE(at + 28) + shifted.readUInt16LE(at + 30) + shifted.readUInt16LE(at + 32); }
  expect(await codeOf(whole)).toBe('read');
  expect(await codeOf(shifted)).toBe('inventory.file-xlsx');
  const packed = deflateRawSync(Buffer.from('<a/>'));
  expect(await codeOf(zipOf([['xl/worksheets/sheet1.xml', packed, 5]], true))).toBe('inventory.file-xlsx');
  expect(await codeOf(zipOf([['xl/worksheets/sheet1.xml', packed, 3]], true))).toBe('inventory.file-bomb');
  expect(await codeOf(zipOf([['xl/worksheets/sheet1.xml', Buffer.from('no deflate'), 5]], true))).toBe('inventory.file-xlsx');
});

it('inflates a bomb nowhere near memory: 250 MB that stay within every claim', async () => {
  const noise = Buffer.from(Array.from({ length: 400_000 }, (_, n) => (n * 2_654_435_761) >>> 24));
  const member = deflateRawSync(Buffer.concat([noise, Buffer.alloc(60 << 20, 32)]), { level: 1 });
  const size = noise.length + (60 << 20);
  const before = process.memoryUsage().rss;
  expect(await codeOf(zipOf([1, 2, 3, 4].map((n) => [`xl/worksheets/sheet${n}.xml`, member, size]), true))).toMatch(/^inventory\.file-/);
  expect(process.memoryUsage().rss - before).toBeLessThan(150 << 20);
});

it('refuses a workbook whose XML declares entities', async () => {
  const part = (name: string, xml: string): [string, Buffer, number] => [name, Buffer.from(xml), Buffer.byteLength(xml)];
  const file = (doctype: string) => zipOf([
    part('xl/_rels/workbook.xml.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'),
    part('xl/workbook.xml', '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'), part('xl/sharedStrings.xml', '<sst/>'),
    part('xl/worksheets/sheet1.xml', `<?xml version="1.0"?>${doctype}<worksheet><sheetData>${[1, 2].map((n) => `<row r="${n}">${['A', 'B', 'C'].map((column) => `<c r="${column}${n}" t="str"><v>${doctype && n === 2 ? '&b;' : `${column}${n}`}</v></c>`).join('')}</row>`).join('')}</sheetData></worksheet>`),
  ]);
  expect(await codeOf(file(''))).toBe('read');
  expect(await codeOf(file('<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'))).toBe('inventory.file-xlsx');
});

it('refuses a workbook that was cut off in the upload', async () => {
  const whole = await ledgerWorkbook(['点位名称', 'IP', '场所'], [['a', '10.1.0.1', 'b']]);
  for (const share of [0.2, 0.6, 0.95]) expect(await codeOf(whole.subarray(0, Math.floor(whole.length * share)))).toBe('inventory.file-xlsx');
});

it('takes the value of a formula and says so, shows errors as errors and merged cells as empty, and keeps row numbers', async () => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('台账');
  sheet.addRow(['全区摄像机台账']);
  sheet.addRow(['点位名称', 'IP', '场所', '验收日期']);
  sheet.addRow([{ formula: 'CONCATENATE("望","江")', result: '望江' }, '10.1.0.1', '望江小区', new Date(Date.UTC(2024, 4, 31))]);
  sheet.addRow(['西门', { error: '#REF!' }, null, '']);
  sheet.mergeCells('C3:C4');
  const read = await readSheet(Buffer.from(await book.xlsx.writeBuffer()));
  expect(read).toMatchObject({ headings: ['点位名称', 'IP', '场所', '验收日期'], firstRow: 3, numbers: [3, 4], notes: expect.arrayContaining(['formula', 'error']) });
  expect(read.rows[0]).toEqual(['望江', '10.1.0.1', '望江小区', '2024-05-31']);
  expect(read.rows[1]?.slice(1, 3)).toEqual(['#REF!', '']);
});

it('refuses a formula that was never computed, by its cell', async () => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('台账');
  sheet.addRow(['点位名称', 'IP', '场所']);
  sheet.addRow(['东门', '10.1.0.1', '望江']);
  sheet.addRow(['西门', { formula: 'B2' }, '望江']);
  await expect(readSheet(Buffer.from(await book.xlsx.writeBuffer()))).rejects.toMatchObject({ code: 'inventory.file-formula', message: expect.stringContaining('cell B3'), zh: expect.stringContaining('B3') });
});

it('keeps row numbers of a workbook with gaps, and takes 16,000 empty columns for none', async () => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('台账');
  sheet.addRow(['点位名称', 'IP', '场所']);
  sheet.getRow(70).values = ['东门', '10.1.0.1', '望江'];
  sheet.getCell('XFD70').value = '';
  sheet.getRow(900).values = ['西门', '10.1.0.2', '望江'];
  expect(await readSheet(Buffer.from(await book.xlsx.writeBuffer()))).toMatchObject({ headings: ['点位名称', 'IP', '场所'], numbers: [70, 900] });
  sheet.getCell('XFD70').value = 'x';
  await expect(readSheet(Buffer.from(await book.xlsx.writeBuffer()))).rejects.toMatchObject({ code: 'inventory.file-too-wide', message: expect.stringContaining('row 70') });
});

it('writes nothing that a spreadsheet would run, and reads its own files back', async () => {
  const table = [['=HYPERLINK("x")', '+1-2', '@SUM(A1)', '-5', '望江']];
  const csv = ledgerCsv(['点位名称', 'IP', '场所', '数', '地'], table, 'utf-8').toString();
  expect(csv).toContain("'=HYPERLINK");
  expect((await readSheet(ledgerCsv(['点位名称', 'IP', '场所', '数', '地'], table, 'gb18030'))).rows[0]).toEqual(table[0]);
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
