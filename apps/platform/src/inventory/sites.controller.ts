import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { scopeDemoStation, writeTrail } from '#access';
import { createCredentialSet, importOrganisation, listCredentialSets, newCredentialSet, organisationSchema, replacePassword, retireCredentialSet, scopeIds, type Organisation } from '#inventory';
import type { Clock } from '#kernel';
import { AsViewer, May, type Viewer } from '../http/access.js';
import { checked, uuid } from '../http/checked.js';
import type { PlatformSettings } from '../platform-settings.js';
import { CLOCK, DATABASE, SETTINGS, VAULT_KEY } from '../tokens.js';

const password = z.object({ password: z.string().min(1).max(128) });

/** The organisation, its sites, and the passwords of their devices. */
@Controller('api')
export class SitesController {
  constructor(@Inject(DATABASE) private readonly database: DataSource, @Inject(CLOCK) private readonly clock: Clock, @Inject(VAULT_KEY) private readonly vaultKey: Buffer, @Inject(SETTINGS) private readonly settings: PlatformSettings) {}

  @May('see-cameras') @Get('sites')
  sites(@AsViewer() { scope }: Viewer) {
    return this.database.query(`select s.id, s.name, s.pinyin, s.site_kind as "siteKind", s.address, s.lng, s.lat, s.cidrs, host(s.gateway) as gateway, s.planned_cameras as "plannedCameras", p.name as police, g.name as governance, m.name as maintenance,
      (select count(*)::int from camera c where c.site_id = s.id and c.decommissioned_at is null) as cameras
      from site s left join node p on p.id = s.police_node left join node g on g.id = s.governance_node left join node m on m.id = s.maintenance_node where ($1::uuid[] is null or s.id = any($1)) order by s.name`, [scopeIds(scope)]);
  }

  @May('manage-sites') @Post('organisation') @HttpCode(200)
  async organisation(@AsViewer() viewer: Viewer, @Body(checked(organisationSchema)) body: Organisation) {
    const made = await importOrganisation(this.database, body);
    if (this.settings.demo) {
      const station = body.nodes.find((node) => node.tree === 'police' && node.kind === 'station');
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
