import { Body, Controller, Delete, Get, HttpCode, Inject, Param, ParseIntPipe, Patch, Post, Put, Query, Res, UploadedFile, UseInterceptors, type OnModuleInit } from '@nestjs/common';
import { FileInterceptor } from '@nestjs/platform-express';
import type { Response } from 'express';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { writeTrail } from '#access';
import { abandonImport, applyImport, cameraEdit, cameraFields, columnsOf, createImport, dryRun, enterCamera, failedRows, failImport, findImport, fixRow, importRows, inScope, ledgerCsv, ledgerWorkbook, mapImport, maxFileBytes, newCamera, readSheet, resumeImports, updateCamera, type CameraEdit, type NewCamera } from '#inventory';
import { asFault, Fault, type Clock, type Jobs } from '#kernel';
import { ledgerRows } from '#reporting';
import { AsViewer, May, type Viewer } from '../http/access.js';
import { checked, page, uuid } from '../http/checked.js';
import type { PlatformSettings } from '../platform-settings.js';
import { CLOCK, DATABASE, JOBS, SETTINGS } from '../tokens.js';

const mapping = z.object({ mapping: z.record(z.string().regex(/^[A-Z]{1,3}$/), z.string().max(40)), coordSystem: z.enum(['wgs84', 'gcj02', 'bd09', 'cgcs2000']).default('wgs84'), siteId: z.uuid().nullable().default(null) });
const rowQuery = z.object({ ...page, verdict: z.enum(['add', 'update', 'error', 'duplicate', 'same']).optional() });
const cells = z.object({ cells: z.record(z.string().regex(/^[A-Z]{1,3}$/), z.string().max(2000)) });
const bulk = z.object({ ids: z.array(z.uuid()).min(1).max(5000), why: z.string().trim().min(1).max(200), changes: z.record(z.string(), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()])) });
const exported = z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx'), charset: z.enum(['utf-8', 'gb18030']).default('utf-8'), q: z.string().max(100).optional(), node: z.uuid().optional(), state: z.string().max(100).optional(), vendor: z.string().max(100).optional(), pointClass: z.coerce.number().int().optional(), missing: z.string().max(40).optional() });
interface ApplyJob { readonly id: string; readonly mode: 'all' | 'good'; readonly personId: string; readonly personNumber: string }

/** The ledger as files: import with a dry run, export as the same sheet; and the edit of single files. */
@Controller('api')
export class LedgerController implements OnModuleInit {
  constructor(@Inject(DATABASE) private readonly database: DataSource, @Inject(CLOCK) private readonly clock: Clock, @Inject(JOBS) private readonly jobs: Jobs, @Inject(SETTINGS) private readonly settings: PlatformSettings) {}

  async onModuleInit(): Promise<void> {
    await resumeImports(this.database);
    const guarded = <T extends { id: string }>(step: (data: T) => Promise<unknown>) => async (data: T): Promise<void> => {
      // A file's problem is the person's to see on the page; only our own trouble is tried again.
      await step(data).catch(async (thrown: unknown) => { const fault = asFault(thrown); await failImport(this.database, data.id, fault.zh ?? fault.message); if (fault.kind === 'bug') throw thrown; });
    };
    await this.jobs.work('ledger', {
      'dry-run': guarded(({ id }: { id: string }) => dryRun(this.database, id, this.settings.areas)) as never,
      apply: guarded(({ id, mode, ...by }: ApplyJob) => applyImport(this.database, id, mode, by)) as never,
    }, 1);
  }

  @May('see-cameras') @Get('camera-fields') fields() { return cameraFields; }

  @May('import') @Post('imports') @UseInterceptors(FileInterceptor('file', { limits: { fileSize: maxFileBytes, files: 1, fields: 5 } }))
  async upload(@AsViewer() { person }: Viewer, @UploadedFile() file: { buffer: Buffer; originalname: string } | undefined) {
    if (!file) throw new Fault('invalid', { code: 'inventory.no-file', message: 'send the ledger as multipart field "file"', zh: '请选择要导入的文件' });
    const sheet = await readSheet(file.buffer);
    const id = await createImport(this.database, { fileName: Buffer.from(file.originalname, 'latin1').toString('utf8'), sheet, personId: person.id, personNumber: person.number });
    const job = await findImport(this.database, id);
    return { id, fileName: job.fileName, columns: columnsOf(job, sheet.rows.slice(0, 20)), guess: job.mapping, charset: job.charset, rows: job.rows, notes: sheet.notes };
  }

  @May('import') @Get('imports/:id') async job(@Param('id', uuid) id: string) {
    const job = await findImport(this.database, id);
    const { rows } = await importRows(this.database, id, { page: 1, size: 20 });
    return { ...job, columns: columnsOf(job, rows.map((row) => row.cells)) };
  }

  @May('import') @Put('imports/:id/mapping') @HttpCode(204)
  async map(@Param('id', uuid) id: string, @Body(checked(mapping)) body: z.infer<typeof mapping>): Promise<void> { await mapImport(this.database, id, body.mapping, body.coordSystem, body.siteId); }

  @May('import') @Post('imports/:id/dry-run') @HttpCode(202)
  async dryRun(@Param('id', uuid) id: string) {
    const job = await findImport(this.database, id);
    if (!['mapped', 'dry-run', 'failed'].includes(job.state)) throw new Fault('conflict', { code: 'inventory.import-state', message: `the import is ${job.state}: map its columns first`, zh: '请先完成列对应' });
    await this.database.query("update import_job set state = 'checking', progress = null where id = $1", [id]);
    await this.jobs.add('ledger', 'dry-run', { id }, { attempts: 2 });
    return { id, state: 'checking' };
  }

  @May('import') @Get('imports/:id/rows')
  rows(@Param('id', uuid) id: string, @Query(checked(rowQuery)) query: z.infer<typeof rowQuery>) { return importRows(this.database, id, query); }

  @May('import') @Patch('imports/:id/rows/:no') @HttpCode(200)
  async fix(@Param('id', uuid) id: string, @Param('no', ParseIntPipe) no: number, @Body(checked(cells)) body: z.infer<typeof cells>) {
    await fixRow(this.database, id, no, body.cells, this.settings.areas);
    return await findImport(this.database, id);
  }

  @May('import') @Post('imports/:id/apply') @HttpCode(202)
  async apply(@AsViewer() { person, client }: Viewer, @Param('id', uuid) id: string, @Body(checked(z.object({ mode: z.enum(['all', 'good']) }))) { mode }: { mode: 'all' | 'good' }) {
    const job = await findImport(this.database, id);
    if (job.state !== 'dry-run') throw new Fault('conflict', { code: 'inventory.import-state', message: `the import is ${job.state}: run the check first`, zh: '请先完成试算' });
    if (mode === 'all' && job.totals && job.totals.error + job.totals.duplicate > 0) throw new Fault('conflict', { code: 'inventory.import-errors', message: `${job.totals.error + job.totals.duplicate} rows have problems: fix them, or apply the good rows only`, zh: `还有 ${job.totals.error + job.totals.duplicate} 行有问题，请先处理，或仅写入正确行` });
    await this.database.transaction(async (tx) => {
      await tx.query("update import_job set state = 'applying' where id = $1", [id]);
      await writeTrail(tx, { personId: person.id, personNumber: person.number, unit: person.unit, action: 'ledger-import', objectKind: 'import', objectId: id, outcome: 'done', client, detail: { file: job.fileName, mode, totals: job.totals } }, this.clock.now());
    });
    await this.jobs.add('ledger', 'apply', { id, mode, personId: person.id, personNumber: person.number }, { attempts: 3 });
    return { id, state: 'applying' };
  }

  @May('import') @Get('imports/:id/failed.xlsx')
  async failed(@Param('id', uuid) id: string, @Res() response: Response): Promise<void> {
    const job = await findImport(this.database, id);
    const errors = await importRows(this.database, id, { verdict: 'error', page: 1, size: 100_000 });
    const doubts = await importRows(this.database, id, { verdict: 'duplicate', page: 1, size: 100_000 });
    send(response, `未写入-${job.fileName.replace(/\.[^.]+$/, '')}.xlsx`, await failedRows(job, [...errors.rows, ...doubts.rows].sort((a, b) => a.rowNo - b.rowNo)));
  }

  @May('import') @Delete('imports/:id') @HttpCode(204)
  async abandon(@Param('id', uuid) id: string): Promise<void> { await abandonImport(this.database, id); }

  @May('see-cameras') @Get('cameras/export')
  async export(@AsViewer() { person, scope, client }: Viewer, @Query(checked(exported)) query: z.infer<typeof exported>, @Res() response: Response): Promise<void> {
    const { format, charset, ...filter } = query;
    const ids: string[] = [];
    for await (const row of ledgerRows(this.database, scope, { ...filter, sort: 'site', dir: 'asc' })) ids.push(row.id);
    const columns = cameraFields.filter((field) => field.need !== 'O' || field.column);
    const rows = await this.database.query<Record<string, unknown>[]>(`select c.*, host(c.ip) as ip, s.name as site, to_char(c.commissioned_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as commissioned_at from camera c join site s on s.id = c.site_id where c.id = any($1) order by s.name, c.name`, [ids]);
    const table = rows.map((row) => columns.map((field) => cellOf(field.key === 'site' ? row['site'] : field.column ? row[field.column] : (row['file'] as Record<string, unknown>)[field.key])));
    await this.database.transaction((tx) => writeTrail(tx, { personId: person.id, personNumber: person.number, unit: person.unit, action: 'ledger-export', objectKind: 'ledger', objectId: '', outcome: 'done', client, detail: { rows: rows.length, format } }, this.clock.now()));
    const headings = columns.map((field) => field.zh);
    if (format === 'csv') return send(response, '台账.csv', ledgerCsv(headings, table, charset));
    send(response, '台账.xlsx', await ledgerWorkbook(headings, table));
  }

  @May('edit-ledger') @Post('cameras')
  async enter(@AsViewer() { person, scope, client }: Viewer, @Body(checked(newCamera)) body: NewCamera) {
    if (!inScope(scope, body.siteId)) throw new Fault('forbidden', { code: 'platform.not-yours', message: 'the site does not exist, or is not in your area', zh: '场所不存在，或不在您的辖区内' });
    const id = await enterCamera(this.database, body, { personId: person.id, personNumber: person.number }, this.settings.areas);
    await this.database.transaction((tx) => writeTrail(tx, { personId: person.id, personNumber: person.number, unit: person.unit, action: 'camera-enter', objectKind: 'camera', objectId: id, outcome: 'done', client }, this.clock.now()));
    return { id };
  }

  @May('edit-ledger') @Patch('cameras/:id') @HttpCode(200)
  async edit(@AsViewer() { person, scope, client }: Viewer, @Param('id', uuid) id: string, @Body(checked(cameraEdit)) body: CameraEdit) {
    await this.mustSee(scope, [id]);
    const version = await updateCamera(this.database, id, body, { personId: person.id, personNumber: person.number }, this.settings.areas);
    await this.database.transaction((tx) => writeTrail(tx, { personId: person.id, personNumber: person.number, unit: person.unit, action: 'camera-edit', objectKind: 'camera', objectId: id, outcome: 'done', client, reason: body.why, detail: { fields: Object.keys(body.changes) } }, this.clock.now()));
    return { version };
  }

  @May('edit-ledger') @Post('cameras/bulk') @HttpCode(200)
  async bulk(@AsViewer() { person, scope, client }: Viewer, @Body(checked(bulk)) body: z.infer<typeof bulk>) {
    await this.mustSee(scope, body.ids);
    const versions = await this.database.query<{ id: string; version: number }[]>('select id, version from camera where id = any($1)', [body.ids]);
    for (const { id, version } of versions) await updateCamera(this.database, id, { version, why: body.why, changes: body.changes }, { personId: person.id, personNumber: person.number }, this.settings.areas);
    await this.database.transaction((tx) => writeTrail(tx, { personId: person.id, personNumber: person.number, unit: person.unit, action: 'camera-bulk-edit', objectKind: 'ledger', objectId: '', outcome: 'done', client, reason: body.why, detail: { count: versions.length, fields: Object.keys(body.changes) } }, this.clock.now()));
    return { changed: versions.length };
  }

  private async mustSee(scope: Viewer['scope'], ids: readonly string[]): Promise<void> {
    const rows = await this.database.query<{ site_id: string }[]>('select site_id from camera where id = any($1)', [ids]);
    if (rows.length !== new Set(ids).size || !rows.every((row) => inScope(scope, row.site_id))) throw new Fault('forbidden', { code: 'reporting.no-camera', message: 'a camera does not exist, or is not in your area', zh: '摄像机不存在，或不在您的辖区内' });
  }
}

function cellOf(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return value;
  return Array.isArray(value) ? value.join('、') : value instanceof Date ? value.toISOString() : String(value);
}

function send(response: Response, name: string, data: Buffer): void {
  const type = name.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  response.setHeader('Content-Type', type).setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`).setHeader('Cache-Control', 'no-store').send(data);
}
