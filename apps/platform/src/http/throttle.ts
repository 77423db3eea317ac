import type { NextFunction, Request, Response } from 'express';
import ipaddr from 'ipaddr.js';
import { counter, Fault, type Clock } from '#kernel';

/** What is left of a client's allowance, and when that was. Times are monotonic milliseconds. */
export interface Bucket { readonly left: number; readonly at: number }

/** One call out of an allowance of `perMin` a minute, a minute's worth at once at most. `waitMs` is 0 when it may go on. */
export function take(bucket: Bucket | undefined, now: number, perMin: number): { bucket: Bucket; waitMs: number } {
  const left = bucket ? Math.min(perMin, bucket.left + ((now - bucket.at) * perMin) / 60_000) : perMin;
  if (left >= 1) return { bucket: { left: left - 1, at: now }, waitMs: 0 };
  return { bucket: { left, at: now }, waitMs: Math.ceil(((1 - left) * 60_000) / perMin) };
}

/** Allowances by client; the one that was silent longest is forgotten first, so that a flood of addresses takes no memory. */
export class Throttle {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly clock: Clock, private readonly perMin: number, private readonly most = 20_000) {}

  get size(): number { return this.buckets.size; }

  /** Milliseconds to wait; 0: go on. */
  ask(client: string): number {
    const { bucket, waitMs } = take(this.buckets.get(client), this.clock.monotonicMs(), this.perMin);
    this.buckets.delete(client);
    this.buckets.set(client, bucket);
    if (this.buckets.size > this.most) for (const oldest of this.buckets.keys()) { this.buckets.delete(oldest); break; }
    return waitMs;
  }
}

/** Whose allowance an address takes from. One person's IPv6 network is a /64: counted by single addresses he would have 2^64 allowances. */
export function clientKey(address: string): string {
  if (!ipaddr.isValid(address)) return address.slice(0, 64);
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? `${parsed.parts.slice(0, 4).map((part) => part.toString(16)).join(':')}::/64` : parsed.toString();
}

/** As the router compares paths: neither case nor a slash at the end makes another route, so neither may lead past the throttle. */
const routeOf = (path: string): string => path.toLowerCase().replace(/\/+$/, '');
const entrances = new Set(['/api/session', '/api/setup']);

export interface ThrottleSettings { readonly throttle: 'on' | 'off-in-lab'; readonly profile: 'site' | 'lab'; readonly callsPerMin: number; readonly logInsPerMin: number }

const throttled = counter('fengsui_platform_throttled_total', 'Calls refused because one client made too many, by what was called', ['door']);
for (const door of ['api', 'log-in', 'live']) throttled.inc({ door }, 0);

/**
 * In front of every call of the API; log-in and set-up have an allowance of their own. Answers 429 with Retry-After.
 * Throws Fault `platform.lab-only` when it shall be off and this is no lab.
 */
export function throttle({ throttle: wanted, profile, callsPerMin, logInsPerMin }: ThrottleSettings, clock: Clock): (request: Request, response: Response, next: NextFunction) => void {
  if (wanted === 'off-in-lab') {
    if (profile !== 'lab') throw new Fault('invalid', { code: 'platform.lab-only', message: 'platform.throttle may be off-in-lab only with platform.profile: lab (FENGSUI_PROFILE=lab); a site keeps its limits', zh: '仅实验环境（platform.profile: lab）可关闭限流；正式场所不得关闭' });
    return (_request, _response, next) => next();
  }
  const calls = new Throttle(clock, callsPerMin);
  const logIns = new Throttle(clock, logInsPerMin);
  return (request, response, next) => {
    const route = routeOf(request.path);
    if (!route.startsWith('/api/')) return next();
    const client = clientKey(request.ip ?? '');
    const entering = request.method === 'POST' && entrances.has(route);
    const waitMs = Math.max(calls.ask(client), entering ? logIns.ask(client) : 0);
    if (waitMs === 0) return next();
    throttled.inc({ door: entering ? 'log-in' : 'api' });
    const retryAfterS = Math.max(1, Math.ceil(waitMs / 1000));
    response.setHeader('Retry-After', String(retryAfterS));
    next(new Fault('busy', { code: 'platform.too-many-calls', message: `too many calls from this address: wait ${retryAfterS} s`, zh: `此地址请求过于频繁，请 ${retryAfterS} 秒后再试`, facts: { retryAfterS } }));
  };
}

/**
 * Whether an address may open the status channel now, by an allowance of its own. Upgrades pass no middleware, so a listed proxy is one client here:
 * a console joins once, where it calls sixty times a minute.
 */
export function joinThrottle({ throttle: wanted, callsPerMin }: ThrottleSettings, clock: Clock): (address: string) => boolean {
  if (wanted === 'off-in-lab') return () => true;
  const joins = new Throttle(clock, callsPerMin);
  return (address) => {
    const passed = joins.ask(clientKey(address)) === 0;
    if (!passed) throttled.inc({ door: 'live' });
    return passed;
  };
}
