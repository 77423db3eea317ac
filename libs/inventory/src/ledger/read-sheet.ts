import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import iconv from 'iconv-lite';
import { Fault } from '#kernel';
import { storable } from '../hearsay.js';
import { checkZip } from './check-zip.js';
import { letterOf } from './fields.js';

export interface Sheet { readonly format: 'csv' | 'xlsx'; readonly charset: string; readonly headings: readonly string[]; /** Cells as text, by column. */ readonly rows: readonly (readonly string[])[]; /** The row of each in the file, as a spreadsheet counts: empty ones are left out of `rows`. */ readonly numbers: readonly number[]; readonly firstRow: number; readonly notes: readonly string[] }

export const maxFileBytes = 64 * 1024 * 1024;
export const maxRows = 100_000;
const maxColumns = 200;
const maxCell = 2_000;
/** Records with separators and nothing else count, too: each costs some 30 µs of the one thread. */
const mostRecords = 2 * maxRows;
/** A full ledger of 100,000 rows has 4.5 million; this many take some 300 MB. */
const mostCells = 6_000_000;
/** Reads a ledger file. Throws a Fault that names what is wrong with it and what to do; nothing is guessed about unreadable text, and nothing is left out silently. */
export async function readSheet(file: Buffer): Promise<Sheet> {
  if (file.length === 0) throw bad('inventory.file-empty', 'the file is empty', '文件是空的');
  if (file.length > maxFileBytes) throw bad('inventory.file-too-large', `the file has ${file.length} bytes; at most ${maxFileBytes} (64 MB): split it`, '文件超过 64 MB，请拆分');
  if (file.subarray(0, 2).toString('latin1') === 'PK') return await readWorkbook(file);
  if (file.subarray(0, 4).toString('hex') === 'd0cf11e0') throw bad('inventory.file-xls', 'this is an old .xls workbook, or one protected by a password: save it as .xlsx without a password, or as CSV', '这是旧版 .xls 或带密码的工作簿，请另存为不带密码的 .xlsx 或 CSV');
  return readCsv(file);
}

interface Row { readonly no: number; readonly cells: readonly string[] }

function readCsv(file: Buffer): Sheet {
  const { text, charset } = decode(file);
  if (/^\s*<(?:!doctype|html|head|body|table|\?xml)/i.test(text)) throw bad('inventory.file-html', 'this is a web page, not a table: a portal may have saved its log-in page or an HTML table; open it and save it as .xlsx or CSV', '这是网页而非表格（可能是登录页或 HTML 表格），请打开后另存为 .xlsx 或 CSV');
  const first = text.slice(0, text.search(/\r?\n|$/));
  const delimiter = ['\t', ';', ','].find((sign) => first.split(sign).length > 1) ?? ',';
  let records = 0;
  const rows: Row[] = [];
  const keep = keeper(rows);
  // Nothing is kept of a row but what was taken from it: a file of empty rows, or of too many, costs no memory.
  const take = (cells: string[], { empty_lines: empty }: { empty_lines: number }): null => {
    const no = ++records + empty;
    if (records > mostRecords) throw tooLong();
    keep({ no, cells });
    return null;
  };
  try {
    parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, bom: true, max_record_size: 200_000, on_record: take });
    return arrange(rows, 'csv', charset, []);
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    const said = (cause as Error).message.slice(0, 200);
    const line = /at line (\d+)/.exec(said)?.[1] ?? '?';
    throw bad('inventory.file-csv', `the CSV is broken: ${said}`, `CSV 格式有误（第 ${line} 行），请检查引号和过长的单元格`, cause);
  }
}

/** Takes rows that are not empty, without their empty ends, as long as there are not too many of them or of their cells. */
function keeper(rows: Row[]): (row: Row) => void {
  let held = 0;
  return ({ no, cells }) => {
    const last = lastFilled(cells);
    if (last < 0) return;
    held += last + 1;
    if (held > mostCells) throw bad('inventory.file-too-long', `the file has more than ${mostCells} cells (row ${no}): split it, or leave out what is no ledger`, `超过 ${mostCells} 个单元格（第 ${no} 行），请拆分或删除无关列`);
    if (rows.length > maxRows + 10) throw tooLong();
    rows.push(bounded({ no, cells: last + 1 === cells.length ? cells : cells.slice(0, last + 1) }));
  };
}

/** The row, or a Fault that names its first cell which is too long, or lies beyond the last column that we take. */
function bounded(row: Row): Row {
  const wide = row.cells.findIndex((cell, column) => column >= maxColumns && cell.trim() !== '');
  if (wide >= 0) throw bad('inventory.file-too-wide', `row ${row.no} has more than ${maxColumns} columns: leave out what is no ledger, or correct the separators`, `第 ${row.no} 行超过 ${maxColumns} 列，请删除无关列或检查分隔符`);
  const long = row.cells.findIndex((cell) => cell.length > maxCell);
  if (long >= 0) throw bad('inventory.file-long-cell', `cell ${letterOf(long)}${row.no} has ${row.cells[long]?.length} characters; at most ${maxCell}`, `单元格 ${letterOf(long)}${row.no} 有 ${row.cells[long]?.length} 个字符，最多 ${maxCell} 个`);
  return row;
}

const utf8Mark = Buffer.from('efbbbf', 'hex');
const rowAt = (before: string): number => before.split('\n').length;

/** UTF-8 when it is valid UTF-8, else GB18030 when that gives no replacement signs; anything else is refused by name. The bytes decide, not the mark. */
function decode(file: Buffer): { text: string; charset: string } {
  if (file.subarray(0, 2).toString('hex') === 'fffe' || file.subarray(0, 2).toString('hex') === 'feff') throw bad('inventory.file-charset', 'the file is UTF-16: save it as "CSV UTF-8" or .xlsx', '文件是 UTF-16 编码，请另存为“CSV UTF-8”或 .xlsx');
  const zero = file.indexOf(0);
  if (zero >= 0) { const no = rowAt(file.toString('latin1', 0, zero)); throw bad('inventory.file-binary', `this is not a table: row ${no} holds a zero byte. CSV or XLSX, please`, `不是表格文件（第 ${no} 行含二进制内容），请使用 CSV 或 XLSX`); }
  const bytes = file.subarray(0, 3).equals(utf8Mark) ? file.subarray(3) : file;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), charset: 'utf-8' };
  } catch { /* not UTF-8; the other charset of Chinese spreadsheets follows */ }
  // UTF-8 with a few broken bytes is valid GB18030 more often than not, and would come out as other characters without a word.
  const lenient = bytes.toString('utf8');
  const wrong = lenient.split('\ufffd').length - 1;
  if ((lenient.match(/[\u4e00-\u9fff]/g)?.length ?? 0) > 4 * wrong) { const no = rowAt(lenient.slice(0, lenient.indexOf('\ufffd'))); throw bad('inventory.file-charset', `the text is UTF-8, but row ${no} holds bytes that are not: correct that row, or save the file again as "CSV UTF-8"`, `第 ${no} 行含无法识别的 UTF-8 字节，请更正该行或重新另存为“CSV UTF-8”`); }
  const text = iconv.decode(bytes, 'gb18030');
  const odd = text.indexOf('\ufffd');
  if (odd >= 0) { const no = rowAt(text.slice(0, odd)); throw bad('inventory.file-charset', `the text is neither UTF-8 nor GB18030 (row ${no}): save it as "CSV UTF-8"`, `第 ${no} 行的文字编码既不是 UTF-8 也不是 GB18030，请另存为“CSV UTF-8”`); }
  return { text, charset: 'gb18030' };
}

async function readWorkbook(file: Buffer): Promise<Sheet> {
  await checkZip(file);
  const notes = new Set<string>();
  const rows: Row[] = [];
  const keep = keeper(rows);
  try {
    const reader = new exceljs.stream.xlsx.WorkbookReader(Readable.from([file]), { sharedStrings: 'cache', styles: 'cache', hyperlinks: 'ignore', worksheets: 'emit', entries: 'ignore' });
    for await (const worksheet of reader) {
      for await (const row of worksheet) {
        const cells: string[] = [];
        row.eachCell({ includeEmpty: true }, (cell, column) => { cells[column - 1] = textOf(cell.value, notes, `${letterOf(column - 1)}${row.number}`); });
        keep({ no: row.number, cells: Array.from(cells, (cell) => storable(cell ?? '')) });
      }
      break; // the first sheet is the ledger
    }
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw bad('inventory.file-xlsx', `the workbook cannot be read: ${(cause as Error).message.slice(0, 200)}`, 'XLSX 文件无法读取，请重新保存', cause);
  }
  return arrange(rows, 'xlsx', 'utf-8', [...notes]);
}

/** What the person sees in the cell. A formula is its value; one that was never computed is refused, because nobody knows what it says. */
function textOf(value: exceljs.CellValue, notes: Set<string>, at: string): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '#VALUE!' : value.toISOString().slice(0, 10);
  if (typeof value === 'object') {
    if ('formula' in value || 'sharedFormula' in value) {
      notes.add('formula');
      const result = (value as exceljs.CellFormulaValue).result as exceljs.CellValue;
      if (result === undefined) throw bad('inventory.file-formula', `cell ${at} holds a formula without a value: open the file in a spreadsheet program and save it, or paste the values`, `单元格 ${at} 是没有结果的公式，请用表格软件打开后保存，或粘贴为数值`);
      return textOf(result, notes, at);
    }
    if ('richText' in value) return value.richText.map((part) => part.text).join('');
    if ('text' in value) return textOf(value.text as exceljs.CellValue, notes, at);
    if ('error' in value) { notes.add('error'); return String(value.error); }
    return '';
  }
  if (Number.isNaN(value)) { notes.add('error'); return '#VALUE!'; } // what the reader makes of a formula whose value is an error
  // 20-digit codes typed as numbers lose their last digits in the spreadsheet itself: the row check will say so.
  return typeof value === 'number' && !Number.isSafeInteger(value) && Number.isInteger(value) ? value.toExponential() : String(value);
}

/**
 * The heading row is the first among ten with at least three texts. Columns without a heading keep their cells; empty rows are left out, the
 * others keep their numbers.
 */
function arrange(records: readonly Row[], format: Sheet['format'], charset: string, notes: readonly string[]): Sheet {
  const filled = ({ cells }: Row) => cells.filter((cell) => cell.trim() !== '').length;
  const at = records.findIndex((row) => row.no <= 10 && filled(row) >= 3);
  const head = records[at];
  if (!head) throw bad('inventory.file-no-headings', 'no heading row was found in the first ten rows: the first row must name the columns', '前十行没有找到表头');
  const kept = records.slice(at + 1);
  if (kept.length > maxRows) throw tooLong();
  if (kept.length === 0) throw bad('inventory.file-no-rows', 'the file has headings but no rows', '文件只有表头，没有数据');
  const width = kept.reduce((most, { cells }) => Math.max(most, lastFilled(cells) + 1), lastFilled(head.cells) + 1);
  const columns = Array.from({ length: width }, (_, column) => column);
  return {
    format, charset, notes, firstRow: head.no + 1, numbers: kept.map((row) => row.no),
    headings: columns.map((column) => (head.cells[column] ?? '').trim()), rows: kept.map(({ cells }) => columns.map((column) => unescaped((cells[column] ?? '').trim()))),
  };
}

const tooLong = (): Fault => bad('inventory.file-too-long', `the file has more than ${maxRows} rows: split it`, `超过 ${maxRows} 行，请拆分`);
const lastFilled = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell.trim() !== '');
/** Our own export puts an apostrophe before what a spreadsheet would run as a formula; here it comes off again. */
const unescaped = (cell: string): string => cell.replace(/^'(?=[=+\-@])/, '');

const bad = (code: string, message: string, zh: string, cause?: unknown): Fault => new Fault('invalid', { code, message, zh, cause });
