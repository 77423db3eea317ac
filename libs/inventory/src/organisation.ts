import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import type { DataSource } from 'typeorm';
import { Fault, newId, type Sql } from '#kernel';
import { pinyinOf } from './pinyin.js';

export const trees = ['police', 'governance', 'site', 'maintenance', 'network'] as const;
export type TreeName = (typeof trees)[number];

function isRange(text: string): boolean {
  if (!ipaddr.isValidCIDR(text)) return false;
  const [address, bits] = ipaddr.parseCIDR(text);
  return address.toByteArray().every((byte, at) => (byte & (0xff >> Math.max(0, Math.min(8, bits - at * 8)))) === 0);
}

const code = z.string().min(1).max(64);
/** A range as PostgreSQL's cidr wants it: its own first address, and a mask that the family has. */
export const cidr = z.string().refine(isRange, 'a range like 10.36.12.0/24: its first address and a mask');
export const organisationSchema = z.object({
  nodes: z.array(z.object({ tree: z.enum(trees), code, parentCode: code.nullable(), kind: z.string().max(32), name: z.string().trim().min(1).max(64) })).max(50_000),
  sites: z.array(z.object({
    code, name: z.string().trim().min(1).max(64), siteKind: z.string().max(32), police: code.nullable().default(null), governance: code.nullable().default(null),
    maintenance: code.nullable().default(null), network: code.nullable().default(null), address: z.string().max(256).default(''),
    lng: z.number().min(-180).max(180).nullable().default(null), lat: z.number().min(-90).max(90).nullable().default(null),
    cidrs: z.array(cidr).max(64).default([]), gateway: z.union([z.ipv4(), z.ipv6()]).nullable().default(null), plannedCameras: z.number().int().min(0).default(0), ports: z.array(z.number().int().min(1).max(65535)).max(32).default([]),
  })).max(20_000),
});
export type Organisation = z.infer<typeof organisationSchema>;

/**
 * Enters the five trees and the sites; a code that exists is renamed, nothing is deleted. All or nothing. Returns the id of each code.
 * Throws `inventory.no-parent` naming the first node whose parent is nowhere.
 */
export async function importOrganisation(source: DataSource, organisation: Organisation): Promise<{ nodes: Record<string, string>; sites: Record<string, string> }> {
  return await source.transaction(async (tx) => {
    const nodes: Record<string, string> = {};
    const known = new Map((await tx.query<{ id: string; tree: string; code: string; lineage: string[] }[]>('select id, tree, code, lineage from node')).map((row) => [`${row.tree}/${row.code}`, row]));
    const waiting = [...organisation.nodes];
    // Parents before children, whatever the order of the list.
    while (waiting.length > 0) {
      const ready = waiting.filter((node) => node.parentCode === null || known.has(`${node.tree}/${node.parentCode}`));
      const stuck = waiting.find((node) => !ready.includes(node));
      if (ready.length === 0 && stuck) throw new Fault('invalid', { code: 'inventory.no-parent', message: `node ${stuck.tree}/${stuck.code} has a parent ${stuck.parentCode} that is nowhere, or its own descendant`, zh: `节点 ${stuck.name} 的上级不存在` });
      for (const node of ready) {
        const key = `${node.tree}/${node.code}`;
        const parent = node.parentCode === null ? undefined : known.get(`${node.tree}/${node.parentCode}`);
        const id = known.get(key)?.id ?? newId();
        const lineage = [...(parent?.lineage ?? []), id];
        await tx.query(`insert into node (id, tree, parent_id, kind, name, code, lineage) values ($1,$2,$3,$4,$5,$6,$7)
          on conflict (tree, code) do update set parent_id = excluded.parent_id, kind = excluded.kind, name = excluded.name, lineage = excluded.lineage`, [id, node.tree, parent?.id ?? null, node.kind, node.name, node.code, lineage]);
        known.set(key, { id, tree: node.tree, code: node.code, lineage });
        nodes[node.code] = id;
      }
      const done = new Set(ready);
      waiting.splice(0, waiting.length, ...waiting.filter((node) => !done.has(node)));
    }
    const sites: Record<string, string> = {};
    for (const site of organisation.sites) {
      const at = (tree: TreeName, of: string | null): string | null => (of === null ? null : (known.get(`${tree}/${of}`)?.id ?? null));
      sites[site.code] = await saveSite(tx, { ...site, police: at('police', site.police), governance: at('governance', site.governance), maintenance: at('maintenance', site.maintenance), network: at('network', site.network) }, known.get(`site/${site.code}`));
    }
    return { nodes, sites };
  });
}

type SiteInput = Organisation['sites'][number];

async function saveSite(tx: Sql, site: SiteInput, node: { id: string } | undefined): Promise<string> {
  const id = node?.id ?? newId();
  if (node) await tx.query('update node set name = $2 where id = $1', [id, site.name]);
  else await tx.query("insert into node (id, tree, parent_id, kind, name, code, lineage) values ($1,'site',null,'site',$2,$3,$4)", [id, site.name, site.code, [id]]);
  await tx.query(`insert into site (id, name, pinyin, site_kind, police_node, governance_node, maintenance_node, network_node, address, lng, lat, cidrs, gateway, planned_cameras, ports)
    values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)
    on conflict (id) do update set name = excluded.name, pinyin = excluded.pinyin, site_kind = excluded.site_kind, police_node = excluded.police_node, governance_node = excluded.governance_node,
      maintenance_node = excluded.maintenance_node, network_node = excluded.network_node, address = excluded.address, lng = excluded.lng, lat = excluded.lat, cidrs = excluded.cidrs,
      gateway = excluded.gateway, planned_cameras = excluded.planned_cameras, ports = excluded.ports`,
  [id, site.name, pinyinOf(site.name), site.siteKind, site.police, site.governance, site.maintenance, site.network, site.address, site.lng, site.lat, site.cidrs, site.gateway, site.plannedCameras, site.ports]);
  return id;
}
