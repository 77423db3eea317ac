import { createParamDecorator, Inject, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { DataSource } from 'typeorm';
import { Gate, may, writeTrail, type Action, type Person } from '#access';
import { Fault, type Clock } from '#kernel';
import { siteScope, type SiteScope } from '#inventory';
import { CLOCK, DATABASE, GATE } from '../tokens.js';

/** Who asks, and which sites exist for him. Every reader filters by the scope before it counts. */
export interface Viewer { readonly person: Person; readonly scope: SiteScope; readonly client: string }

export interface ViewedRequest extends Request { viewer?: Viewer; sessionToken?: string }

const ACTION = 'fengsui:action';
/** What a person must be allowed to do. A route without `May` or `Public` answers nobody. */
export const May = (action: Action | 'log-in') => SetMetadata(ACTION, action);
/** Answers anybody: log-in, set-up, health. */
export const Public = () => SetMetadata(ACTION, 'public');
export const AsViewer = createParamDecorator((_: unknown, context: ExecutionContext): Viewer => {
  const { viewer } = context.switchToHttp().getRequest<ViewedRequest>();
  if (!viewer) throw new Fault('bug', { code: 'platform.no-viewer', message: 'a public route asked for its viewer' });
  return viewer;
});

export const sessionCookie = 'fengsui_session';

export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}

/** The address of the person's machine; behind a listed proxy (platform.proxies) the one it forwards. */
export const clientOf = (request: Request): string => request.ip ?? request.socket.remoteAddress ?? '';

/** Deny by default; refused attempts are on the trail and learn nothing (C01). */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(GATE) private readonly gate: Gate,
    @Inject(DATABASE) private readonly database: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const action = this.reflector.getAllAndOverride<Action | 'log-in' | 'public' | undefined>(ACTION, [context.getHandler(), context.getClass()]);
    const request = context.switchToHttp().getRequest<ViewedRequest>();
    // A page of another site can send forms, but not this header without our leave.
    if (!['GET', 'HEAD'].includes(request.method) && request.headers['x-requested-with'] !== 'fengsui') {
      throw new Fault('forbidden', { code: 'platform.foreign-page', message: 'calls that change something need the header X-Requested-With: fengsui', zh: '缺少来源校验头，已拒绝' });
    }
    if (action === 'public') return true;
    const token = cookieOf(request.headers.cookie, sessionCookie);
    const person = token ? await this.gate.personOf(token) : undefined;
    if (!token || !person) throw new Fault('forbidden', { code: 'platform.log-in-first', message: 'log in first: the session is missing, ended or was idle for too long', zh: '请先登录：会话不存在、已结束或闲置超时' });
    if (action === undefined || (action !== 'log-in' && !may(person, action))) {
      await writeTrail(this.database.manager, { personId: person.id, personNumber: person.number, unit: person.unit, action: action ?? 'unknown', objectKind: 'route', objectId: request.path, outcome: 'refused', client: clientOf(request), reason: 'role' }, this.clock.now());
      throw new Fault('forbidden', { code: 'platform.not-yours', message: 'your role may not do this; the attempt is on the trail', zh: '您的角色无此权限，本次尝试已记录' });
    }
    request.sessionToken = token;
    request.viewer = { person, scope: await siteScope(this.database, person.scopeNode), client: clientOf(request) };
    return true;
  }
}
