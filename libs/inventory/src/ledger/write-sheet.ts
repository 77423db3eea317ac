import { stringify } from 'csv-stringify/sync';
import exceljs from 'exceljs';
import iconv from 'iconv-lite';
import type { ImportJob, ImportRow } from './import-job.js';

type Cell = string | number | null | undefined;

/** A text that a spreadsheet would run as a formula is shown as text instead. */
const harmless = (cell: Cell): Cell => (typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell);

/** CSV with a byte order mark in UTF-8, which spreadsheets need to recognise it. */
export function ledgerCsv(headings: readonly string[], rows: readonly (readonly Cell[])[], charset: 'utf-8' | 'gb18030'): Buffer {
  const text = stringify([[...headings], ...rows.map((row) => row.map(harmless))]);
  return charset === 'gb18030' ? iconv.encode(text, 'gb18030') : Buffer.from(`\ufeff${text}`);
}

/** A workbook with text cells, so that a 20-digit code keeps its digits. */
export async function ledgerWorkbook(headings: readonly string[], rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('台账', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = headings.map((header) => ({ header, width: Math.min(40, Math.max(10, header.length * 2.4)), style: { numFmt: '@' } }));
  sheet.getRow(1).font = { bold: true };
  for await (const row of rows) sheet.addRow(row.map(harmless));
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** The rows that were not written, as they came, with the reasons in a last column. */
export function failedRows(job: Pick<ImportJob, 'headings'>, rows: readonly ImportRow[]): Promise<Buffer> {
  return ledgerWorkbook(['行号', ...job.headings, '问题与建议'], rows.map((row) => [row.rowNo, ...row.cells, row.problems.map((problem) => `${problem.column ? `${problem.column} 列：` : ''}${problem.zh}`).join('；')]));
}
