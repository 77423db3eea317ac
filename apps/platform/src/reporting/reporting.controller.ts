import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { writeTrail } from '#access';
import { trees } from '#inventory';
import { Fault, type Clock } from '#kernel';
import { cameraFile, groupings, healthStrip, ledgerPage, ledgerSorts, listOutages, readOutage, readTree, Reports, search, trendSpans } from '#reporting';
import { AsViewer, May, type Viewer } from '../http/access.js';
import { checked, page, uuid } from '../http/checked.js';
import { CLOCK, DATABASE } from '../tokens.js';

const text = z.string().max(200).optional();
const ledger = z.object({
  ...page, q: z.string().trim().max(100).optional(), node: z.uuid().optional(), state: text, vendor: text, pointClass: z.coerce.number().int().min(1).max(9).optional(), siteKind: text, network: text, missing: z.enum(['coordinates', 'gbCode', 'archive']).optional(),
  sort: z.enum(ledgerSorts as [string, ...string[]]).default('site'), dir: z.enum(['asc', 'desc']).default('asc'),
});
const outages = z.object({ ...page, state: z.enum(['open', 'closed', 'all']).default('open'), site: z.uuid().optional(), camera: z.uuid().optional(), kind: text });

/** Everything that is only read: overview, ledger, files, outages. Scope is applied before anything is counted. */
@Controller('api')
export class ReportingController {
  constructor(@Inject(DATABASE) private readonly database: DataSource, @Inject(CLOCK) private readonly clock: Clock, private readonly reports: Reports) {}

  @May('see-overview') @Get('overview') overview(@AsViewer() { scope }: Viewer) { return this.reports.overview(scope); }

  @May('see-overview') @Get('overview/trend')
  trend(@AsViewer() { scope }: Viewer, @Query(checked(z.object({ span: z.enum(trendSpans).default('30d') }))) query: { span: (typeof trendSpans)[number] }) { return this.reports.trend(scope, query.span); }

  @May('see-overview') @Get('overview/groups')
  groups(@AsViewer() { scope }: Viewer, @Query(checked(z.object({ by: z.enum(groupings).default('police') }))) query: { by: (typeof groupings)[number] }) { return this.reports.groups(scope, query.by); }

  @May('see-overview') @Get('overview/worst')
  worst(@AsViewer() { scope }: Viewer, @Query(checked(z.object({ limit: z.coerce.number().int().min(1).max(100).default(10) }))) query: { limit: number }) { return this.reports.worst(scope, query.limit); }

  @May('see-cameras') @Get('tree')
  tree(@AsViewer() { scope }: Viewer, @Query(checked(z.object({ tree: z.enum(trees).default('site') }))) query: { tree: string }) { return readTree(this.database, scope, query.tree); }

  @May('see-cameras') @Get('tree/:node/cameras')
  async below(@AsViewer() { scope }: Viewer, @Param('node', uuid) node: string) { return (await ledgerPage(this.database, scope, { node, sort: 'name', dir: 'asc', page: 1, size: 500 })).rows; }

  @May('see-cameras') @Get('cameras')
  cameras(@AsViewer() { scope }: Viewer, @Query(checked(ledger)) query: z.infer<typeof ledger>) { return ledgerPage(this.database, scope, query); }

  @May('see-cameras') @Get('search')
  search(@AsViewer() { scope }: Viewer, @Query(checked(z.object({ q: z.string().trim().min(1).max(100) }))) { q }: { q: string }) { return search(this.database, scope, q); }

  @May('see-cameras') @Get('cameras/:id')
  async camera(@AsViewer() viewer: Viewer, @Param('id', uuid) id: string) { return await this.find(viewer, id); }

  @May('see-cameras') @Get('cameras/:id/health')
  async health(@AsViewer() viewer: Viewer, @Param('id', uuid) id: string, @Query(checked(z.object({ days: z.coerce.number().int().min(1).max(366).default(90) }))) { days }: { days: number }) {
    await this.find(viewer, id);
    const { strip, latency } = await healthStrip(this.database, id, Math.max(90, days));
    const rate = (last: number) => {
      const cells = strip.slice(-last);
      const num = cells.reduce((sum, cell) => sum + cell.upS, 0);
      const den = num + cells.reduce((sum, cell) => sum + cell.downS, 0);
      return { num, den, pct2: den === 0 ? null : ((100 * num) / den).toFixed(2) };
    };
    const [repairs] = await this.database.query<{ n: number; mttr: number | null }[]>(`select count(*)::int as n, extract(epoch from avg(recovered_at - first_fail_at))::int as mttr from outage where camera_id = $1 and first_fail_at > now() - interval '90 days'`, [id]);
    const lastProbes = await this.database.query(`select last_check_at as at, 'L1' as kind, case when state = 'offline' then 'down' when state = 'unknown' then 'unknown' else 'up' end as verdict, latency_ms as "latencyMs", evidence, reason from camera_state where camera_id = $1 and last_check_at is not null`, [id]);
    return { strip: strip.slice(-days), latency, net30: rate(30), net90: rate(90), gross90: rate(90), outages: repairs?.n ?? 0, mttrS: repairs?.mttr ?? null, lastProbes };
  }

  @May('see-cameras') @Get('cameras/:id/outages')
  async cameraOutages(@AsViewer() viewer: Viewer, @Param('id', uuid) id: string) {
    await this.find(viewer, id);
    return (await listOutages(this.database, viewer.scope, { state: 'all', camera: id, page: 1, size: 100 })).singles;
  }

  @May('see-cameras') @Get('cameras/:id/changes')
  async changes(@AsViewer() viewer: Viewer, @Param('id', uuid) id: string) {
    await this.find(viewer, id);
    return await this.database.query('select id, at, person_number as "personNumber", field, old, new, why from camera_change where camera_id = $1 order by at desc, id desc limit 500', [id]);
  }

  @May('read-trail') @Get('cameras/:id/trail')
  cameraTrail(@Param('id', uuid) id: string) { return this.database.query(`select seq, at, person_number as "personNumber", unit, action, outcome, reason from trail where object_kind = 'camera' and object_id = $1 order by seq desc limit 200`, [id]); }

  @May('see-outages') @Get('outages')
  outages(@AsViewer() { scope }: Viewer, @Query(checked(outages)) query: z.infer<typeof outages>) { return listOutages(this.database, scope, query); }

  @May('see-outages') @Get('outages/:id')
  async outage(@AsViewer() { scope }: Viewer, @Param('id', uuid) id: string) {
    const found = await readOutage(this.database, scope, id);
    if (!found) throw new Fault('missing', { code: 'reporting.no-outage', message: 'there is no such outage in your area', zh: '您的辖区内没有这条故障' });
    return found;
  }

  /** A camera of somebody else's area: refused, on the trail, and nothing is learnt (C01). */
  private async find({ person, scope, client }: Viewer, id: string) {
    const found = await cameraFile(this.database, scope, id);
    if (found) return found;
    const [elsewhere] = await this.database.query<unknown[]>('select 1 from camera where id = $1', [id]);
    if (elsewhere) await this.database.transaction((tx) => writeTrail(tx, { personId: person.id, personNumber: person.number, unit: person.unit, action: 'see-camera', objectKind: 'camera', objectId: id, outcome: 'refused', client, reason: 'scope' }, this.clock.now()));
    throw new Fault('forbidden', { code: 'reporting.no-camera', message: 'this camera does not exist, or is not in your area', zh: '摄像机不存在，或不在您的辖区内' });
  }
}
