import { Controller, Get, Header, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import type { DataSource } from 'typeorm';
import { databaseFault, Fault, openMetrics, type Clock } from '#kernel';
import { modeOf, type PlatformSettings } from '../platform-settings.js';
import { CLOCK, DATABASE, SETTINGS } from '../tokens.js';
import { version } from '../version.js';
import { Public } from './access.js';

/** For load balancers, supervisors and Prometheus. Nothing here tells of a camera or a person. */
@Controller()
export class SystemController {
  private readonly startedAt: number;
  constructor(@Inject(DATABASE) private readonly database: DataSource, @Inject(SETTINGS) private readonly settings: PlatformSettings, @Inject(CLOCK) private readonly clock: Clock) {
    this.startedAt = clock.monotonicMs();
  }

  @Public() @Get('healthz')
  health() {
    return { ok: true, version, mode: modeOf(this.settings), upS: Math.round((this.clock.monotonicMs() - this.startedAt) / 1000) };
  }

  @Public() @Get('readyz')
  async ready() {
    try {
      await this.database.query('select 1');
    } catch (cause) {
      throw databaseFault(cause) ?? new Fault('busy', { code: 'platform.not-ready', message: 'the database does not answer; it is tried again with every call', zh: '数据库暂不可用', cause });
    }
    return { ready: true };
  }

  @Public() @Get('metrics') @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async metrics(@Req() request: Request): Promise<string> {
    const from = request.socket.remoteAddress ?? '';
    if (!this.settings.metricsOpen && !/^(::ffff:)?127\.|^::1$/.test(from)) throw new Fault('forbidden', { code: 'platform.metrics-closed', message: '/metrics answers only to this machine; set platform.metricsOpen to change that' });
    return await openMetrics().metrics();
  }
}
