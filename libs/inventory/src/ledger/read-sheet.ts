import { Readable } from 'node:stream';
import { inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import iconv from 'iconv-lite';
import { Fault } from '#kernel';

export interface Sheet { readonly format: 'csv' | 'xlsx'; readonly charset: string; readonly headings: readonly string[]; /** Cells as text, by column. */ readonly rows: readonly (readonly string[])[]; readonly firstRow: number; readonly notes: readonly string[] }

export const maxFileBytes = 64 * 1024 * 1024;
export const maxRows = 100_000;
const maxColumns = 200;
const maxCell = 2_000;
/** What a workbook may unpack to; an honest one of 100,000 rows stays below 200 MB. */
const maxUnpacked = 400 * 1024 * 1024;

/** Reads a ledger file. Throws a Fault that names what is wrong with it and what to do; nothing is guessed about unreadable text. */
export async function readSheet(file: Buffer): Promise<Sheet> {
  if (file.length === 0) throw bad('inventory.file-empty', 'the file is empty', '文件是空的');
  if (file.length > maxFileBytes) throw bad('inventory.file-too-large', `the file has ${file.length} bytes; at most ${maxFileBytes} (64 MB): split it`, '文件超过 64 MB，请拆分');
  if (file.subarray(0, 2).toString('latin1') === 'PK') return await readWorkbook(file);
  if (file.subarray(0, 4).toString('hex') === 'd0cf11e0') throw bad('inventory.file-xls', 'this is an old .xls workbook: save it as .xlsx or CSV', '这是旧版 .xls，请另存为 .xlsx 或 CSV');
  return readCsv(file);
}

function readCsv(file: Buffer): Sheet {
  const { text, charset } = decode(file);
  const first = text.slice(0, text.search(/\r?\n|$/));
  const delimiter = ['\t', ';', ','].find((sign) => first.split(sign).length > 1) ?? ',';
  let records: string[][];
  try {
    records = parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, bom: true, max_record_size: 200_000, to: maxRows + 20 }) as string[][];
  } catch (cause) {
    throw bad('inventory.file-csv', `the CSV is broken: ${(cause as Error).message.slice(0, 200)}`, 'CSV 格式有误，请检查引号', cause);
  }
  return arrange(records, 'csv', charset, []);
}

/** UTF-8 when it is valid UTF-8, else GB18030 when that gives no replacement signs; anything else is refused by name. */
function decode(file: Buffer): { text: string; charset: string } {
  if (file.subarray(0, 2).toString('hex') === 'fffe' || file.subarray(0, 2).toString('hex') === 'feff') throw bad('inventory.file-charset', 'the file is UTF-16: save it as "CSV UTF-8" or .xlsx', '文件是 UTF-16 编码，请另存为“CSV UTF-8”或 .xlsx');
  if (file.includes(0)) throw bad('inventory.file-binary', 'this is not a table: it holds zero bytes. CSV or XLSX, please', '不是表格文件，请使用 CSV 或 XLSX');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(file), charset: 'utf-8' };
  } catch { /* not UTF-8; the other charset of Chinese spreadsheets follows */ }
  const text = iconv.decode(file, 'gb18030');
  if (text.includes('\ufffd')) throw bad('inventory.file-charset', 'the text is neither UTF-8 nor GB18030: save it as "CSV UTF-8"', '文字编码既不是 UTF-8 也不是 GB18030，请另存为“CSV UTF-8”');
  return { text, charset: 'gb18030' };
}

async function readWorkbook(file: Buffer): Promise<Sheet> {
  checkZip(file);
  const notes = new Set<string>();
  const records: string[][] = [];
  try {
    const reader = new exceljs.stream.xlsx.WorkbookReader(Readable.from([file]), { sharedStrings: 'cache', styles: 'cache', hyperlinks: 'ignore', worksheets: 'emit', entries: 'ignore' });
    for await (const worksheet of reader) {
      for await (const row of worksheet) {
        if (records.length > maxRows + 10) break;
        const cells: string[] = [];
        row.eachCell({ includeEmpty: true }, (cell, column) => { if (column <= maxColumns) cells[column - 1] = textOf(cell.value, notes); });
        const at = row.number - 1;
        while (records.length < at && records.length < 50) records.push([]); // keep row numbers as the person sees them near the top
        records.push(Array.from(cells, (cell) => cell ?? ''));
      }
      break; // the first sheet is the ledger
    }
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw bad('inventory.file-xlsx', `the workbook cannot be read: ${(cause as Error).message.slice(0, 200)}`, 'XLSX 文件无法读取，请重新保存', cause);
  }
  return arrange(records, 'xlsx', 'utf-8', [...notes]);
}

function textOf(value: exceljs.CellValue, notes: Set<string>): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object') {
    if ('formula' in value || 'sharedFormula' in value) { notes.add('formula'); return textOf((value as exceljs.CellFormulaValue).result as exceljs.CellValue, notes); }
    if ('richText' in value) return value.richText.map((part) => part.text).join('');
    if ('text' in value) return textOf(value.text as exceljs.CellValue, notes);
    if ('error' in value) { notes.add('error'); return ''; }
    return '';
  }
  // 20-digit codes typed as numbers lose their last digits in the spreadsheet itself: the row check will say so.
  return typeof value === 'number' && !Number.isSafeInteger(value) && Number.isInteger(value) ? value.toExponential() : String(value);
}

/** The central directory says what a zip unpacks to (APPNOTE 4.3.12); a bomb, or one that lies about a member, is refused before anything is unpacked. */
function checkZip(file: Buffer): void {
  const end = file.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end < 0 || end + 22 > file.length) throw bad('inventory.file-xlsx', 'the workbook is cut off: upload it again', 'XLSX 文件不完整，请重新上传');
  let at = file.readUInt32LE(end + 16);
  let total = 0;
  let sheet = false;
  for (let n = file.readUInt16LE(end + 10); n > 0 && at + 46 <= file.length; n--) {
    const method = file.readUInt16LE(at + 10);
    const packed = file.readUInt32LE(at + 20);
    const unpacked = file.readUInt32LE(at + 24);
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.subarray(at + 46, at + 46 + nameLength).toString('utf8');
    sheet ||= name.startsWith('xl/worksheets/');
    total += unpacked;
    if (total > maxUnpacked || (packed > 0 && unpacked / packed > 400 && unpacked > 10_000_000)) throw bad('inventory.file-bomb', 'the workbook unpacks to far more than a ledger has: refused unread', 'XLSX 解压后异常巨大，已拒绝');
    if (method === 8) probeMember(file, file.readUInt32LE(at + 42), packed, unpacked);
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  if (!sheet) throw bad('inventory.file-not-xlsx', 'this zip is not a workbook: CSV or XLSX, please', '不是 XLSX 工作簿，请使用 CSV 或 XLSX');
}

function probeMember(file: Buffer, local: number, packed: number, unpacked: number): void {
  if (local + 30 > file.length || packed < 2_000) return; // deflate packs 1,032 to 1 at most: such a member cannot hurt
  const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  try {
    inflateRawSync(file.subarray(start, start + packed), { maxOutputLength: Math.min(maxUnpacked, unpacked + 65_536) });
  } catch (cause) {
    throw bad('inventory.file-bomb', 'the workbook is broken or unpacks to more than it says: refused', 'XLSX 内容与声明不符，已拒绝', cause);
  }
}

/** The heading row is the first that has at least three texts we know as headings, else the first that is not empty. */
function arrange(records: readonly (readonly string[])[], format: Sheet['format'], charset: string, notes: readonly string[]): Sheet {
  const filled = (row: readonly string[] | undefined) => (row ?? []).filter((cell) => cell.trim() !== '').length;
  const at = records.findIndex((row, index) => index < 10 && filled(row) >= 3);
  const headings = records[at]?.slice(0, maxColumns).map((cell) => cell.trim());
  if (at < 0 || !headings) throw bad('inventory.file-no-headings', 'no heading row was found in the first ten rows: the first row must name the columns', '前十行没有找到表头');
  const rows = records.slice(at + 1).map((row) => headings.map((_, column) => (row[column] ?? '').trim().slice(0, maxCell)));
  while (rows.length > 0 && filled(rows[rows.length - 1]) === 0) rows.pop();
  if (rows.length > maxRows) throw bad('inventory.file-too-long', `the file has more than ${maxRows} rows: split it`, `超过 ${maxRows} 行，请拆分`);
  if (rows.length === 0) throw bad('inventory.file-no-rows', 'the file has headings but no rows', '文件只有表头，没有数据');
  return { format, charset, headings, rows, firstRow: at + 2, notes };
}

const bad = (code: string, message: string, zh: string, cause?: unknown): Fault => new Fault('invalid', { code, message, zh, cause });
