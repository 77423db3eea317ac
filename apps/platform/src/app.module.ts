import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, Reflector } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import type { Gate } from '#access';
import { DiscoveryRuns } from '#inventory';
import type { Clock, EventBus, Jobs, Log } from '#kernel';
import { Reports } from '#reporting';
import { CheckController } from './health/check.controller.js';
import { SimController } from './health/sim.controller.js';
import { AccessGuard } from './http/access.js';
import { SystemController } from './http/system.controller.js';
import { DiscoveryController } from './inventory/discovery.controller.js';
import { LedgerController } from './inventory/ledger.controller.js';
import { SitesController } from './inventory/sites.controller.js';
import { PeopleController } from './people/people.controller.js';
import type { PlatformSettings } from './platform-settings.js';
import { ReportingController } from './reporting/reporting.controller.js';
import { SessionController } from './session/session.controller.js';
import { CLOCK, DATABASE, EVENTS, GATE, JOBS, LOG, SETTINGS, VAULT_KEY } from './tokens.js';

/** What the factory built, handed to the controllers. Nest is for wiring only. */
export interface Parts {
  readonly database: DataSource; readonly gate: Gate; readonly clock: Clock; readonly log: Log; readonly events: EventBus; readonly jobs: Jobs; readonly settings: PlatformSettings; readonly vaultKey: Buffer; readonly runs: DiscoveryRuns; readonly reports: Reports;
}

export const controllers = [SystemController, SessionController, SitesController, DiscoveryController, LedgerController, ReportingController, CheckController, PeopleController, SimController];

@Module({})
export class AppModule {
  static of(parts: Parts): DynamicModule {
    return {
      module: AppModule,
      controllers,
      providers: [
        { provide: DATABASE, useValue: parts.database }, { provide: GATE, useValue: parts.gate }, { provide: CLOCK, useValue: parts.clock }, { provide: LOG, useValue: parts.log }, { provide: EVENTS, useValue: parts.events },
        { provide: JOBS, useValue: parts.jobs }, { provide: SETTINGS, useValue: parts.settings }, { provide: VAULT_KEY, useValue: parts.vaultKey }, { provide: DiscoveryRuns, useValue: parts.runs }, { provide: Reports, useValue: parts.reports },
        Reflector, { provide: APP_GUARD, useClass: AccessGuard },
      ],
    };
  }
}
