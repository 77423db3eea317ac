import { emit, newId, type Sql } from '#kernel';
import { outageChanged, outageOpened } from './events.js';
import type { Reason } from './prober.js';

export interface Loss { readonly cameraId: string; readonly siteId: string; readonly firstFailAt: Date; readonly reason: Reason | null; readonly detail: string }
export interface SiteLoss { readonly siteId: string; readonly losses: readonly Loss[]; /** Cameras of the site that were watched and had been online. */ readonly members: number; readonly prober: string }

const relapseMin = 30;
/** A site is one outage when at least this share of its cameras, and at least three, are lost together. */
export const siteShare = 0.8;
export const siteLeast = 3;

export const isSiteLoss = (lost: number, members: number): boolean => lost >= siteLeast && lost >= siteShare * members;

/** Opens one outage per cause. A camera that fails again within 30 minutes of its recovery reopens the same one. */
export async function openOutages(tx: Sql, loss: SiteLoss): Promise<void> {
  const fresh: Loss[] = [];
  for (const each of loss.losses) {
    const [rows] = await tx.query<[{ id: string }[], number]>(`update outage set state = case when parent_id is null then 'open' else 'grouped' end, recovered_at = null, closed_at = null where kind = 'camera' and camera_id = $1
      and (closed_at is null or recovered_at > $2::timestamptz - $3 * interval '1 minute') and id = (select id from outage where kind = 'camera' and camera_id = $1 order by first_fail_at desc limit 1) returning id`, [each.cameraId, each.firstFailAt, relapseMin]);
    if (rows[0]) await emit(tx, outageChanged, { outageId: rows[0].id, state: 'open' });
    else fresh.push(each);
  }
  const [root] = await tx.query<{ id: string; first_fail_at: Date }[]>("select id, first_fail_at from outage where kind = 'site' and site_id = $1 and closed_at is null and state = 'open'", [loss.siteId]);
  // Members that go down within ten minutes of the root belong to it.
  const parent = root && fresh.every((each) => each.firstFailAt.getTime() - root.first_fail_at.getTime() < 600_000) ? root.id : isSiteLoss(loss.losses.length, loss.members) ? await openSite(tx, loss) : null;
  for (const each of fresh) {
    const id = newId();
    await tx.query(`insert into outage (id, kind, camera_id, site_id, parent_id, state, first_fail_at, confirmed_at, reason, evidence) values ($1,'camera',$2,$3,$4,$5,$6,now(),$7,$8) on conflict do nothing`,
      [id, each.cameraId, each.siteId, parent, parent ? 'grouped' : 'open', each.firstFailAt, each.reason, JSON.stringify({ detail: each.detail, prober: loss.prober })]);
    if (!parent) await emit(tx, outageOpened, { outageId: id, kind: 'camera', siteId: each.siteId });
  }
  if (parent) {
    await tx.query('update outage set parent_id = $1, state = case when recovered_at is null then \'grouped\' else state end where kind = \'camera\' and camera_id = any($2) and closed_at is null and parent_id is null', [parent, loss.losses.map((each) => each.cameraId)]);
    await tx.query('update camera_state set by_parent = true where camera_id = any($1)', [loss.losses.map((each) => each.cameraId)]);
    // Who joins late may have been unknown when the members were counted: never "6 of 5".
    await tx.query(`update outage r set affected = n.lost, evidence = r.evidence || jsonb_build_object('members', greatest((r.evidence->>'members')::int, $2::int, n.lost))
      from (select count(*)::int as lost from outage c where c.parent_id = $1) n where r.id = $1`, [parent, loss.members]);
    await emit(tx, outageChanged, { outageId: parent, state: 'open' });
  }
}

async function openSite(tx: Sql, { siteId, losses, members, prober }: SiteLoss): Promise<string> {
  const id = newId();
  const firstFailAt = new Date(Math.min(...losses.map((each) => each.firstFailAt.getTime())));
  const span = (Math.max(...losses.map((each) => each.firstFailAt.getTime())) - firstFailAt.getTime()) / 1000;
  await tx.query(`insert into outage (id, kind, site_id, state, first_fail_at, confirmed_at, reason, affected, evidence) values ($1,'site',$2,'open',$3,now(),$4,$5,$6)`,
    [id, siteId, firstFailAt, losses[0]?.reason ?? null, losses.length, JSON.stringify({ members, lost: losses.length, spanS: Math.round(span * 10) / 10, rule: `${siteShare * 100} % of a site within one sweep`, prober })]);
  await emit(tx, outageOpened, { outageId: id, kind: 'site', siteId });
  return id;
}

/** A camera answers again, dated back to its first good answer. The outage stays recovering until it was steady. */
export async function recover(tx: Sql, cameraId: string, at: Date): Promise<void> {
  const [rows] = await tx.query<[{ id: string; parent_id: string | null }[], number]>("update outage set state = 'recovering', recovered_at = $2 where kind = 'camera' and camera_id = $1 and closed_at is null and recovered_at is null returning id, parent_id", [cameraId, at]);
  const outage = rows[0];
  if (!outage) return;
  await tx.query('update camera_state set by_parent = false where camera_id = $1', [cameraId]);
  if (!outage.parent_id) return await emit(tx, outageChanged, { outageId: outage.id, state: 'recovering' });
  // The root is over when four in five of its cameras are back.
  const [root] = await tx.query<[{ id: string }[], number]>(`update outage r set state = 'recovering', recovered_at = $2 where r.id = $1 and r.recovered_at is null
    and (select count(*) filter (where c.recovered_at is not null) >= 0.8 * count(*) from outage c where c.parent_id = r.id) returning r.id`, [outage.parent_id, at]);
  if (root[0]) await emit(tx, outageChanged, { outageId: root[0].id, state: 'recovering' });
}

/** Once a minute: outages that stayed recovered for ten minutes are closed; children that stayed dark five minutes after their root become outages of their own. */
export async function closeSteady(tx: Sql): Promise<void> {
  const [closed] = await tx.query<[{ id: string }[], number]>("update outage set state = 'closed', closed_at = now() where closed_at is null and recovered_at < now() - interval '10 minutes' returning id");
  const [stragglers] = await tx.query<[{ id: string; site_id: string }[], number]>(`update outage c set parent_id = null, state = 'open' from outage r where c.parent_id = r.id and r.recovered_at < now() - interval '5 minutes' and c.recovered_at is null and c.closed_at is null returning c.id, c.site_id`);
  for (const { id } of closed) await emit(tx, outageChanged, { outageId: id, state: 'closed' });
  for (const { id, site_id } of stragglers) await emit(tx, outageOpened, { outageId: id, kind: 'camera', siteId: site_id });
}
