import { z } from 'zod';
import { Fault, newId, type Sql } from '#kernel';
import { cidr, trees, type TreeName } from './organisation.js';
import { pinyinOf } from './pinyin.js';

const nodeId = z.uuid().nullable().default(null);
/** A place as a person types it: nodes by id, ranges as CIDR, WGS-84 degrees. */
export const siteForm = z.object({
  name: z.string().trim().min(1).max(64), siteKind: z.string().min(1).max(32), policeNode: nodeId, governanceNode: nodeId, maintenanceNode: nodeId,
  address: z.string().trim().max(256).nullable().default(null), lng: z.number().min(-180).max(180).nullable().default(null), lat: z.number().min(-90).max(90).nullable().default(null),
  cidrs: z.array(cidr).max(64).default([]), gateway: z.union([z.ipv4(), z.ipv6()]).nullable().default(null), plannedCameras: z.number().int().min(0).max(100_000).nullable().default(null),
}).refine((site) => (site.lng === null) === (site.lat === null), { path: ['lat'], message: 'longitude and latitude belong together' });
export type SiteForm = z.infer<typeof siteForm>;

/** A node of a tree other than the site tree, whose nodes are the places themselves. */
export const nodeForm = z.object({ tree: z.enum(trees).exclude(['site']), parentId: nodeId, kind: z.string().trim().min(1).max(32), name: z.string().trim().min(1).max(64) });
export type NodeForm = z.infer<typeof nodeForm>;

/** Enters a place with its own node in the site tree. Throws `inventory.no-node` and `inventory.site-name-taken`. */
export async function enterSite(tx: Sql, site: SiteForm): Promise<string> {
  await refuseTwin(tx, site.name, null);
  const nodes = await nodesOf(tx, site);
  const id = newId();
  await tx.query("insert into node (id, tree, parent_id, kind, name, code, lineage) values ($1::uuid,'site',null,'site',$2,$1::text,array[$1::uuid])", [id, site.name]);
  await tx.query(`insert into site (id, name, pinyin, site_kind, address, lng, lat, cidrs, gateway, planned_cameras, police_node, governance_node, maintenance_node)
    values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)`, [id, ...columnsOf(site), ...nodes]);
  return id;
}

/** Replaces what the form holds; cameras, ports and the network node stay. Throws `inventory.no-site` and what `enterSite` throws. */
export async function changeSite(tx: Sql, id: string, site: SiteForm): Promise<void> {
  await refuseTwin(tx, site.name, id);
  const nodes = await nodesOf(tx, site);
  const [rows] = await tx.query<[unknown[], number]>(`update site set name = $2, pinyin = $3, site_kind = $4, address = $5, lng = $6, lat = $7, cidrs = $8, gateway = $9, planned_cameras = $10,
    police_node = $11, governance_node = $12, maintenance_node = $13 where id = $1 returning id`, [id, ...columnsOf(site), ...nodes]);
  if (rows.length === 0) throw new Fault('missing', { code: 'inventory.no-site', message: 'there is no such site', zh: '没有这个场所' });
  await tx.query('update node set name = $2 where id = $1', [id, site.name]);
}

/** Enters a node below its parent, or as a root. Throws `inventory.no-node` when the parent is not of that tree. */
export async function enterNode(tx: Sql, node: NodeForm): Promise<string> {
  const id = newId();
  const lineage = node.parentId === null ? [] : (await nodeOf(tx, node.tree, node.parentId)).lineage;
  await tx.query('insert into node (id, tree, parent_id, kind, name, code, lineage) values ($1::uuid,$2,$3,$4,$5,$1::text,$6)', [id, node.tree, node.parentId, node.kind, node.name, [...lineage, id]]);
  return id;
}

export interface ListedNode { readonly id: string; readonly parentId: string | null; readonly kind: string; readonly name: string; readonly pinyin: string; readonly sites: number }

/** The nodes of one tree in reading order, each with the number of sites on it or below. */
export async function listNodes(sql: Sql, tree: TreeName): Promise<ListedNode[]> {
  const column = tree === 'site' ? 'id' : `${tree}_node`;
  const rows = await sql.query<Omit<ListedNode, 'pinyin'>[]>(`select n.id, n.parent_id as "parentId", n.kind, n.name,
    (select count(*)::int from site s join node below on below.id = s.${column} where below.lineage @> array[n.id]) as sites from node n where n.tree = $1 order by n.sort, n.name`, [tree]);
  return rows.map((row) => ({ ...row, pinyin: pinyinOf(row.name) }));
}

/** A new name for a node; its place in the tree stays, because scopes and published groups hang on it. */
export async function renameNode(tx: Sql, id: string, name: string): Promise<void> {
  const [rows] = await tx.query<[unknown[], number]>("update node set name = $2 where id = $1 and tree <> 'site' returning id", [id, name]);
  if (rows.length === 0) throw noNode(id);
}

const columnsOf = (site: SiteForm): unknown[] => [site.name, pinyinOf(site.name), site.siteKind, site.address ?? '', site.lng, site.lat, site.cidrs, site.gateway, site.plannedCameras ?? 0];

async function nodesOf(tx: Sql, site: SiteForm): Promise<(string | null)[]> {
  const wanted = [['police', site.policeNode], ['governance', site.governanceNode], ['maintenance', site.maintenanceNode]] as const;
  for (const [tree, id] of wanted) if (id !== null) await nodeOf(tx, tree, id);
  return wanted.map(([, id]) => id);
}

async function nodeOf(tx: Sql, tree: TreeName, id: string): Promise<{ lineage: string[] }> {
  const [row] = await tx.query<{ lineage: string[] }[]>('select lineage from node where id = $1 and tree = $2', [id, tree]);
  if (!row) throw noNode(`${tree} ${id}`);
  return row;
}

async function refuseTwin(tx: Sql, name: string, self: string | null): Promise<void> {
  const twins = await tx.query<unknown[]>('select 1 from site where name = $1 and id is distinct from $2::uuid', [name, self]);
  if (twins.length > 0) throw new Fault('conflict', { code: 'inventory.site-name-taken', message: `there is a site "${name}" already: ledger files name sites, so names must differ`, zh: `已有场所“${name}”，台账按名称认场所，请换一个名称` });
}

const noNode = (which: string): Fault => new Fault('invalid', { code: 'inventory.no-node', message: `there is no node ${which}`, zh: '所选节点不存在，请重新选择' });
