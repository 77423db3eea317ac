import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Fault } from '#kernel';
import { May } from '../http/access.js';
import { checked } from '../http/checked.js';
import type { PlatformSettings } from '../platform-settings.js';
import { SETTINGS } from '../tokens.js';

const fault = z.object({ kind: z.string().max(40), target: z.string().max(200).optional(), to: z.string().max(64).optional() });

/** What is told on of the simulator's truth: passwords are in it and stay there. */
interface District {
  readonly sites: readonly { readonly id: string; readonly name: string }[];
  readonly hosts: readonly { readonly id: string; readonly kind: string; readonly siteId: string | null; readonly name: string; readonly ip: string; readonly reachable: boolean; readonly channels: number }[];
  readonly cameras: readonly { readonly id: string; readonly siteId: string; readonly name: string; readonly ip: string; readonly channel: number; readonly personality: string | null; readonly expected: string }[];
}

/** The simulator's plugs, for the demonstration's page. Absent in real use. */
@Controller('api/sim')
export class SimController {
  constructor(@Inject(SETTINGS) private readonly settings: PlatformSettings) {}

  @May('steer-simulator') @Get() async state() {
    const [state, district] = await Promise.all([this.ask('GET', '/state'), this.ask('GET', '/district.json')]);
    const { sites, hosts, cameras } = district as District;
    return {
      ...(state as object), sites: sites.map(({ id, name }) => ({ id, name })), hosts: hosts.map(({ id, kind, siteId, name, ip, reachable, channels }) => ({ id, kind, siteId, name, ip, reachable, channels })),
      list: cameras.map(({ id, siteId, name, ip, channel, personality, expected }) => ({ id, siteId, name, ip, channel, personality, expected })),
    };
  }
  @May('steer-simulator') @Post('faults') @HttpCode(201) inject(@Body(checked(fault)) body: z.infer<typeof fault>) { return this.ask('POST', '/faults', body); }
  @May('steer-simulator') @Delete('faults/:id') end(@Param('id') id: string) { return this.ask('DELETE', `/faults/${encodeURIComponent(id)}`); }
  @May('steer-simulator') @Post('clear') @HttpCode(200) clear() { return this.ask('POST', '/faults/clear'); }

  private async ask(method: string, path: string, body?: unknown): Promise<unknown> {
    if (!this.settings.demo || !this.settings.simUrl) throw new Fault('unsupported', { code: 'platform.no-simulator', message: 'the simulator runs only with npm run demo', zh: '模拟器仅在演示模式下可用' });
    let answer: Response;
    try {
      answer = await fetch(new URL(path, this.settings.simUrl), { method, headers: { 'x-sim-token': this.settings.simToken, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }), signal: AbortSignal.timeout(10_000) });
    } catch (cause) {
      throw new Fault('unreachable', { code: 'platform.simulator-silent', message: 'the simulator does not answer', zh: '模拟器没有应答', cause });
    }
    const said = await answer.json() as { message?: string };
    if (!answer.ok) throw new Fault(answer.status === 404 ? 'missing' : 'refused', { code: 'platform.simulator-refused', message: said.message ?? `the simulator answered ${answer.status}` });
    return said;
  }
}
