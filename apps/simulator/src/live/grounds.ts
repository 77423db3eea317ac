import { EventEmitter } from 'node:events';
import { Fault, type Clock } from '#kernel';
import { type LockRule } from '../auth/account.js';
import { type Site, type TreeNode, type World } from '../world/world.js';
import { LiveChannel, LiveHost } from './live-host.js';

interface GroundsEvents {
  /** The host answers again, or answers at a new address: real devices then say Hello. */
  hello: [host: LiveHost];
  moved: [host: LiveHost];
}

/** The district as it stands: every host by its address, every camera by its names. */
export class Grounds extends EventEmitter<GroundsEvents> {
  readonly hosts: readonly LiveHost[];
  private readonly byIp = new Map<string, LiveHost>();
  private readonly byId = new Map<string, LiveHost>();
  private readonly channelsById = new Map<string, { host: LiveHost; channel: LiveChannel }>();
  private readonly below = new Map<string, string[]>();
  /** Addresses somebody had before: they swallow calls as a pulled cable does, while never-used ones refuse. */
  private readonly vacated = new Set<string>();

  constructor(readonly world: World, clock: Clock, rule: LockRule) {
    super();
    this.hosts = world.hosts.map((plan) => new LiveHost(plan, clock, rule));
    for (const host of this.hosts) {
      this.byIp.set(host.ip, host);
      this.byId.set(host.plan.id, host);
    }
    for (const camera of world.cameras) {
      const host = this.host(camera.hostId);
      const channel = new LiveChannel(camera);
      host.channels.set(camera.channel, channel);
      this.channelsById.set(camera.id, { host, channel });
    }
    for (const node of world.trees.network) this.childrenOf(node.parentId ?? '').push(node.id);
  }

  at(ip: string): LiveHost | undefined { return this.byIp.get(ip); }
  wasUsed(ip: string): boolean { return this.vacated.has(ip); }

  host(id: string): LiveHost {
    const host = this.byId.get(id);
    if (!host) throw new Fault('missing', { code: 'simulator.no-such-target', message: `no host ${id} in the district` });
    return host;
  }

  channel(cameraId: string): { host: LiveHost; channel: LiveChannel } {
    const found = this.channelsById.get(cameraId);
    if (!found) throw new Fault('missing', { code: 'simulator.no-such-target', message: `no camera ${cameraId} in the district` });
    return found;
  }

  site(id: string): Site | undefined { return this.world.sites.find((site) => site.id === id); }

  /** Every host at or behind a node of the network tree. */
  behind(nodeId: string): LiveHost[] {
    const nodes = new Set<string>();
    const walk = (id: string): void => { nodes.add(id); for (const child of this.below.get(id) ?? []) walk(child); };
    walk(nodeId);
    return this.hosts.filter((host) => nodes.has(host.plan.networkNodeId));
  }

  /** Gives a host another address. Old connections die with the old one. */
  move(host: LiveHost, ip: string): void {
    if (this.byIp.has(ip)) throw new Fault('conflict', { code: 'simulator.address-taken', message: `${ip} belongs to ${this.byIp.get(ip)?.plan.id}` });
    this.byIp.delete(host.ip);
    this.vacated.add(host.ip);
    this.vacated.delete(ip);
    host.dropSockets();
    host.ip = ip;
    host.metadataVersion++;
    this.byIp.set(ip, host);
    this.emit('moved', host);
  }

  /** First address of the site's range that nobody has. */
  spareAddress(siteId: string): string {
    const free = this.site(siteId)?.spare.find((ip) => !this.byIp.has(ip));
    if (free === undefined) throw new Fault('conflict', { code: 'simulator.range-full', message: `site ${siteId} has no spare address` });
    return free;
  }

  nodesOfKind(kind: TreeNode['kind']): readonly TreeNode[] { return this.world.trees.network.filter((node) => node.kind === kind); }

  private childrenOf(parentId: string): string[] {
    const known = this.below.get(parentId);
    if (known) return known;
    const made: string[] = [];
    this.below.set(parentId, made);
    return made;
  }
}
