import { type Socket } from 'node:net';
import { clockOffsetMs, type Personality } from '../world/personality.js';
import { brands, type Brand } from '../world/brands.js';
import { type Credential } from '../auth/credential.js';
import { type Camera, type Device, type Host } from '../world/world.js';
import { Account, type LockRule } from '../auth/account.js';
import { type Clock } from '#kernel';

export const pictures = ['good', 'black', 'frozen', 'blurred', 'covered', 'blue'] as const;
export type Picture = (typeof pictures)[number];

/** What has been asked of one host: tests count with it (one login per credential, one pull for many viewers). */
export interface HostCounters {
  connections: number; open: number; maxOpen: number; rtspRequests: number; onvifRequests: number; authAccepted: number; authRejected: number; streams: number; discovered: number;
}

/** One channel of a host: its camera, whether its own cable is in, and what its lens sees. */
export class LiveChannel {
  readonly cuts = new Set<string>();
  picture: Picture = 'good';
  constructor(readonly camera: Camera) {}
  get plugged(): boolean { return this.cuts.size === 0; }
}

/** One thing with an address as it is now. Cables are pulled and put back here; sockets ask before every byte. */
export class LiveHost {
  ip: string;
  readonly cuts = new Set<string>();
  readonly sockets = new Set<Socket>();
  readonly channels = new Map<number, LiveChannel>();
  readonly counters: HostCounters = { connections: 0, open: 0, maxOpen: 0, rtspRequests: 0, onvifRequests: 0, authAccepted: 0, authRejected: 0, streams: 0, discovered: 0 };
  readonly account: Account | null;
  readonly brand: Brand | null;
  /** Set by a repair: the device is then as good as any other. */
  personality: Personality;
  /** WS-Discovery: bumped when what the host says about itself changes (it moved). */
  metadataVersion = 1;

  constructor(readonly plan: Host, clock: Clock, rule: LockRule) {
    this.ip = plan.ip;
    this.personality = plan.device?.personality ?? 'healthy';
    this.brand = plan.device ? brands[plan.device.brand] : null;
    this.account = plan.device ? new Account(plan.device.credential, rule, clock) : null;
  }

  /** Power and cable: a host that is not reachable answers nothing at all, on any socket. */
  get reachable(): boolean { return this.cuts.size === 0 && this.personality !== 'dead'; }
  get device(): Device | null { return this.plan.device; }
  get clockOffsetMs(): number { return clockOffsetMs(this.personality); }
  get credential(): Credential | null { return this.account?.credential ?? null; }

  /** Pulls the cable. Idle timers of open connections stop too: a dead device does not even say goodbye. */
  cut(faultId: string): void {
    this.cuts.add(faultId);
    for (const socket of this.sockets) socket.setTimeout(0);
  }

  /** Puts the cable back. Connections from before are gone, as after a power cut: the far side gets a reset. */
  restore(faultId: string): boolean {
    const wasCut = this.cuts.delete(faultId);
    if (wasCut && this.reachable) {
      this.dropSockets();
      return true;
    }
    return false;
  }

  dropSockets(): void { for (const socket of [...this.sockets]) socket.resetAndDestroy(); }
}

/** A camera or a recorder: a host with an account, a make and channels. */
export type LiveDevice = LiveHost & { readonly device: Device; readonly account: Account; readonly brand: Brand };
export const isDevice = (host: LiveHost): host is LiveDevice => host.device !== null && host.account !== null && host.brand !== null;
