import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Put, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { Gate, may, useSetupToken } from '#access';
import type { Clock } from '#kernel';
import { AsViewer, clientOf, May, Public, sessionCookie, type ViewedRequest, type Viewer } from '../http/access.js';
import { checked } from '../http/checked.js';
import { modeOf, type PlatformSettings } from '../platform-settings.js';
import { CLOCK, DATABASE, GATE, SETTINGS } from '../tokens.js';
import { nodeName } from '#inventory';
import { version } from '../version.js';

const logIn = z.object({ number: z.string().trim().min(1).max(64), password: z.string().min(1).max(256) });
const setUp = z.object({ token: z.string().min(10).max(200), number: z.string().trim().regex(/^[\w-]{2,32}$/), name: z.string().trim().min(1).max(64), password: z.string().min(1).max(256) });
const preferences = z.object({ language: z.enum(['zh-CN', 'en-US']).optional(), theme: z.enum(['dark', 'light', 'system']).optional(), density: z.enum(['compact', 'comfortable']).optional() }).catchall(z.json());

@Controller('api')
export class SessionController {
  constructor(
    @Inject(GATE) private readonly gate: Gate, @Inject(DATABASE) private readonly database: DataSource,
    @Inject(CLOCK) private readonly clock: Clock, @Inject(SETTINGS) private readonly settings: PlatformSettings,
  ) {}

  @Public() @Post('session') @HttpCode(200)
  async logIn(@Body(checked(logIn)) { number, password }: z.infer<typeof logIn>, @Req() request: ViewedRequest, @Res({ passthrough: true }) response: Response) {
    const { token, person, expiresAt } = await this.gate.logIn(number, password, clientOf(request));
    response.cookie(sessionCookie, token, { httpOnly: true, sameSite: 'strict', secure: request.secure, path: '/', expires: expiresAt });
    return { person };
  }

  @May('log-in') @Delete('session') @HttpCode(204)
  async logOut(@AsViewer() { person, client }: Viewer, @Req() request: ViewedRequest, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.gate.logOut(request.sessionToken ?? '', person, client);
    response.clearCookie(sessionCookie, { path: '/' });
  }

  @May('log-in') @Get('session')
  async whoAmI(@AsViewer() { person }: Viewer) {
    const { scopeNode, ...shown } = person;
    return {
      person: { ...shown, scope: scopeNode ? { id: scopeNode, name: await nodeName(this.database, scopeNode) } : null },
      may: {
        ledgerEdit: may(person, 'edit-ledger'), discover: may(person, 'discover'), import: may(person, 'import'),
        settings: may(person, 'manage-sites') || may(person, 'manage-people'), sites: may(person, 'manage-sites'), users: may(person, 'manage-people') || may(person, 'see-people'),
        audit: may(person, 'read-trail'), sim: this.settings.demo && may(person, 'steer-simulator'), overview: may(person, 'see-overview'), cameras: may(person, 'see-cameras'), outages: may(person, 'see-outages'), check: may(person, 'check-camera'),
      },
      mode: modeOf(this.settings), demo: this.settings.demo, version, serverTime: new Date(this.clock.now()).toISOString(),
    };
  }

  @Public() @Post('setup') @HttpCode(200)
  async setUp(@Body(checked(setUp)) body: z.infer<typeof setUp>, @Req() request: ViewedRequest) {
    return await useSetupToken(this.database, this.clock, { ...body, client: clientOf(request) });
  }

  @May('log-in') @Get('preferences')
  async preferences(@AsViewer() { person }: Viewer) {
    const [row] = await this.database.query<{ preferences: object }[]>('select preferences from person where id = $1', [person.id]);
    return { language: person.language, ...row?.preferences };
  }

  @May('log-in') @Put('preferences')
  async savePreferences(@AsViewer() { person }: Viewer, @Body(checked(preferences)) body: z.infer<typeof preferences>) {
    await this.database.query('update person set preferences = preferences || $2::jsonb, language = coalesce($3, language) where id = $1', [person.id, JSON.stringify(body), body.language ?? null]);
    return body;
  }
}
