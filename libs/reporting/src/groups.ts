import type { Sql } from '#kernel';
import { rateOf, type Rate } from '#health';
import { STANDING } from './population.sql.js';
import { siteIdsOf, type ReportScope } from './scope.js';

export const groupings = ['police', 'governance', 'site', 'vendor', 'access'] as const;
export type GroupBy = (typeof groupings)[number];
export interface Group { readonly key: string; readonly name: string; readonly rate: Rate; readonly coverage: Rate; readonly offline: number; readonly unknown: number; readonly assessed: number }

/** The node on the way to the root that can act: a station answers for its beats, a street for its communities. */
const answering = (leaf: string, kinds: string): string => `
  left join node leaf on leaf.id = ${leaf}
  left join lateral (select n.id, n.name from node n where n.id = any(leaf.lineage) and n.kind in (${kinds}) order by array_position(leaf.lineage, n.id) desc limit 1) as answers on true`;

const ways: Readonly<Record<GroupBy, { readonly key: string; readonly name: string; readonly join: string }>> = {
  police: { key: 'coalesce(answers.id, leaf.id)::text', name: 'coalesce(answers.name, leaf.name)', join: answering('site.police_node', "'station'") },
  governance: { key: 'coalesce(answers.id, leaf.id)::text', name: 'coalesce(answers.name, leaf.name)', join: answering('site.governance_node', "'street', 'town'") },
  site: { key: 'site.id::text', name: 'site.name', join: '' },
  vendor: { key: 'camera_standing.manufacturer', name: 'camera_standing.manufacturer', join: '' },
  access: { key: 'spoken.protocols', name: 'spoken.protocols', join: `
  cross join lateral (
    select coalesce(
      nullif((select string_agg(protocol, '+' order by protocol) from jsonb_array_elements_text(case when jsonb_typeof(camera_standing.file->'protocols') = 'array' then camera_standing.file->'protocols' else '[]' end) as protocol), ''),
      case when camera_standing.onvif_port is not null then 'onvif' when camera_standing.rtsp_port is not null then 'rtsp' end) as protocols
  ) as spoken` },
};

export const groupCounts = (by: GroupBy): string => `
select coalesce(${ways[by].key}, '') as key, coalesce(${ways[by].name}, '') as name,
  count(*) filter (where standing in ('online', 'degraded')) as online, count(*) filter (where standing = 'offline') as offline, count(*) filter (where standing = 'unknown') as unknown
from (${STANDING}) as camera_standing
left join site on site.id = camera_standing.site_id${ways[by].join}
where standing in ('online', 'degraded', 'offline', 'unknown')
group by 1, 2
order by 2, 1`;

/** The instant rate of each group. Every assessed camera is in exactly one group, so the groups add up to the overview. */
export async function readGroups(sql: Sql, scope: ReportScope, by: GroupBy, nowMs: number): Promise<Group[]> {
  const at = new Date(Math.floor(nowMs / 1000) * 1000);
  const rows = await sql.query<{ key: string; name: string; online: number; offline: number; unknown: number }[]>(groupCounts(by), [siteIdsOf(scope), at]);
  return rows.map(({ key, name, online, offline, unknown }) => {
    const assessed = online + offline + unknown;
    return { key, name, rate: rateOf(online, online + offline), coverage: rateOf(online + offline, assessed), offline, unknown, assessed };
  });
}
