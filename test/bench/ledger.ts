import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { accessMigrations } from '#access';
import { healthMigrations } from '#health';
import { applyImport, createImport, dryRun, findImport, importOrganisation, inventoryMigrations, mapImport, readSheet } from '#inventory';
import { kernelMigrations, migrate, openDatabase, openEmbeddedPostgres, openLog } from '#kernel';
import { ledgerPage } from '#reporting';
import type { Row } from './prober.js';

const rowsWanted = 15_000;
const sites = 46;
const asked = 60;

/** Import of a ledger file and the first page of the ledger, each against the least that the same database can do, in one run on one server. */
export async function bench(): Promise<{ rows: Row[] }> {
  const dir = mkdtempSync(join(tmpdir(), 'fengsui-bench-'));
  const postgres = await openEmbeddedPostgres(dir, openLog('bench', 'fatal'));
  const source = await openDatabase({ url: postgres.url, applicationName: 'bench', migrations: [...kernelMigrations, ...accessMigrations, ...inventoryMigrations, ...healthMigrations] });
  try {
    await migrate(source);
    await importOrganisation(source, { nodes: [], sites: Array.from({ length: sites }, (_, n) => ({ code: `s${n}`, name: `小区${n}`, siteKind: 'old-estate', police: null, governance: null, maintenance: null, network: null, address: '', lng: null, lat: null, cidrs: [`10.${n}.0.0/16`], gateway: null, plannedCameras: 0, ports: [] })) });
    const imported = await timeImport(source);
    const copied = await timeCopy(source, join(dir, 'postgres', 'bench.copy'));
    await source.query("insert into camera_state (camera_id, shard, state, since) select id, 0, 'online', now() from camera");
    await source.query('vacuum analyze');
    const { page, bare } = await timePage(source);
    return { rows: [
      { id: `import of ${rowsWanted} rows: read, check, write with history`, value: round(imported.whole), unit: 'ms', ratio: imported.whole / copied, bar: null, pass: null },
      { id: 'of that, the write alone', value: round(imported.apply), unit: 'ms', ratio: imported.apply / copied, bar: null, pass: null },
      { id: `bare COPY of the same ${rowsWanted} rows, same columns and indexes`, value: round(copied), unit: 'ms', ratio: 1, bar: null, pass: null },
      { id: 'first page of the ledger, 100 rows with the count, sorted by name', value: round(page), unit: 'ms', ratio: page / bare, bar: null, pass: null },
      { id: 'bare SELECT of 100 cameras by name', value: round(bare), unit: 'ms', ratio: 1, bar: null, pass: null },
    ] };
  } finally {
    await source.destroy();
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function timeImport(source: DataSource): Promise<{ whole: number; apply: number }> {
  const text = `点位名称,国标编码,场所,IP,端口,通道,厂商,型号,序列号,经度,纬度\n${Array.from({ length: rowsWanted }, (_, n) => `点位${n},34019900001320${String(n).padStart(6, '0')},小区${n % sites},10.${n % sites}.${n >> 8}.${n & 255},554,1,海威,M7,SN${n},117.2${String(n).padStart(5, '0')},31.8${String(n).padStart(5, '0')}\n`).join('')}`;
  const begun = performance.now();
  const sheet = await readSheet(Buffer.from(text));
  const id = await createImport(source, { fileName: 'bench.csv', sheet, personId: null, personNumber: 'bench' });
  const { mapping } = await findImport(source, id);
  await mapImport(source, id, mapping, 'wgs84', null);
  await dryRun(source, id);
  const checked = performance.now();
  const { added } = await applyImport(source, id, 'all', { personId: null, personNumber: 'bench' });
  const done = performance.now();
  await mustBe(source, 'camera', added);
  return { whole: done - begun, apply: done - checked };
}

async function timeCopy(source: DataSource, file: string): Promise<number> {
  await source.query('create table bare (like camera including all)');
  await source.query(`copy camera to '${file}'`);
  const begun = performance.now();
  await source.query(`copy bare from '${file}'`);
  const ms = performance.now() - begun;
  await mustBe(source, 'bare', rowsWanted);
  return ms;
}

/** A row counts only when the work was really done. */
async function mustBe(source: DataSource, table: 'camera' | 'bare', said: number): Promise<void> {
  const [row] = await source.query<{ n: number }[]>(`select count(*)::int as n from ${table}`);
  if (row?.n !== rowsWanted || said !== rowsWanted) throw new Error(`${table} holds ${row?.n ?? 0} rows of ${rowsWanted}: the row does not count`);
}

/** Medians of calls that take turns, so that both meet the same noise. */
async function timePage(source: DataSource): Promise<{ page: number; bare: number }> {
  const pages: number[] = [];
  const bares: number[] = [];
  for (let n = 0; n < asked; n++) {
    const begun = performance.now();
    const { total, rows } = await ledgerPage(source, 'all', { sort: 'name', dir: 'asc', page: 1, size: 100 });
    const between = performance.now();
    const bare = await source.query<unknown[]>('select c.* from camera c order by c.name, c.id limit 100');
    const done = performance.now();
    if (total !== rowsWanted || rows.length !== 100 || bare.length !== 100) throw new Error('a page was not whole: the row does not count');
    pages.push(between - begun);
    bares.push(done - between);
  }
  return { page: median(pages), bare: median(bares) };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number): number => Math.round(value * 10) / 10;
