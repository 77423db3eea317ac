import { Fault, type Clock } from '#kernel';
import { type Credential } from '../auth/credential.js';
import { type Grounds } from './grounds.js';
import { type LiveChannel, type LiveHost, type Picture } from './live-host.js';

export const faultKinds = [
  'unplug-camera', 'unplug-switch', 'unplug-recorder', 'unplug-site', 'power-cut', 'prober-network',
  'picture-black', 'picture-frozen', 'picture-blurred', 'picture-covered', 'picture-blue',
  'change-password', 'move-camera', 'repair-camera',
] as const;
export type DistrictFaultKind = (typeof faultKinds)[number];

export interface FaultRequest {
  readonly kind: string;
  /** Id of a camera, device, switch, recorder or site; also a GB code, a name, or `ip` / `ip#channel`. */
  readonly target?: string | undefined;
  /** `move-camera`: the new address; the next spare one of the site when absent. */
  readonly to?: string | undefined;
}

export interface OpenFault {
  readonly id: string;
  readonly kind: DistrictFaultKind;
  readonly target: string | null;
  readonly targetName: string;
  readonly openedAt: string;
  readonly hosts: number;
  readonly cameras: number;
  /** What changed, where the caller needs to know it: a new address, a new password. */
  readonly facts: Readonly<Record<string, string>>;
}

interface Entry extends OpenFault { readonly undo: () => void }

/** Faults on command: each is opened once, undone once, and leaves nothing behind. */
export class FaultBook {
  private readonly open = new Map<string, Entry>();
  private count = 0;

  constructor(private readonly grounds: Grounds, private readonly clock: Clock) {}

  list(): OpenFault[] { return [...this.open.values()].map(({ undo: _undo, ...fault }) => fault); }

  /** Opens a fault; throws `missing` for an unknown target and `invalid` for one that does not fit the kind. */
  inject(request: FaultRequest): OpenFault {
    const kind = faultKinds.find((each) => each === request.kind);
    if (!kind) throw new Fault('invalid', { code: 'simulator.fault-kind', message: `unknown fault ${request.kind}; known: ${faultKinds.join(', ')}` });
    const id = `f${++this.count}`;
    const effect = this.effect(kind, id, request);
    const entry: Entry = {
      id, kind, target: request.target ?? null, targetName: effect.name, openedAt: new Date(this.clock.now()).toISOString(),
      hosts: effect.hosts, cameras: effect.cameras, facts: effect.facts ?? {}, undo: effect.undo,
    };
    this.open.set(id, entry);
    const { undo: _undo, ...fault } = entry;
    return fault;
  }

  /** Undoes one fault; false when there is none of that id. */
  end(id: string): boolean {
    const entry = this.open.get(id);
    if (!entry) return false;
    this.open.delete(id);
    entry.undo();
    return true;
  }

  /** Last opened, first undone: a camera moved twice goes back the way it came. */
  clear(): number {
    const ids = [...this.open.keys()].reverse();
    for (const id of ids) this.end(id);
    return ids.length;
  }

  private effect(kind: DistrictFaultKind, id: string, request: FaultRequest): Effect {
    switch (kind) {
      case 'power-cut': return this.cut(id, '全区停电', this.grounds.hosts.filter((host) => host.plan.kind !== 'core' && host.plan.kind !== 'aggregation'));
      case 'prober-network': return this.cut(id, '探测端断网', this.grounds.hosts);
      case 'unplug-switch': return this.unplugNode(id, this.findHost(request, ['switch', 'aggregation', 'core']));
      case 'unplug-recorder': return this.unplugNode(id, this.findHost(request, ['recorder']));
      case 'unplug-site': return this.unplugSite(id, request);
      case 'unplug-camera': return this.unplugCamera(id, request);
      case 'change-password': return this.changePassword(this.findHost(request, ['camera', 'recorder']), id);
      case 'move-camera': return this.moveHost(this.findHost(request, ['camera', 'recorder']), request.to);
      case 'repair-camera': return this.repair(this.findHost(request, ['camera', 'recorder']));
      default: return this.breakPicture(this.findCamera(request), kind.slice('picture-'.length) as Picture);
    }
  }

  private cut(id: string, name: string, hosts: readonly LiveHost[]): Effect {
    for (const host of hosts) host.cut(id);
    return {
      name, hosts: hosts.length, cameras: hosts.reduce((sum, host) => sum + host.channels.size, 0),
      undo: () => { for (const host of hosts) if (host.restore(id)) this.grounds.emit('hello', host); },
    };
  }

  private unplugNode(id: string, host: LiveHost): Effect { return this.cut(id, host.plan.name, this.grounds.behind(host.plan.networkNodeId)); }

  private unplugSite(id: string, request: FaultRequest): Effect {
    const wanted = target(request);
    const site = this.grounds.world.sites.find((each) => each.id === wanted || each.name === wanted || each.gateway === wanted);
    if (!site) throw new Fault('missing', { code: 'simulator.no-such-target', message: `no site ${wanted} in the district` });
    return this.cut(id, site.name, this.grounds.behind(site.networkNodeId));
  }

  /** A camera with its own address goes silent; one behind a recorder leaves a dark channel on a recorder that still answers. */
  private unplugCamera(id: string, request: FaultRequest): Effect {
    const { host, channel } = this.findCamera(request);
    if (host.plan.kind === 'camera') return this.cut(id, channel.camera.name, [host]);
    channel.cuts.add(id);
    return { name: channel.camera.name, hosts: 0, cameras: 1, undo: () => { channel.cuts.delete(id); } };
  }

  private breakPicture({ channel }: { channel: LiveChannel }, picture: Picture): Effect {
    const before = channel.picture;
    channel.picture = picture;
    return { name: channel.camera.name, hosts: 0, cameras: 1, undo: () => { channel.picture = before; } };
  }

  private changePassword(host: LiveHost, id: string): Effect {
    const before = host.credential as Credential;
    const after = { ...before, password: `Changed-${id}-${host.plan.id}` };
    host.account?.changePassword(after);
    return { name: host.plan.name, hosts: 1, cameras: host.channels.size, facts: { password: after.password }, undo: () => host.account?.changePassword(before) };
  }

  private moveHost(host: LiveHost, to: string | undefined): Effect {
    const before = host.ip;
    const after = to ?? this.grounds.spareAddress(host.plan.siteId ?? '');
    this.grounds.move(host, after);
    return { name: host.plan.name, hosts: 1, cameras: host.channels.size, facts: { from: before, to: after }, undo: () => this.grounds.move(host, before) };
  }

  private repair(host: LiveHost): Effect {
    const before = host.personality;
    const login = host.credential as Credential;
    host.personality = 'healthy';
    host.account?.changePassword(this.grounds.site(host.plan.siteId ?? '')?.credential ?? login);
    host.dropSockets();
    this.grounds.emit('hello', host);
    return {
      name: host.plan.name, hosts: 1, cameras: host.channels.size,
      undo: () => {
        host.personality = before;
        host.account?.changePassword(login);
        host.dropSockets();
      },
    };
  }

  private findHost(request: FaultRequest, kinds: readonly string[]): LiveHost {
    const wanted = target(request);
    const byName = (host: LiveHost): boolean => host.plan.id === wanted || host.ip === wanted || host.plan.name === wanted || host.device?.gbCode === wanted;
    const host = this.grounds.hosts.find((each) => kinds.includes(each.plan.kind) && byName(each)) ?? this.cameraOf(wanted)?.host;
    if (!host || !kinds.includes(host.plan.kind)) {
      throw new Fault('missing', { code: 'simulator.no-such-target', message: `no ${kinds.join(' or ')} called ${wanted} in the district` });
    }
    return host;
  }

  private findCamera(request: FaultRequest): { host: LiveHost; channel: LiveChannel } {
    const wanted = target(request);
    const found = this.cameraOf(wanted);
    if (!found) throw new Fault('missing', { code: 'simulator.no-such-target', message: `no camera called ${wanted} in the district` });
    return found;
  }

  private cameraOf(wanted: string): { host: LiveHost; channel: LiveChannel } | undefined {
    const [ip = '', number = '1'] = wanted.split('#');
    const host = this.grounds.at(ip);
    const channel = host?.channels.get(Number(number));
    if (host && channel) return { host, channel };
    const camera = this.grounds.world.cameras.find((each) => each.id === wanted || each.gbCode === wanted || each.name === wanted || each.hostId === wanted);
    return camera && this.grounds.channel(camera.id);
  }
}

interface Effect { readonly name: string; readonly hosts: number; readonly cameras: number; readonly facts?: Record<string, string>; readonly undo: () => void }

function target(request: FaultRequest): string {
  if (request.target === undefined || request.target === '') throw new Fault('invalid', { code: 'simulator.no-target', message: `${request.kind} needs a target` });
  return request.target;
}
