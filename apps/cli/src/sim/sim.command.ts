import type { Command } from 'commander';
import { Fault } from '#kernel';
import { readSettings, runningDataDir } from '../settings.js';
import { printTable } from '../table.js';
import { askSimulator, simToken } from './sim-client.js';

interface SimFault { readonly id: string; readonly kind: string; readonly target: string | null; readonly targetName: string; readonly openedAt: string; readonly cameras: number }
interface SimState { readonly cameras?: { readonly total: number; readonly dark: number }; readonly faults: readonly SimFault[] }
interface District { readonly sites: readonly { id: string; name: string }[]; readonly hosts?: readonly { id: string; kind: string; name: string; siteId: string | null }[]; readonly cameras?: readonly { switchId: string; hostId: string; recorderId: string | null }[] }

/** Words a person types, and the simulator's own names for them. */
const things: Readonly<Record<string, string>> = { camera: 'unplug-camera', switch: 'unplug-switch', recorder: 'unplug-recorder', site: 'unplug-site' };

export function simCommand(program: Command): void {
  const sim = program.command('sim').description('steer the simulated district (only with npm run demo)');
  sim.command('state', { isDefault: true }).description('what is broken on purpose now').option('--json', 'for programs').action(async (options: { json?: boolean }) => {
    const state = await ask<SimState>('GET', '/state');
    if (options.json) return print(state);
    if (state.faults.length === 0) return print('nothing is broken on purpose');
    printTable(['id', 'fault', 'target', 'cameras', 'since'], state.faults.map((fault) => [fault.id, fault.kind, fault.targetName, String(fault.cameras), fault.openedAt]));
  });
  sim.command('list').argument('<kind>', 'sites, switches, recorders').description('names that unplug understands').action(async (kind: string) => {
    const district = await ask<District>('GET', '/district.json');
    const singular = kind.replace(/e?s$/, '');
    const names = singular === 'sit' || singular === 'site' ? district.sites.map((site) => site.name) : (district.hosts ?? []).filter((host) => kind.startsWith(host.kind)).map((host) => host.name);
    if (names.length === 0) throw new Fault('invalid', { code: 'cli.sim-list', message: `nothing called ${kind}: say sites, switches or recorders` });
    for (const name of names) print(name);
  });
  sim.command('unplug').argument('<what>', 'camera, switch, recorder or site').argument('[name]', 'its name, id or address; without one, the first that stands in an estate')
    .description('pull a cable').action(async (what: string, name: string | undefined) => {
      const kind = things[what];
      if (!kind) throw new Fault('invalid', { code: 'cli.sim-what', message: `cannot unplug "${what}": say ${Object.keys(things).join(', ')}` });
      report(await ask<SimFault>('POST', '/faults', { kind, target: name ?? (await firstOf(what)) }));
    });
  sim.command('cut').argument('<what>', 'power (everything) or prober (our own network)').description('a fault of the whole district').action(async (what: string) => {
    const kind = { power: 'power-cut', prober: 'prober-network' }[what];
    if (!kind) throw new Fault('invalid', { code: 'cli.sim-what', message: `cannot cut "${what}": say power or prober` });
    report(await ask<SimFault>('POST', '/faults', { kind }));
  });
  sim.command('break').argument('<picture>', 'black, frozen, blurred, covered, blue').argument('<camera>').description('spoil a camera\'s picture').action(async (picture: string, camera: string) => {
    report(await ask<SimFault>('POST', '/faults', { kind: `picture-${picture}`, target: camera }));
  });
  sim.command('plug').argument('<id>', 'of the fault').description('undo one fault').action(async (id: string) => { await ask('DELETE', `/faults/${encodeURIComponent(id)}`); print(`${id} is undone`); });
  sim.command('clear').description('undo every fault').action(async () => { await ask('POST', '/faults/clear'); print('everything is plugged in'); });
}

async function ask<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const settings = readSettings();
  const dataDir = await runningDataDir(settings);
  if (!dataDir) throw new Fault('unreachable', { code: 'cli.not-running', message: `no Fengsui runs on ${settings.dataDir}: start it with npm run demo` });
  return await askSimulator<T>(process.env['FENGSUI_SIM_URL'] ?? `http://127.0.0.1:${settings.start.simPort}`, simToken(dataDir), method, path, body);
}

/** A newcomer's first try should darken one estate and nothing else: the switch, recorder or site that carries the most cameras. */
async function firstOf(what: string): Promise<string> {
  const district = await ask<District>('GET', '/district.json');
  const carried = (id: string) => (district.cameras ?? []).filter((camera) => [camera.switchId, camera.hostId, camera.recorderId].includes(id)).length;
  const candidates = what === 'site' ? district.sites : (district.hosts ?? []).filter((host) => host.kind === what && host.siteId !== null);
  const first = [...candidates].sort((a, b) => carried(b.id) - carried(a.id))[0];
  if (!first) throw new Fault('missing', { code: 'cli.sim-none', message: `the district has no ${what}` });
  return first.id;
}

function report(fault: SimFault): void { print(`${fault.id}: ${fault.kind} ${fault.targetName}, ${fault.cameras} cameras. Undo: npm run fengsui -- sim plug ${fault.id}`); }

function print(what: unknown): void { process.stdout.write(`${typeof what === 'string' ? what : JSON.stringify(what)}\n`); }
