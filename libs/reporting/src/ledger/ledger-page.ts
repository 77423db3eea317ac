import type { Sql } from '#kernel';
import { siteIdsOf, type ReportScope } from '../scope.js';

export interface LedgerFilter {
  readonly q?: string | undefined; readonly node?: string | undefined; readonly state?: string | undefined; readonly vendor?: string | undefined; readonly pointClass?: number | undefined; readonly siteKind?: string | undefined;
  readonly network?: string | undefined; readonly missing?: string | undefined; readonly sort: string; readonly dir: 'asc' | 'desc'; readonly page: number; readonly size: number;
}
export interface LedgerRow {
  readonly id: string; readonly name: string; readonly site: { readonly id: string; readonly name: string }; readonly address: string | null; readonly gbCode: string | null; readonly manufacturer: string; readonly model: string;
  readonly ip: string; readonly rtspPort: number | null; readonly channel: number; readonly pointClass: number; readonly network: string | null; readonly codec: string | null; readonly resolution: string | null; readonly archiveScore: number;
  readonly state: string; readonly reason: string | null; readonly since: string | null; readonly evidence: string | null; readonly flapping: boolean; readonly lng: number | null; readonly lat: number | null; readonly lifecycle: string;
}

/** Columns a person may sort by, and what they are in SQL. */
const order: Readonly<Record<string, string>> = {
  name: 'c.name', site: 's.name', ip: 'c.ip', gbCode: 'c.gb_code', manufacturer: 'c.manufacturer', model: 'c.model', pointClass: 'c.point_class', archiveScore: 'c.archive_score', since: 't.since', state: "array_position(array['offline','degraded','unknown','online'], coalesce(t.state, 'unknown'))",
};
export const ledgerSorts = Object.keys(order);

const shown = `c.id, c.name, jsonb_build_object('id', s.id, 'name', s.name) as site, coalesce(c.file->>'address', nullif(s.address, '')) as address, c.gb_code as "gbCode", c.manufacturer, c.model, host(c.ip) as ip, c.rtsp_port as "rtspPort", c.channel,
  c.point_class as "pointClass", c.file->>'network' as network, c.file->>'codec' as codec, c.file->>'resolution' as resolution, c.archive_score::float8 as "archiveScore", coalesce(t.state, 'unknown') as state, t.reason, t.since, t.evidence, coalesce(t.flapping, false) as flapping, c.lng, c.lat, c.lifecycle`;
const from = 'from camera c join site s on s.id = c.site_id left join camera_state t on t.camera_id = c.id';

function whereOf(scope: ReportScope, filter: Omit<LedgerFilter, 'sort' | 'dir' | 'page' | 'size'>): { where: string; args: unknown[] } {
  const args: unknown[] = [siteIdsOf(scope)];
  const parts = ['($1::uuid[] is null or c.site_id = any($1))', 'c.decommissioned_at is null'];
  const add = (sql: (n: string) => string, value: unknown) => { args.push(value); parts.push(sql(`$${args.length}`)); };
  if (filter.q) add((n) => `(c.name ilike ${n} or s.name ilike ${n} or c.pinyin ilike ${n} or s.pinyin ilike ${n} or host(c.ip) like ${n} or c.gb_code like ${n} or c.mac ilike ${n} or c.serial ilike ${n})`, `%${filter.q.replace(/[%_\\]/g, '\\$&')}%`);
  if (filter.node) add((n) => `exists (select 1 from node x where x.lineage @> array[${n}::uuid] and x.id in (s.id, s.police_node, s.governance_node, s.maintenance_node, s.network_node))`, filter.node);
  if (filter.state) add((n) => `coalesce(t.state, 'unknown') = any(${n})`, filter.state.split(','));
  if (filter.vendor) add((n) => `c.manufacturer = any(${n})`, filter.vendor.split(','));
  if (filter.pointClass) add((n) => `c.point_class = ${n}`, filter.pointClass);
  if (filter.siteKind) add((n) => `s.site_kind = any(${n})`, filter.siteKind.split(','));
  if (filter.network) add((n) => `c.file->>'network' = ${n}`, filter.network);
  if (filter.missing === 'coordinates') parts.push('(c.lng is null or c.lat is null)');
  if (filter.missing === 'gbCode') parts.push('c.gb_code is null');
  if (filter.missing === 'archive') parts.push('c.archive_score < 100');
  return { where: parts.join(' and '), args };
}

/** One page of the ledger with the state of each camera; at most 500 rows. */
export async function ledgerPage(sql: Sql, scope: ReportScope, filter: LedgerFilter): Promise<{ total: number; rows: LedgerRow[] }> {
  const { where, args } = whereOf(scope, filter);
  const [count] = await sql.query<{ n: number }[]>(`select count(*)::int as n ${from} where ${where}`, args);
  // Columns that are never null are ordered without "nulls last", so that an index can serve.
  const never = ['name', 'site', 'ip'].includes(filter.sort) || order[filter.sort] === undefined;
  const by = `${order[filter.sort] ?? order['name']} ${filter.dir === 'desc' ? 'desc' : 'asc'}${never ? '' : ' nulls last'}, c.id${filter.dir === 'desc' ? ' desc' : ''}`;
  const rows = await sql.query<LedgerRow[]>(`select ${shown} ${from} where ${where} order by ${by} limit ${Math.min(500, filter.size)} offset ${(filter.page - 1) * filter.size}`, args);
  return { total: count?.n ?? 0, rows };
}

export interface TreeNode { readonly id: string; readonly parentId: string | null; readonly kind: string; readonly name: string; readonly pinyin: string; readonly cameras: number; readonly offline: number; readonly degraded: number; readonly unknown: number }

/** One tree as a flat list with counts; nodes without a camera of the scope are left out unless they lead to one. */
export async function readTree(sql: Sql, scope: ReportScope, tree: string): Promise<TreeNode[]> {
  const column = { site: 's.id', police: 's.police_node', governance: 's.governance_node', maintenance: 's.maintenance_node', network: 's.network_node' }[tree] ?? 's.id';
  const rows = await sql.query<(TreeNode & { all: number })[]>(`
    with leaf as (select ${column} as node_id, count(c.id)::int as cameras, count(*) filter (where t.state = 'offline')::int as offline, count(*) filter (where t.state = 'degraded')::int as degraded,
        count(c.id) filter (where coalesce(t.state, 'unknown') = 'unknown')::int as unknown
      from site s left join camera c on c.site_id = s.id and c.decommissioned_at is null left join camera_state t on t.camera_id = c.id
      where ($1::uuid[] is null or s.id = any($1)) group by 1)
    select n.id, n.parent_id as "parentId", n.kind, n.name, coalesce(max(x.pinyin), '') as pinyin, coalesce(sum(l.cameras), 0)::int as cameras, coalesce(sum(l.offline), 0)::int as offline, coalesce(sum(l.degraded), 0)::int as degraded, coalesce(sum(l.unknown), 0)::int as unknown
    from node n join node below on below.lineage @> array[n.id] join leaf l on l.node_id = below.id left join site x on x.id = n.id where n.tree = $2 group by n.id order by n.sort, n.name`, [siteIdsOf(scope), tree]);
  return rows;
}

/** At most ten sites and ten cameras for what a person typed. */
export async function search(sql: Sql, scope: ReportScope, q: string): Promise<{ sites: { id: string; name: string; cameras: number }[]; cameras: LedgerRow[] }> {
  const sites = await sql.query<{ id: string; name: string; cameras: number }[]>(`select s.id, s.name, (select count(*)::int from camera c where c.site_id = s.id) as cameras from site s where ($1::uuid[] is null or s.id = any($1)) and (s.name ilike $2 or s.pinyin ilike $2) order by s.name limit 10`, [siteIdsOf(scope), `%${q.replace(/[%_\\]/g, '\\$&')}%`]);
  const { rows } = await ledgerPage(sql, scope, { q, sort: 'name', dir: 'asc', page: 1, size: 10 });
  return { sites, cameras: rows };
}
