import { newId, type Sql } from '#kernel';
import type { WatchedCamera } from '#health';

/** A month of a small district in which every way of not being counted occurs; the same seed gives the same month. */
export interface Month {
  readonly from: number;
  readonly sites: readonly { readonly id: string; readonly name: string; readonly police: string; readonly governance: string }[];
  readonly nodes: readonly { readonly id: string; readonly tree: string; readonly parentId: string | null; readonly kind: string; readonly name: string; readonly lineage: readonly string[] }[];
  readonly cameras: readonly MonthCamera[];
  readonly outages: readonly Row[];
  readonly darkSite: { readonly siteId: string; readonly outageId: string; readonly affected: number };
  readonly singles: number;
}
type State = 'unknown' | 'online' | 'degraded' | 'offline';
export type Standing = State | 'maintenance' | 'disabled' | 'not-commissioned';
type Row = Readonly<Record<string, unknown>>;
interface Step { readonly atMs: number; readonly state: State }

export interface MonthCamera {
  readonly id: string; readonly siteId: string;
  readonly row: Row;
  readonly steps: readonly Step[];
  /** What the pure functions are given of this camera. */
  readonly watched: WatchedCamera;
  readonly countsInWindows: boolean;
  readonly standing: Standing;
  readonly authAgeS: number | null;
  stateAt(second: number): State;
  maintenanceAt(second: number): boolean;
}

const HOUR = 3600;
const DAY = 86_400;

export function generateMonth(nowMs: number, seed: number): Month {
  const random = seeded(seed);
  const now = Math.floor(nowMs / 1000);
  const from = Date.parse('2026-03-01T00:00:00+08:00') / 1000;
  const { nodes, sites } = organisation();
  const outages: Row[] = [];
  const dark = sites[3]!;
  const darkOutage = newId();
  const plannedRoot = newId();
  outages.push({ id: plannedRoot, kind: 'site', site_id: sites[0]!.id, state: 'planned', first_fail_at: iso(from + 10 * DAY), recovered_at: iso(from + 10 * DAY + 7 * HOUR), closed_at: iso(from + 11 * DAY), affected: 9 });
  outages.push({ id: newId(), kind: 'site', site_id: sites[1]!.id, state: 'closed', reason: 'timeout', first_fail_at: iso(from + 20 * DAY), recovered_at: iso(from + 20 * DAY + HOUR), closed_at: iso(from + 20 * DAY + 2 * HOUR), affected: 24 });
  let singles = 0;

  const cameras = Array.from({ length: 200 }, (_, i): MonthCamera => {
    const site = sites[i % sites.length]!;
    const id = newId();
    const kind = Math.floor(i / sites.length) % 24;
    const life: { lifecycle: string; commissioned?: number | null; created?: number; decommissioned?: number; suspended?: { from: number; to?: number }[] } = { lifecycle: random() < 0.1 ? 'trial' : 'in-service', commissioned: from - 900 * DAY };
    const exclusions: { kind: 'excused'; from: number; to: number; approvedAt: number }[] = [];
    const exclude = (fields: Row, start: number, end: number | null): void => {
      const startMs = start * 1000 + Math.floor(random() * 1000);
      outages.push({ id: newId(), kind: 'camera', camera_id: id, first_fail_at: new Date(startMs).toISOString(), recovered_at: end === null ? null : iso(end), closed_at: end === null ? null : iso(end + 600), affected: 1, ...fields });
      exclusions.push({ kind: 'excused', from: start, to: end ?? Infinity, approvedAt: start });
    };
    let standing: Standing | undefined;
    let countsInWindows = true;
    let maintenance: { from: number; to: number } | undefined;
    let looked = true;
    switch (kind) {
      case 0: life.lifecycle = 'planned'; life.commissioned = null; standing = 'not-commissioned'; countsInWindows = false; break;
      case 1: life.lifecycle = 'installing'; standing = 'not-commissioned'; countsInWindows = false; break;
      case 2: life.commissioned = now + DAY; standing = 'not-commissioned'; break;
      case 3: life.commissioned = from + 12 * DAY + 12_345; break;
      case 4: life.lifecycle = 'retired'; life.decommissioned = from + 9 * DAY + 777; standing = 'disabled'; break;
      case 5: life.lifecycle = random() < 0.5 ? 'retired' : 'replaced'; standing = 'disabled'; countsInWindows = false; break;
      case 6: life.lifecycle = 'suspended'; life.suspended = [{ from: from + 15 * DAY + 99 }]; standing = 'disabled'; break;
      case 7: life.suspended = [{ from: from + 3 * DAY, to: from + 4 * DAY + 1 }, { from: from + 8 * DAY, to: from + 7 * DAY }, { from: from + 3 * DAY + HOUR, to: from + 5 * DAY }]; break;
      case 8: life.decommissioned = now + DAY; break;
      case 9: life.lifecycle = 'suspended'; standing = 'disabled'; countsInWindows = false; break;
      case 10: exclude({ state: 'planned' }, now - 40 * HOUR, null); maintenance = { from: now - 40 * HOUR, to: Infinity }; standing = 'maintenance'; break;
      case 11: exclude({ state: 'excused', reason: 'unreachable' }, from + 14 * DAY + 2 * HOUR, from + 16 * DAY + 5); break;
      case 12: exclude({ state: 'grouped', parent_id: plannedRoot }, from + 10 * DAY, from + 10 * DAY + 7 * HOUR); break;
      case 13: looked = false; standing = 'unknown'; break;
      case 14: life.commissioned = null; life.created = from + 6 * DAY + 4321; break;
      case 15: life.suspended = [{ from: now - 2 * DAY, to: now + DAY }]; standing = 'disabled'; break;
      case 16: life.commissioned = from + 20 * DAY; life.decommissioned = from + 18 * DAY; standing = 'disabled'; break;
      default: break;
    }
    const end: State | undefined = site === dark && kind > 16 ? 'offline' : undefined;
    const steps = looked ? timeline(from - DAY, now, random, end) : [];
    const last = steps.at(-1)?.state ?? 'unknown';
    if (standing === undefined) standing = last;
    if (standing === 'offline' && site !== dark) {
      singles += 1;
      outages.push({ id: newId(), kind: 'camera', camera_id: id, site_id: site.id, state: singles % 3 === 0 ? 'recovering' : 'open', reason: 'timeout', first_fail_at: iso(Math.floor(steps.at(-1)!.atMs / 1000)), affected: 1 });
    }
    if (standing === 'offline' && site === dark) outages.push({ id: newId(), kind: 'camera', camera_id: id, site_id: site.id, parent_id: darkOutage, state: 'grouped', first_fail_at: iso(Math.floor(steps.at(-1)!.atMs / 1000)), affected: 1 });
    const authAgeS = looked && random() < 0.7 ? Math.floor(random() * 1800) : null;
    const created = life.created ?? from - 950 * DAY;
    return {
      id, siteId: site.id, steps, countsInWindows, standing, authAgeS,
      row: {
        id, site_id: site.id, name: `摄像机 ${i}`, lifecycle: life.lifecycle, manufacturer: ['', 'Hikvision', 'Dahua', 'Uniview'][i % 4], onvif_port: i % 3 === 0 ? null : 80, rtsp_port: i % 5 === 0 ? null : 554,
        file: JSON.stringify(i % 7 === 0 ? { protocols: ['rtsp', 'onvif'] } : {}),
        commissioned_at: life.commissioned == null ? null : new Date(life.commissioned * 1000 + 250).toISOString(), created_at: iso(created), decommissioned_at: life.decommissioned === undefined ? null : iso(life.decommissioned),
        suspended: JSON.stringify((life.suspended ?? []).map((span) => ({ from: iso(span.from), ...(span.to === undefined ? {} : { to: iso(span.to) }), reason: '施工', approver: '010001' }))),
      },
      watched: {
        id,
        commissionedAt: life.commissioned ?? created,
        decommissionedAt: life.decommissioned,
        suspended: life.suspended,
        observations: steps.flatMap(({ atMs, state }, k) => state === 'unknown' ? [] : [{ from: Math.floor(atMs / 1000), to: k + 1 < steps.length ? Math.floor(steps[k + 1]!.atMs / 1000) : Infinity, state: state === 'offline' ? 'down' as const : 'up' as const }]),
        exclusions,
      },
      stateAt: (second) => steps.findLast(({ atMs }) => atMs <= second * 1000)?.state ?? 'unknown',
      maintenanceAt: (second) => maintenance !== undefined && maintenance.from <= second && second < maintenance.to,
    };
  });
  const affected = cameras.filter(({ siteId, standing }) => siteId === dark.id && standing === 'offline').length;
  outages.unshift({ id: darkOutage, kind: 'site', site_id: dark.id, state: 'open', reason: 'unreachable', first_fail_at: iso(now - 600), affected });
  return { from: from * 1000, sites, nodes, cameras, outages, darkSite: { siteId: dark.id, outageId: darkOutage, affected }, singles };
}

/** States that change every few hours, with milliseconds, as probers write them. */
function timeline(from: number, now: number, random: () => number, end: State | undefined): Step[] {
  const steps: Step[] = [];
  let state: State = 'unknown';
  for (let at = from + random() * 3 * DAY; at < now - 1200;) {
    const next: State[] = (['online', 'online', 'degraded', 'offline', 'unknown'] as const).filter((one) => one !== state);
    state = next[Math.floor(random() * next.length)]!;
    steps.push({ atMs: Math.floor(at * 1000), state });
    at += random() < 0.15 ? random() * 90 : (state === 'online' ? 30 : 5) * HOUR * random();
  }
  if (end !== undefined && state !== end) steps.push({ atMs: (now - 600) * 1000 + 123, state: end });
  return steps;
}

function organisation(): Pick<Month, 'nodes' | 'sites'> {
  const nodes: Month['nodes'][number][] = [];
  const add = (tree: string, parent: Month['nodes'][number] | null, kind: string, name: string): Month['nodes'][number] => {
    const id = newId();
    const one = { id, tree, parentId: parent?.id ?? null, kind, name, lineage: [...(parent?.lineage ?? []), id] };
    nodes.push(one);
    return one;
  };
  const district = add('police', null, 'command-centre', '指挥中心');
  const beats = ['东风路派出所', '西河派出所'].flatMap((name) => {
    const station = add('police', district, 'station', name);
    return [station, add('police', station, 'beat', `${name}一号责任区`)];
  });
  const centre = add('governance', null, 'district', '区综治中心');
  const grids = ['东风街道', '西河街道'].flatMap((name) => {
    const street = add('governance', centre, 'street', name);
    const community = add('governance', street, 'community', `${name}一社区`);
    return [community, add('governance', community, 'grid', '第一网格'), street];
  });
  const kind = add('site', null, 'kind', '老旧小区');
  const sites = Array.from({ length: 8 }, (_, i) => {
    const { id } = add('site', kind, 'site', `幸福里${i + 1}号院`);
    return { id, name: `幸福里${i + 1}号院`, police: beats[i % beats.length]!.id, governance: grids[i % grids.length]!.id };
  });
  return { nodes, sites };
}

/** Writes the month as the rooms would: ledger, transitions, states, whole hours rolled up, outages. */
export async function store(sql: Sql, month: Month, nowMs: number): Promise<void> {
  const insert = async (table: string, rows: readonly Row[]): Promise<void> => {
    for (let i = 0; i < rows.length; i += 5000) {
      const part = rows.slice(i, i + 5000);
      const columns = [...new Set(part.flatMap((row) => Object.keys(row)))];
      await sql.query(`insert into ${table} (${columns.join(', ')}) select ${columns.join(', ')} from jsonb_populate_recordset(null::${table}, $1)`, [JSON.stringify(part)]);
    }
  };
  await insert('node', month.nodes.map(({ id, tree, parentId, kind, name, lineage }) => ({ id, tree, parent_id: parentId, kind, name, code: id, lineage: `{${lineage.join()}}`, sort: 0 })));
  await insert('site', month.sites.map(({ id, name, police, governance }) => ({ id, name, pinyin: '', site_kind: 'old-estate', police_node: police, governance_node: governance, cidrs: '{}', ports: '{}', address: '', planned_cameras: 25 })));
  const device = newId();
  await insert('device', [{ id: device, kind: 'camera', site_id: month.sites[0]!.id, name: 'd', ip: '10.0.0.1', manufacturer: '', model: '', serial: '', mac: '', firmware: '', epr: '', created_at: iso(0), updated_at: iso(0) }]);
  await insert('camera', month.cameras.map(({ row }, i) => ({ device_id: device, channel: i + 1, ip: '10.0.0.1', pinyin: '', model: '', serial: '', mac: '', point_class: 3, key_area: false, archive_score: 0, version: 1, updated_at: row['created_at'], ...row, file: JSON.parse(row['file'] as string), suspended: JSON.parse(row['suspended'] as string) })));
  const transitions = month.cameras.flatMap(({ id, steps }) => steps.map(({ atMs, state }, i) => ({ camera_id: id, at: new Date(atMs).toISOString(), from_state: steps[i - 1]?.state ?? 'unknown', to_state: state, evidence: 'E1', shard: 0, epoch: 0 })));
  for (let i = 0; i < transitions.length; i += 5000) {
    await sql.query(`insert into transition (camera_id, at, from_state, to_state, evidence, shard, epoch)
      select camera_id, at, from_state, to_state, evidence, shard, epoch from jsonb_to_recordset($1) as t(camera_id uuid, at timestamptz, from_state text, to_state text, evidence text, shard int, epoch bigint)`, [JSON.stringify(transitions.slice(i, i + 5000))]);
  }
  await insert('camera_state', month.cameras.filter(({ steps }) => steps.length > 0).map(({ id, steps, authAgeS, siteId }) => ({
    camera_id: id, shard: 0, state: steps.at(-1)!.state, evidence: 'E1', since: new Date(steps.at(-1)!.atMs).toISOString(), last_check_at: new Date(nowMs - 20_000).toISOString(),
    auth_at: authAgeS === null ? null : new Date(nowMs - authAgeS * 1000).toISOString(), by_parent: siteId === month.darkSite.siteId && steps.at(-1)!.state === 'offline', flapping: false, epoch: 0,
  })));
  await insert('rollup_hour', month.cameras.flatMap((camera) => rolledHours(camera, month.from / 1000, Math.floor(nowMs / 1000 / HOUR) * HOUR)));
  await insert('outage', month.outages.filter(({ parent_id }) => !parent_id));
  await insert('outage', month.outages.filter(({ parent_id }) => parent_id));
}

function rolledHours({ id, steps }: MonthCamera, from: number, to: number): Row[] {
  const rows: Row[] = [];
  for (let hour = from; hour < to; hour += HOUR) {
    const seconds = { up: 0, down: 0 };
    for (const [i, { atMs, state }] of steps.entries()) {
      const begin = Math.max(hour, Math.floor(atMs / 1000));
      const end = Math.min(hour + HOUR, i + 1 < steps.length ? Math.floor(steps[i + 1]!.atMs / 1000) : Infinity);
      if (end > begin && state !== 'unknown') seconds[state === 'offline' ? 'down' : 'up'] += end - begin;
    }
    rows.push({ camera_id: id, hour: iso(hour), up_s: seconds.up, down_s: seconds.down, unknown_s: HOUR - seconds.up - seconds.down, checks: 60, fails: 0 });
  }
  return rows;
}

const iso = (second: number): string => new Date(second * 1000).toISOString();

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
