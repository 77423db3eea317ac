import type { DataSource } from 'typeorm';
import { emit, Fault, newId, type Sql } from '#kernel';
import { camerasChanged, importProgress } from '../events.js';
import { pinyinOf } from '../pinyin.js';
import { checkRow, type CoordSystem, type Problem, type RowRules } from './check-row.js';
import { archiveScore, cameraFields, fieldOf, guessMapping, letterOf } from './fields.js';
import type { Sheet } from './read-sheet.js';

export type ImportState = 'read' | 'mapped' | 'checking' | 'dry-run' | 'applying' | 'applied' | 'failed' | 'abandoned';
export interface ImportJob {
  readonly id: string; readonly fileName: string; readonly format: string; readonly charset: string; readonly state: ImportState; readonly mapping: Readonly<Record<string, string>>; readonly coordSystem: CoordSystem; readonly siteId: string | null;
  readonly headings: readonly string[]; readonly firstRow: number; readonly rows: number; readonly totals: Readonly<Record<RowVerdict, number>> | null; readonly progress: { readonly done: number; readonly total: number } | null; readonly error: string | null; readonly createdAt: string; readonly appliedAt: string | null;
}
export type RowVerdict = 'add' | 'update' | 'error' | 'duplicate' | 'same';
export interface ImportRow { readonly rowNo: number; readonly cells: readonly string[]; readonly verdict: RowVerdict | null; readonly problems: readonly (Problem & { column: string })[]; readonly changes: Readonly<Record<string, { old: unknown; new: unknown }>> | null }

const shown = `id, file_name as "fileName", format, charset, state, mapping, coord_system as "coordSystem", site_id as "siteId", headings, first_row as "firstRow", row_count as rows, totals, progress, error, created_at as "createdAt", applied_at as "appliedAt"`;

/** Keeps the sheet as it was read; nothing of the ledger changes. */
export async function createImport(source: DataSource, given: { fileName: string; sheet: Sheet; personId: string | null; personNumber: string }): Promise<string> {
  const id = newId();
  const { sheet } = given;
  await source.transaction(async (tx) => {
    await tx.query(`insert into import_job (id, file_name, format, charset, state, mapping, headings, first_row, row_count, created_by, created_number) values ($1,$2,$3,$4,'read',$5,$6,$7,$8,$9,$10)`,
      [id, given.fileName.slice(0, 200), sheet.format, sheet.charset, JSON.stringify(guessMapping(sheet.headings)), JSON.stringify(sheet.headings), sheet.firstRow, sheet.rows.length, given.personId, given.personNumber]);
    for (let at = 0; at < sheet.rows.length; at += 5_000) {
      const part = sheet.rows.slice(at, at + 5_000);
      await tx.query('insert into import_row (job_id, row_no, cells) select $1, * from unnest($2::int[], $3::jsonb[])', [id, sheet.numbers.slice(at, at + 5_000), part.map((cells) => JSON.stringify(cells))]);
    }
  });
  return id;
}

export async function findImport(sql: Sql, id: string): Promise<ImportJob> {
  const [job] = await sql.query<ImportJob[]>(`select ${shown} from import_job where id = $1 and state <> 'abandoned'`, [id]);
  if (!job) throw new Fault('missing', { code: 'inventory.no-import', message: 'there is no such import', zh: '没有这个导入任务' });
  return job;
}

export async function mapImport(sql: Sql, id: string, mapping: Readonly<Record<string, string>>, coordSystem: CoordSystem, siteId: string | null): Promise<void> {
  const job = await findImport(sql, id);
  if (['checking', 'applying', 'applied'].includes(job.state)) throw busy(job);
  const fields = Object.values(mapping);
  const twice = fields.find((field, at) => fields.indexOf(field) !== at);
  if (twice) throw new Fault('invalid', { code: 'inventory.mapped-twice', message: `two columns are mapped to ${twice}`, zh: `有两列都对应“${fieldOf.get(twice)?.zh ?? twice}”` });
  const unknown = fields.find((field) => !fieldOf.has(field));
  if (unknown) throw new Fault('invalid', { code: 'inventory.no-field', message: `there is no field ${unknown}`, zh: `没有字段 ${unknown}` });
  for (const key of ['name', 'ip']) if (!fields.includes(key)) throw new Fault('invalid', { code: 'inventory.unmapped', message: `no column is mapped to ${key}`, zh: `没有列对应“${fieldOf.get(key)?.zh}”` });
  await sql.query("update import_job set mapping = $2, coord_system = $3, site_id = $4, state = 'mapped', totals = null where id = $1", [id, JSON.stringify(mapping), coordSystem, siteId]);
}

interface Known { id: string; device_id: string; site_id: string; ip: string; channel: number; gb_code: string | null; name: string; row: Record<string, unknown> }
interface Ledger { readonly byAddress: Map<string, Known>; /** Codes stay taken when their camera is decommissioned. */
  readonly byCode: Map<string, Pick<Known, 'id' | 'name' | 'ip'>>; readonly sites: Map<string, string> }

async function readLedger(sql: Sql): Promise<Ledger> {
  const known = await sql.query<Known[]>(`select id, device_id, site_id, host(ip) as ip, channel, gb_code, name,
    file || jsonb_strip_nulls(jsonb_build_object('name', name, 'gbCode', gb_code, 'ip', host(ip), 'port', rtsp_port, 'channel', channel, 'manufacturer', manufacturer, 'model', model, 'serial', serial, 'mac', mac, 'longitude', lng, 'latitude', lat,
      'pointClass', point_class, 'keyArea', key_area, 'rtspPath', rtsp_path, 'onvifPort', onvif_port, 'lifecycle', lifecycle, 'commissionedAt', to_char(commissioned_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD'))) as row from camera where decommissioned_at is null`);
  const retired = await sql.query<{ id: string; name: string; ip: string; gb_code: string }[]>('select id, name, host(ip) as ip, gb_code from camera where decommissioned_at is not null and gb_code is not null');
  const sites = await sql.query<{ id: string; name: string; code: string }[]>('select s.id, s.name, n.code from site s join node n on n.id = s.id');
  return {
    byAddress: new Map(known.map((each) => [`${each.ip}#${each.channel}`, each])), byCode: new Map([...retired, ...known.filter((each) => each.gb_code)].map((each) => [each.gb_code ?? '', each])),
    sites: new Map(sites.flatMap((site) => [[site.name, site.id], [site.code, site.id]])),
  };
}

interface Judged { readonly rowNo: number; readonly verdict: RowVerdict; readonly problems: readonly (Problem & { column: string })[]; readonly values: Readonly<Record<string, string | number | boolean>>; readonly siteId: string | null; readonly cameraId: string | null; readonly changes: Record<string, { old: unknown; new: unknown }> | null }

const batch = 1_000;

/** Judges every row against the rules, the file and the ledger; writes nothing but its findings. */
export async function dryRun(source: DataSource, id: string, areas: readonly string[] | null = null): Promise<void> {
  const job = await findImport(source, id);
  await source.query("update import_job set state = 'checking', error = null where id = $1", [id]);
  const ledger = await readLedger(source);
  const seen = { codes: new Map<string, number>(), addresses: new Map<string, number>() };
  const totals: Record<RowVerdict, number> = { add: 0, update: 0, error: 0, duplicate: 0, same: 0 };
  for (let done = 0; done < job.rows; done += batch) {
    const rows = await source.query<{ row_no: number; cells: string[] }[]>('select row_no, cells from import_row where job_id = $1 order by row_no limit $2 offset $3', [id, batch, done]);
    const judged = rows.map((row) => judge(row.row_no, row.cells, { ...job, areas }, ledger, seen));
    for (const { verdict } of judged) totals[verdict]++;
    await saveFindings(source, id, judged);
    await say(source, id, 'checking', { done: Math.min(job.rows, done + rows.length), total: job.rows });
  }
  await source.transaction(async (tx) => {
    await tx.query("update import_job set state = 'dry-run', totals = $2 where id = $1", [id, JSON.stringify(totals)]);
    await emit(tx, importProgress, { jobId: id, state: 'dry-run', progress: { done: job.rows, total: job.rows } });
  });
}

/** What a cell shows when its formula failed. */
const spreadsheetError = /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/;

function judge(rowNo: number, cells: readonly string[], job: Pick<ImportJob, 'mapping' | 'coordSystem' | 'siteId' | 'firstRow'> & Pick<RowRules, 'areas'>, ledger: Ledger, seen: { codes: Map<string, number>; addresses: Map<string, number> }): Judged {
  const columnOf = new Map(Object.entries(job.mapping).map(([letter, field]) => [field, letter]));
  const named: Record<string, string> = {};
  for (const [letter, field] of Object.entries(job.mapping)) named[field] = cells[indexOf(letter)] ?? '';
  const { values, problems } = checkRow(named, { coordSystem: job.coordSystem, areas: job.areas });
  const failed = new Set(Object.keys(named).filter((field) => spreadsheetError.test((named[field] ?? '').trim())));
  const found: Problem[] = problems.filter(({ field }) => !failed.has(field));
  const add = (field: string, code: string, message: string, zh: string, severity: Problem['severity'] = 'error') => found.push({ field, code, message, zh, severity });
  for (const field of failed) add(field, 'spreadsheet-error', `the spreadsheet shows the error ${named[field] ?? ''} here`, `表格中此处为错误值 ${named[field] ?? ''}`);
  const code = typeof values['gbCode'] === 'string' && /^\d{20}$/.test(values['gbCode']) ? values['gbCode'] : '';
  const address = `${String(values['ip'] ?? '')}#${Number(values['channel'] ?? 1)}`;
  const codeBefore = code ? seen.codes.get(code) : undefined;
  if (codeBefore !== undefined) add('gbCode', 'duplicate-in-file', `the same code as row ${codeBefore}`, `与第 ${codeBefore} 行编码重复`);
  else if (code) seen.codes.set(code, rowNo);
  const addressBefore = seen.addresses.get(address);
  if (values['ip'] !== undefined && addressBefore !== undefined) add('ip', 'duplicate-in-file', `the same address and channel as row ${addressBefore}`, `与第 ${addressBefore} 行地址和通道重复`);
  else seen.addresses.set(address, rowNo);
  const siteId = typeof values['site'] === 'string' ? (ledger.sites.get(values['site']) ?? null) : job.siteId;
  if (siteId === null) add('site', 'unknown-site', values['site'] ? `there is no site "${String(values['site'])}"` : 'the site is required', values['site'] ? `场所“${String(values['site'])}”不存在` : '“场所”必填');
  const here = ledger.byAddress.get(address);
  const owner = code ? ledger.byCode.get(code) : undefined;
  if (owner && owner.id !== here?.id) add('gbCode', 'duplicate-in-ledger', `the code belongs to "${owner.name}" at ${owner.ip}`, `与现有“${owner.name}”编码重复`);
  if (here && here.gb_code && code && here.gb_code !== code) add('ip', 'other-camera', `"${here.name}" with another code stands at this address`, `与现有“${here.name}”地址相同`, 'warning');
  const changes = here ? changesOf(here.row, values) : null;
  const errors = found.some((each) => each.severity === 'error');
  const suspicious = found.some((each) => each.code === 'other-camera');
  const verdict: RowVerdict = errors ? 'error' : suspicious ? 'duplicate' : !here ? 'add' : changes && Object.keys(changes).length > 0 ? 'update' : 'same';
  return { rowNo, verdict, problems: found.map((each) => ({ ...each, column: columnOf.get(each.field) ?? '' })), values, siteId, cameraId: here?.id ?? null, changes };
}

function changesOf(before: Readonly<Record<string, unknown>>, values: Readonly<Record<string, unknown>>): Record<string, { old: unknown; new: unknown }> {
  const changes: Record<string, { old: unknown; new: unknown }> = {};
  for (const [key, value] of Object.entries(values)) {
    if (['site', 'coordSystem', 'rawLongitude', 'rawLatitude'].includes(key) || !fieldOf.has(key)) continue;
    if (String(before[key] ?? '') !== String(value)) changes[key] = { old: before[key] ?? null, new: value };
  }
  return changes;
}

async function saveFindings(sql: Sql, id: string, judged: readonly Judged[]): Promise<void> {
  await sql.query(`update import_row r set verdict = x.verdict, problems = x.problems, row_values = x.row_values, site_id = x.site_id, camera_id = x.camera_id, changes = x.changes
    from unnest($2::int[], $3::text[], $4::jsonb[], $5::jsonb[], $6::uuid[], $7::uuid[], $8::jsonb[]) as x(row_no, verdict, problems, row_values, site_id, camera_id, changes) where r.job_id = $1 and r.row_no = x.row_no`,
  [id, judged.map((row) => row.rowNo), judged.map((row) => row.verdict), judged.map((row) => JSON.stringify(row.problems)), judged.map((row) => JSON.stringify(row.values)), judged.map((row) => row.siteId), judged.map((row) => row.cameraId), judged.map((row) => JSON.stringify(row.changes))]);
}

async function say(source: DataSource, id: string, state: ImportState, progress: { done: number; total: number }): Promise<void> {
  await source.transaction(async (tx) => {
    await tx.query('update import_job set progress = $2 where id = $1', [id, JSON.stringify(progress)]);
    await emit(tx, importProgress, { jobId: id, state, progress });
  });
}

/** A person's repair of one row; the whole file is judged again, because a code that was doubled may now be free. */
export async function fixRow(source: DataSource, id: string, rowNo: number, cells: Readonly<Record<string, string>>, areas: readonly string[] | null = null): Promise<void> {
  const job = await findImport(source, id);
  if (['checking', 'applying', 'applied'].includes(job.state)) throw busy(job);
  const [row] = await source.query<{ cells: string[] }[]>('select cells from import_row where job_id = $1 and row_no = $2', [id, rowNo]);
  if (!row) throw new Fault('missing', { code: 'inventory.no-row', message: `the file has no row ${rowNo}`, zh: `没有第 ${rowNo} 行` });
  const changed = [...row.cells];
  for (const [letter, text] of Object.entries(cells)) changed[indexOf(letter)] = text.slice(0, 2_000);
  await source.query('update import_row set cells = $3 where job_id = $1 and row_no = $2', [id, rowNo, JSON.stringify(changed)]);
  await dryRun(source, id, areas);
}

export async function importRows(sql: Sql, id: string, filter: { verdict?: RowVerdict | undefined; page: number; size: number }): Promise<{ total: number; rows: ImportRow[] }> {
  const [count] = await sql.query<{ n: number }[]>('select count(*)::int as n from import_row where job_id = $1 and ($2::text is null or verdict = $2)', [id, filter.verdict ?? null]);
  const rows = await sql.query<ImportRow[]>('select row_no as "rowNo", cells, verdict, coalesce(problems, \'[]\') as problems, changes from import_row where job_id = $1 and ($2::text is null or verdict = $2) order by row_no limit $3 offset $4', [id, filter.verdict ?? null, filter.size, (filter.page - 1) * filter.size]);
  return { total: count?.n ?? 0, rows };
}

/**
 * Writes the file into the ledger in ONE transaction: killed half way, nothing of it is there. `all` refuses while any row has an error;
 * `good` leaves rows with errors and suspected duplicates out. Returns what was written. Throws `inventory.import-meanwhile` when somebody took a
 * code of the file since its dry run; the whole file is then as if never applied.
 */
export async function applyImport(source: DataSource, id: string, mode: 'all' | 'good', by: { personId: string | null; personNumber: string }): Promise<{ added: number; updated: number }> {
  const job = await findImport(source, id);
  if (job.state !== 'dry-run' && job.state !== 'applying') throw busy(job);
  if (mode === 'all' && job.totals && job.totals.error + job.totals.duplicate > 0) throw new Fault('conflict', { code: 'inventory.import-errors', message: `${job.totals.error + job.totals.duplicate} rows have problems: fix them, or apply the good rows only`, zh: `还有 ${job.totals.error + job.totals.duplicate} 行有问题，请先处理，或仅写入正确行` });
  await source.query("update import_job set state = 'applying' where id = $1", [id]);
  return await source.transaction(async (tx) => {
    const sites = new Set<string>();
    const counts = { added: 0, updated: 0 };
    for (let after = -1; ;) {
      const rows = await tx.query<{ row_no: number; verdict: RowVerdict; row_values: Record<string, string | number | boolean>; site_id: string; camera_id: string | null; changes: Record<string, { old: unknown; new: unknown }> }[]>(
        `select row_no, verdict, row_values, site_id, camera_id, changes from import_row where job_id = $1 and verdict in ('add', 'update') and row_no > $2 order by row_no limit $3`, [id, after, batch]);
      if (rows.length === 0) break;
      after = rows[rows.length - 1]?.row_no ?? after;
      for (const row of rows) sites.add(row.site_id);
      const fresh = rows.filter((row) => row.verdict === 'add');
      const known = rows.filter((row) => row.verdict === 'update');
      await addCameras(tx, fresh.map((row) => ({ values: row.row_values, siteId: row.site_id })), by, job.fileName);
      await updateCameras(tx, known.map((row) => ({ id: row.camera_id ?? '', siteId: row.site_id, values: row.row_values, changes: row.changes })), by, job.fileName);
      counts.added += fresh.length;
      counts.updated += known.length;
    }
    await tx.query("update import_job set state = 'applied', applied_at = now(), progress = $2 where id = $1", [id, JSON.stringify({ done: counts.added + counts.updated, total: counts.added + counts.updated })]);
    await emit(tx, importProgress, { jobId: id, state: 'applied', progress: { done: job.rows, total: job.rows } });
    await emit(tx, camerasChanged, { siteIds: [...sites] });
    return counts;
  }).catch((cause: unknown) => {
    if ((cause as { code?: string }).code !== '23505') throw cause;
    throw new Fault('conflict', { code: 'inventory.import-meanwhile', message: `the ledger has changed since this file was checked (${takenIn(cause)}): nothing was written, check the file again`, zh: `检查之后台账已有变化（${takenIn(cause)}），本次未写入，请重新检查`, cause });
  });
}

/** What PostgreSQL says of a unique key, without its schema's words: Key (gb_code)=(3401…) already exists. */
const takenIn = (cause: unknown): string => /=\(([^)]{1,80})\)/.exec((cause as { driverError?: { detail?: string } }).driverError?.detail ?? '')?.[1] ?? '编码';

type Values = Readonly<Record<string, string | number | boolean>>;
const columns = new Set(cameraFields.filter((field) => field.column).map((field) => field.key));
const fileOf = (values: Values): Record<string, unknown> => Object.fromEntries(Object.entries(values).filter(([key]) => fieldOf.has(key) && !columns.has(key)));
const scoreOf = (values: Values): number => archiveScore(new Set([...Object.keys(values), 'site', 'channel', 'protocols', 'policeOrg', 'governanceOrg', 'maintainer']));

/** Enters cameras whose values `checkRow` found good; `why` says where they came from. Returns their ids in order. */
export async function addCameras(tx: Sql, rows: readonly { values: Values; siteId: string }[], by: { personId: string | null; personNumber: string }, why: string): Promise<string[]> {
  if (rows.length === 0) return [];
  const made = rows.map((row) => ({ ...row, id: newId(), deviceId: newId(), ip: String(row.values['ip']), channel: Number(row.values['channel'] ?? 1) }));
  const text = (key: string) => made.map(({ values }) => String(values[key] ?? ''));
  const maybe = (key: string) => made.map(({ values }) => values[key] ?? null);
  // Channels of one address are one recorder; a device that discovery entered is used as it is.
  await tx.query(`insert into device (id, kind, site_id, name, manufacturer, model, serial, mac, ip, http_port, rtsp_port, credential_set_id)
    select distinct on (x.ip) x.id, case when count(*) over (partition by x.ip) > 1 then 'recorder' else 'camera' end, x.site_id, x.name, x.manufacturer, x.model, x.serial, x.mac, x.ip, x.http_port, x.rtsp_port,
      (select c.id from credential_set c where c.site_id = x.site_id and c.retired_at is null and exists (select 1 from unnest(c.cidrs) r where x.ip <<= r::cidr) order by c.created_at desc limit 1)
    from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::inet[], $9::int[], $10::int[]) as x(id, site_id, name, manufacturer, model, serial, mac, ip, http_port, rtsp_port)
    where not exists (select 1 from device d where d.ip = x.ip) order by x.ip`,
  [made.map((row) => row.deviceId), made.map((row) => row.siteId), text('name'), text('manufacturer'), text('model'), text('serial'), text('mac'), made.map((row) => row.ip), maybe('onvifPort'), maybe('port')]);
  await tx.query(`insert into camera (id, device_id, channel, site_id, recorder_id, gb_code, name, pinyin, manufacturer, model, serial, mac, ip, rtsp_port, rtsp_path, onvif_port, onvif_path, point_class, key_area, lifecycle, lng, lat, coord_source, coord_raw, commissioned_at, file, archive_score)
    select x.id, d.id, x.channel, x.site_id, case when d.kind = 'recorder' then d.id end, x.gb_code, x.name, x.pinyin, x.manufacturer, x.model, x.serial, x.mac, x.ip, x.rtsp_port, x.rtsp_path, coalesce(x.onvif_port, d.http_port), d.onvif_path, x.point_class, x.key_area, x.lifecycle, x.lng, x.lat, x.coord_source, x.coord_raw,
      coalesce(x.commissioned_at, now()), x.file, x.score
    from unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::inet[], $12::int[], $13::text[], $14::int[], $15::int[], $16::boolean[], $17::text[], $18::float8[], $19::float8[], $20::text[], $21::jsonb[], $22::timestamptz[], $23::jsonb[], $24::numeric[])
      as x(id, channel, site_id, gb_code, name, pinyin, manufacturer, model, serial, mac, ip, rtsp_port, rtsp_path, onvif_port, point_class, key_area, lifecycle, lng, lat, coord_source, coord_raw, commissioned_at, file, score)
    join lateral (select * from device d where d.ip = x.ip order by d.created_at limit 1) d on true`,
  [made.map((row) => row.id), made.map((row) => row.channel), made.map((row) => row.siteId), maybe('gbCode'), text('name'), made.map(({ values }) => pinyinOf(String(values['name']))), text('manufacturer'), text('model'), text('serial'), text('mac'), made.map((row) => row.ip), maybe('port'), maybe('rtspPath'), maybe('onvifPort'),
    made.map(({ values }) => Number(values['pointClass'] ?? 3)), made.map(({ values }) => values['keyArea'] === true), made.map(({ values }) => String(values['lifecycle'] ?? 'trial')), maybe('longitude'), maybe('latitude'), maybe('coordSystem'), made.map(({ values }) => rawOf(values)),
    made.map(({ values }) => (values['commissionedAt'] ? `${String(values['commissionedAt'])}T00:00:00+08:00` : null)), made.map(({ values }) => JSON.stringify(fileOf(values))), made.map(({ values }) => scoreOf(values))]);
  await tx.query(`insert into camera_change (camera_id, person_id, person_number, field, new, why) select x.id, $2, $3, 'imported', to_jsonb(x.name), $4 from unnest($1::uuid[], $5::text[]) as x(id, name)`, [made.map((row) => row.id), by.personId, by.personNumber, why, text('name')]);
  return made.map((row) => row.id);
}

const rawOf = (values: Values): string | null => (values['rawLongitude'] === undefined ? null : JSON.stringify([values['rawLongitude'], values['rawLatitude']]));

async function updateCameras(tx: Sql, rows: readonly { id: string; siteId: string; values: Values; changes: Record<string, { old: unknown; new: unknown }> }[], by: { personId: string | null; personNumber: string }, fileName: string): Promise<void> {
  if (rows.length === 0) return;
  const maybe = (key: string) => rows.map(({ values }) => values[key] ?? null);
  await tx.query(`update camera c set site_id = x.site_id, gb_code = coalesce(x.gb_code, c.gb_code), name = coalesce(x.name, c.name), pinyin = coalesce(x.pinyin, c.pinyin), manufacturer = coalesce(x.manufacturer, c.manufacturer), model = coalesce(x.model, c.model), serial = coalesce(x.serial, c.serial), mac = coalesce(x.mac, c.mac),
      rtsp_port = coalesce(x.rtsp_port, c.rtsp_port), rtsp_path = coalesce(x.rtsp_path, c.rtsp_path), onvif_port = coalesce(x.onvif_port, c.onvif_port), point_class = coalesce(x.point_class, c.point_class), key_area = coalesce(x.key_area, c.key_area), lifecycle = coalesce(x.lifecycle, c.lifecycle),
      lng = coalesce(x.lng, c.lng), lat = coalesce(x.lat, c.lat), coord_source = coalesce(x.coord_source, c.coord_source), coord_raw = coalesce(x.coord_raw, c.coord_raw), commissioned_at = coalesce(x.commissioned_at, c.commissioned_at), file = c.file || x.file, archive_score = x.score, version = c.version + 1, updated_at = now()
    from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::int[], $11::text[], $12::int[], $13::int[], $14::boolean[], $15::text[], $16::float8[], $17::float8[], $18::text[], $19::jsonb[], $20::timestamptz[], $21::jsonb[], $22::numeric[])
      as x(id, site_id, gb_code, name, pinyin, manufacturer, model, serial, mac, rtsp_port, rtsp_path, onvif_port, point_class, key_area, lifecycle, lng, lat, coord_source, coord_raw, commissioned_at, file, score) where c.id = x.id`,
  [rows.map((row) => row.id), rows.map((row) => row.siteId), maybe('gbCode'), maybe('name'), rows.map(({ values }) => (values['name'] === undefined ? null : pinyinOf(String(values['name'])))), maybe('manufacturer'), maybe('model'), maybe('serial'), maybe('mac'), maybe('port'), maybe('rtspPath'), maybe('onvifPort'), maybe('pointClass'), maybe('keyArea'), maybe('lifecycle'),
    maybe('longitude'), maybe('latitude'), maybe('coordSystem'), rows.map(({ values }) => rawOf(values)), rows.map(({ values }) => (values['commissionedAt'] ? `${String(values['commissionedAt'])}T00:00:00+08:00` : null)), rows.map(({ values }) => JSON.stringify(fileOf(values))), rows.map(({ values }) => scoreOf(values))]);
  const lines = rows.flatMap((row) => Object.entries(row.changes ?? {}).map(([field, change]) => ({ id: row.id, field, ...change })));
  await tx.query(`insert into camera_change (camera_id, person_id, person_number, field, old, new, why) select x.id, $2, $3, x.field, x.old, x.new, $4 from unnest($1::uuid[], $5::text[], $6::jsonb[], $7::jsonb[]) as x(id, field, old, new)`,
    [lines.map((line) => line.id), by.personId, by.personNumber, fileName, lines.map((line) => line.field), lines.map((line) => JSON.stringify(line.old)), lines.map((line) => JSON.stringify(line.new))]);
}

export async function abandonImport(sql: Sql, id: string): Promise<void> {
  const job = await findImport(sql, id);
  if (job.state === 'applying') throw busy(job);
  await sql.query("update import_job set state = case when state = 'applied' then state else 'abandoned' end where id = $1", [id]);
  await sql.query("delete from import_row where job_id = $1 and (select state from import_job where id = $1) = 'abandoned'", [id]);
}

/** A job whose process died: a dry run starts again, an apply that was cut wrote nothing and is offered again. */
export async function resumeImports(sql: Sql): Promise<void> {
  await sql.query("update import_job set state = case state when 'checking' then 'mapped' else 'dry-run' end, progress = null where state in ('checking', 'applying')");
}

export async function failImport(sql: Sql, id: string, message: string): Promise<void> {
  await sql.query("update import_job set state = 'failed', error = $2 where id = $1 and state in ('checking', 'applying')", [id, message.slice(0, 500)]);
}

const indexOf = (letter: string): number => [...letter].reduce((sum, char) => sum * 26 + char.charCodeAt(0) - 64, 0) - 1;
const busy = (job: ImportJob): Fault => new Fault('conflict', { code: 'inventory.import-state', message: `the import is ${job.state}: this step is not possible now`, zh: '导入任务当前状态不允许此操作', facts: { state: job.state } });
export const columnsOf = (job: ImportJob, samples: readonly (readonly string[])[]) => job.headings.map((header, at) => ({ letter: letterOf(at), header, sample: samples.map((row) => row[at] ?? '').find((cell) => cell !== '') ?? '' }));
