import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Put, Query } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { demoStation, scopeDemoStation, writeTrail } from '#access';
import { changeSite, createCredentialSet, enterNode, enterSite, importOrganisation, inScope, listCredentialSets, listNodes, newCredentialSet, nodeForm, organisationSchema, renameNode, replacePassword, retireCredentialSet, scopeIds, siteForm, trees, type NodeForm, type Organisation, type SiteForm } from '#inventory';
import { Fault, type Clock } from '#kernel';
import { AsViewer, May, type Viewer } from '../http/access.js';
import { checked, uuid } from '../http/checked.js';
import type { PlatformSettings } from '../platform-settings.js';
import { CLOCK, DATABASE, SETTINGS, VAULT_KEY } from '../tokens.js';

const ofTree = z.object({ tree: z.enum(trees) });
const renamed = z.object({ name: z.string().trim().min(1).max(64) });
const password = z.object({ password: z.string().min(1).max(128) });

/** The organisation, its sites, and the passwords of their devices. */
@Controller('api')
export class SitesController {
  constructor(@Inject(DATABASE) private readonly database: DataSource, @Inject(CLOCK) private readonly clock: Clock, @Inject(VAULT_KEY) private readonly vaultKey: Buffer, @Inject(SETTINGS) private readonly settings: PlatformSettings) {}

  @May('see-cameras') @Get('sites')
  sites(@AsViewer() { scope }: Viewer) {
    return this.database.query(`select s.id, s.name, s.pinyin, s.site_kind as "siteKind", s.address, s.lng, s.lat, s.cidrs, host(s.gateway) as gateway, s.ports, s.planned_cameras as "plannedCameras",
      s.police_node as "policeNode", s.governance_node as "governanceNode", s.maintenance_node as "maintenanceNode", s.network_node as "networkNode", p.name as "policeName", g.name as "governanceName", m.name as "maintenanceName",
      (select count(*)::int from camera c where c.site_id = s.id and c.decommissioned_at is null) as cameras
      from site s left join node p on p.id = s.police_node left join node g on g.id = s.governance_node left join node m on m.id = s.maintenance_node where ($1::uuid[] is null or s.id = any($1)) order by s.name`, [scopeIds(scope)]);
  }

  @May('manage-sites') @Post('sites')
  async enter(@AsViewer() viewer: Viewer, @Body(checked(siteForm)) body: SiteForm) {
    const id = await this.database.transaction((tx) => enterSite(tx, body));
    await this.trail(viewer, 'site-enter', 'site', id, { name: body.name, cidrs: body.cidrs });
    return { id };
  }

  @May('manage-sites') @Patch('sites/:id') @HttpCode(204)
  async change(@AsViewer() viewer: Viewer, @Param('id', uuid) id: string, @Body(checked(siteForm)) body: SiteForm): Promise<void> {
    if (!inScope(viewer.scope, id)) throw new Fault('forbidden', { code: 'platform.not-yours', message: 'the site does not exist, or is not in your area', zh: '场所不存在，或不在您的辖区内' });
    await this.database.transaction((tx) => changeSite(tx, id, body));
    await this.trail(viewer, 'site-change', 'site', id, { name: body.name, cidrs: body.cidrs });
  }

  /** Every node of one tree, those without cameras too: what an administrator may hang things on. */
  @May('see-people') @Get('nodes')
  nodes(@Query(checked(ofTree)) { tree }: z.infer<typeof ofTree>) { return listNodes(this.database, tree); }

  @May('manage-sites') @Post('nodes')
  async enterNode(@AsViewer() viewer: Viewer, @Body(checked(nodeForm)) body: NodeForm) {
    const id = await this.database.transaction((tx) => enterNode(tx, body));
    await this.trail(viewer, 'node-enter', 'node', id, { tree: body.tree, name: body.name });
    return { id };
  }

  @May('manage-sites') @Patch('nodes/:id') @HttpCode(204)
  async renameNode(@AsViewer() viewer: Viewer, @Param('id', uuid) id: string, @Body(checked(renamed)) body: z.infer<typeof renamed>): Promise<void> {
    await this.database.transaction((tx) => renameNode(tx, id, body.name));
    await this.trail(viewer, 'node-rename', 'node', id, { name: body.name });
  }

  @May('manage-sites') @Post('organisation') @HttpCode(200)
  async organisation(@AsViewer() viewer: Viewer, @Body(checked(organisationSchema)) body: Organisation) {
    const made = await importOrganisation(this.database, body);
    if (this.settings.demo) {
      const stations = body.nodes.filter((node) => node.tree === 'police' && node.kind === 'station');
      const station = stations.find((node) => node.name === demoStation) ?? stations[0];
      if (station && made.nodes[station.code]) await scopeDemoStation(this.database, made.nodes[station.code] ?? '');
    }
    await this.trail(viewer, 'organisation-import', 'organisation', '', { nodes: body.nodes.length, sites: body.sites.length });
    return made;
  }

  @May('manage-credentials') @Get('credential-sets')
  sets() { return listCredentialSets(this.database); }

  @May('manage-credentials') @Post('credential-sets')
  async create(@AsViewer() viewer: Viewer, @Body(checked(newCredentialSet)) body: z.infer<typeof newCredentialSet>) {
    const id = await createCredentialSet(this.database, this.vaultKey, body);
    await this.trail(viewer, 'credential-create', 'credential-set', id, { name: body.name, cidrs: body.cidrs });
    return { id };
  }

  @May('manage-credentials') @Put('credential-sets/:id/password')
  async replace(@AsViewer() viewer: Viewer, @Param('id', uuid) id: string, @Body(checked(password)) body: z.infer<typeof password>) {
    const version = await this.database.transaction((tx) => replacePassword(tx, this.vaultKey, id, body.password));
    await this.trail(viewer, 'credential-replace', 'credential-set', id, { version });
    return { version };
  }

  @May('manage-credentials') @Delete('credential-sets/:id') @HttpCode(204)
  async retire(@AsViewer() viewer: Viewer, @Param('id', uuid) id: string): Promise<void> {
    await this.database.transaction((tx) => retireCredentialSet(tx, id));
    await this.trail(viewer, 'credential-retire', 'credential-set', id, {});
  }

  private trail({ person, client }: Viewer, action: string, objectKind: string, objectId: string, detail: Record<string, unknown>): Promise<number> {
    return this.database.transaction((tx) => writeTrail(tx, { personId: person.id, personNumber: person.number, unit: person.unit, action, objectKind, objectId, outcome: 'done', client, detail }, this.clock.now()));
  }
}
