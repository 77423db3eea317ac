import type { Sql } from '#kernel';

/** The sites that exist for a person; everything else is neither counted nor named. */
export type SiteScope = 'all' | { readonly siteIds: readonly string[] };

/** Sites below a node of whichever tree it stands in; null is the whole district. */
export async function siteScope(sql: Sql, node: string | null): Promise<SiteScope> {
  if (node === null) return 'all';
  const rows = await sql.query<{ id: string }[]>(`
    select s.id from site s where exists (select 1 from node n where n.lineage @> array[$1::uuid]
      and n.id in (s.id, s.police_node, s.governance_node, s.maintenance_node, s.network_node))`, [node]);
  return { siteIds: rows.map((row) => row.id) };
}

export async function nodeName(sql: Sql, id: string): Promise<string> {
  const [row] = await sql.query<{ name: string }[]>('select name from node where id = $1', [id]);
  return row?.name ?? '';
}

/** For SQL: null lets everything through, an array only those. */
export const scopeIds = (scope: SiteScope): readonly string[] | null => (scope === 'all' ? null : scope.siteIds);
export const inScope = (scope: SiteScope, siteId: string): boolean => scope === 'all' || scope.siteIds.includes(siteId);
