import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { writeTrail } from '#access';
import { acceptCandidates, DiscoveryRuns, findRun, ignoreCandidates, listCandidates, listRuns, resolveCandidate, restoreCandidates } from '#inventory';
import { Fault, type Clock } from '#kernel';
import { AsViewer, May, type Viewer } from '../http/access.js';
import { checked, page, uuid } from '../http/checked.js';
import { CLOCK, DATABASE, VAULT_KEY } from '../tokens.js';

const ports = z.array(z.number().int().min(1).max(65535)).max(32);
const cidrs = z.array(z.string().min(3).max(64)).min(1).max(256);
const newRun = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('multicast') }),
  z.object({ kind: z.enum(['unicast', 'sweep']), cidrs, ports: ports.optional(), ratePerS: z.number().int().min(1).max(5000).optional() }),
]);
const ids = z.array(z.uuid()).min(1).max(1000);
const accept = z.object({ ids, siteId: z.uuid() });
const ignore = z.object({ ids, why: z.string().trim().min(1).max(200) });
const candidates = z.object({ ...page, state: z.enum(['new', 'accepted', 'ignored', 'conflict']).optional(), q: z.string().max(100).optional(), siteId: z.uuid().optional() });

/** Finding devices and taking them into the ledger. */
@Controller('api')
export class DiscoveryController {
  constructor(@Inject(DATABASE) private readonly database: DataSource, @Inject(CLOCK) private readonly clock: Clock, @Inject(VAULT_KEY) private readonly vaultKey: Buffer, private readonly runs: DiscoveryRuns) {}

  @May('discover') @Post('discovery/runs')
  async start(@AsViewer() viewer: Viewer, @Body(checked(newRun)) body: z.infer<typeof newRun>) {
    await this.trail(viewer, 'discovery-start', 'discovery', '', { ...body });
    const request = body.kind === 'multicast' ? body : { kind: body.kind, cidrs: body.cidrs, ...(body.ports ? { ports: body.ports } : {}), ...(body.ratePerS ? { ratePerS: body.ratePerS } : {}) };
    return { id: await this.runs.start(request, viewer.person.id) };
  }

  @May('discover') @Get('discovery/runs')
  list() { return listRuns(this.database); }

  @May('discover') @Get('discovery/runs/:id')
  async one(@Param('id', uuid) id: string) {
    const run = await findRun(this.database, id);
    if (!run) throw new Fault('missing', { code: 'inventory.no-run', message: 'there is no such discovery run', zh: '没有这次发现任务' });
    return run;
  }

  @May('discover') @Delete('discovery/runs/:id') @HttpCode(204)
  async cancel(@AsViewer() viewer: Viewer, @Param('id', uuid) id: string): Promise<void> {
    this.runs.cancel(id);
    await this.trail(viewer, 'discovery-cancel', 'discovery', id, {});
  }

  @May('discover') @Get('candidates')
  candidates(@Query(checked(candidates)) query: z.infer<typeof candidates>) { return listCandidates(this.database, query); }

  @May('discover') @Post('candidates/accept') @HttpCode(200)
  async accept(@AsViewer() viewer: Viewer, @Body(checked(accept)) body: z.infer<typeof accept>) {
    const done = await acceptCandidates(this.database, this.vaultKey, { ...body, personId: viewer.person.id, personNumber: viewer.person.number });
    await this.trail(viewer, 'candidates-accept', 'site', body.siteId, { ...done });
    return done;
  }

  @May('discover') @Post('candidates/ignore') @HttpCode(200)
  async ignore(@AsViewer() viewer: Viewer, @Body(checked(ignore)) body: z.infer<typeof ignore>) {
    await this.trail(viewer, 'candidates-ignore', 'candidate', body.ids[0] ?? '', { count: body.ids.length, why: body.why });
    return { ignored: await ignoreCandidates(this.database, body.ids, body.why, viewer.person.id) };
  }

  @May('discover') @Post('candidates/restore') @HttpCode(200)
  async restore(@AsViewer() viewer: Viewer, @Body(checked(z.object({ ids }))) body: { ids: string[] }) {
    await this.trail(viewer, 'candidates-restore', 'candidate', body.ids[0] ?? '', { count: body.ids.length });
    return { restored: await restoreCandidates(this.database, body.ids) };
  }

  @May('discover') @Post('candidates/:id/resolve') @HttpCode(204)
  async resolve(@AsViewer() viewer: Viewer, @Param('id', uuid) id: string, @Body(checked(z.object({ as: z.enum(['same', 'different', 'replaced']), deviceId: z.uuid().optional() }))) body: { as: 'same' | 'different' | 'replaced' }): Promise<void> {
    await resolveCandidate(this.database, id, body.as);
    await this.trail(viewer, 'candidate-resolve', 'candidate', id, { as: body.as });
  }

  private trail({ person, client }: Viewer, action: string, objectKind: string, objectId: string, detail: Record<string, unknown>): Promise<number> {
    return this.database.transaction((tx) => writeTrail(tx, { personId: person.id, personNumber: person.number, unit: person.unit, action, objectKind, objectId, outcome: 'done', client, detail }, this.clock.now()));
  }
}
