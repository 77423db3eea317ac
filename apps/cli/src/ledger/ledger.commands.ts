import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { applyImport, areasOf, cameraFields, createImport, dryRun, findImport, importRows, ledgerCsv, ledgerWorkbook, mapImport, maxFileBytes, readSheet, type CoordSystem } from '#inventory';
import { Fault } from '#kernel';
import { withDatabase } from '../open.js';
import { readSettings } from '../settings.js';
import { printTable } from '../table.js';

interface ImportOptions { readonly apply?: 'all' | 'good'; readonly coord: CoordSystem; readonly json?: boolean }

/** `fengsui import FILE`: 0 clean (and applied when asked), 1 rows have problems. Without --apply nothing is written. */
export function importCommand(program: Command): void {
  program.command('import').argument('<file>', 'CSV (UTF-8 or GB18030) or XLSX').description('check a ledger file, row by row; with --apply write it')
    .option('--apply <mode>', 'all: only when every row is right; good: leave the others out').option('--coord <system>', 'wgs84, gcj02, bd09 or cgcs2000, where the file does not say', 'wgs84').option('--json', 'for programs')
    .action(async (file: string, options: ImportOptions) => {
      if (options.apply && !['all', 'good'].includes(options.apply)) throw new Fault('invalid', { code: 'cli.apply-mode', message: '--apply takes all or good' });
      const sheet = await readSheet(await readBounded(file));
      await withDatabase(async (source) => {
        const by = { personId: null, personNumber: 'cli' };
        const id = await createImport(source, { fileName: basename(file), sheet, ...by });
        const job = await findImport(source, id);
        await mapImport(source, id, job.mapping, options.coord, null);
        const bar = process.stderr.isTTY && !options.json ? new SingleBar({ format: '{bar} {value}/{total} rows checked', stream: process.stderr, clearOnComplete: true }) : undefined;
        bar?.start(sheet.rows.length, 0);
        const checking = dryRun(source, id, areasOf(readSettings().inventory.areaCodes));
        const watch = bar ? setInterval(() => { void findImport(source, id).then((now) => bar.update(now.progress?.done ?? 0)); }, 300) : undefined;
        await checking;
        clearInterval(watch);
        bar?.stop();
        const { totals } = await findImport(source, id);
        const wrong = (totals?.error ?? 0) + (totals?.duplicate ?? 0);
        const { rows } = await importRows(source, id, { verdict: 'error', page: 1, size: 50 });
        const written = options.apply && (options.apply === 'good' || wrong === 0) ? await applyImport(source, id, options.apply, by) : undefined;
        if (wrong > 0) process.exitCode = 1;
        if (options.json) return void process.stdout.write(`${JSON.stringify({ id, totals, written: written ?? null, problems: rows.map(({ rowNo, problems }) => ({ rowNo, problems })) })}\n`);
        if (rows.length > 0) printTable(['row', 'column', 'problem'], rows.flatMap((row) => row.problems.map((problem) => [String(row.rowNo), problem.column, problem.zh])));
        process.stdout.write(`${totals?.add ?? 0} to add, ${totals?.update ?? 0} to complete, ${totals?.same ?? 0} the same, ${wrong} with problems; ${written ? `written: ${written.added} added, ${written.updated} completed` : 'nothing written'}\n`);
      });
    });
}

/** `fengsui export FILE`: the whole ledger, as the same sheet that import reads. */
export function exportCommand(program: Command): void {
  program.command('export').argument('<file>', 'ledger.xlsx or ledger.csv').description('write the whole ledger').option('--charset <name>', 'utf-8 or gb18030 (CSV only)', 'utf-8')
    .action(async (file: string, { charset }: { charset: string }) => {
      await withDatabase(async (source) => {
        const rows = await source.query<Record<string, unknown>[]>(`select c.*, host(c.ip) as ip, s.name as site, to_char(c.commissioned_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as commissioned_at from camera c join site s on s.id = c.site_id where c.decommissioned_at is null order by s.name, c.name`);
        const table = rows.map((row) => cameraFields.map((field) => text(field.key === 'site' ? row['site'] : field.column ? row[field.column] : (row['file'] as Record<string, unknown>)[field.key])));
        const headings = cameraFields.map((field) => field.zh);
        await writeFile(file, file.endsWith('.csv') ? ledgerCsv(headings, table, charset === 'gb18030' ? 'gb18030' : 'utf-8') : await ledgerWorkbook(headings, table), { mode: 0o600 });
        process.stdout.write(`${rows.length} cameras in ${file}\n`);
      });
    });
}

async function readBounded(file: string): Promise<Buffer> {
  try {
    const { size } = await stat(file);
    if (size > maxFileBytes) throw new Fault('invalid', { code: 'inventory.file-too-large', message: `${file} has ${size} bytes; at most ${maxFileBytes} (64 MB): split it` });
    return await readFile(file);
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault('invalid', { code: 'cli.file-unreadable', message: `cannot read ${file}: ${(cause as Error).message}`, zh: `无法读取文件 ${file}`, cause });
  }
}

function text(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'number' ? value : Array.isArray(value) ? value.join('、') : String(value);
}
