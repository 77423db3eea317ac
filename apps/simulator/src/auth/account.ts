import { createHmac, randomBytes } from 'node:crypto';
import { type Clock } from '#kernel';
import { type Credential } from './credential.js';

export interface LockRule {
  /** Wrong passwords in a row before the account is locked; field devices: 5. */
  readonly failures: number;
  /** How long it stays locked, seconds; field devices up to 1,800. */
  readonly lockS: number;
}

/** How a login attempt ended. `stale` and `clock` are not held against the account; `absent` is no attempt at all. */
export type LoginResult = 'accepted' | 'rejected' | 'locked' | 'stale' | 'clock' | 'absent';

const nonceLifeMs = 300_000;

/** The one account of a device, shared by RTSP, HTTP Digest and WS-UsernameToken, with its lock-out and its nonces. */
export class Account {
  private failures = 0;
  private lockedUntilMs = 0;
  private readonly nonceKey = randomBytes(16);
  /** Highest nonce count seen, per nonce; WSSE nonces with the count 0. Oldest forgotten first. */
  private readonly counts = new Map<string, number>();

  constructor(public credential: Credential, private readonly rule: LockRule, private readonly clock: Clock) {}

  get locked(): boolean { return this.clock.monotonicMs() < this.lockedUntilMs; }

  changePassword(credential: Credential): void {
    this.credential = credential;
    this.failures = 0;
    this.lockedUntilMs = 0;
  }

  /** A right password while locked is refused as well, and does not lengthen the lock. */
  settle(right: boolean): 'accepted' | 'rejected' | 'locked' {
    if (this.locked) return 'locked';
    if (right) { this.failures = 0; return 'accepted'; }
    this.failures++;
    if (this.failures >= this.rule.failures) {
      this.failures = 0;
      this.lockedUntilMs = this.clock.monotonicMs() + this.rule.lockS * 1_000;
    }
    return 'rejected';
  }

  /** Carries its own birth, so nothing has to be remembered for callers that never come back. */
  freshNonce(): string {
    // Born and a random part: two callers in the same millisecond must not share a nonce, or the second looks like a replay.
    const head = Math.floor(this.clock.monotonicMs()).toString(16).padStart(12, '0') + randomBytes(4).toString('hex');
    return head + this.sign(head);
  }

  nonceState(nonce: string): 'fresh' | 'stale' | 'foreign' {
    const head = nonce.slice(0, 20);
    if (nonce.length !== 40 || this.sign(head) !== nonce.slice(20)) return 'foreign';
    return this.clock.monotonicMs() - Number.parseInt(head.slice(0, 12), 16) > nonceLifeMs ? 'stale' : 'fresh';
  }

  /** False when this count was already used with this nonce: a replay (RFC 7616 §5.12). */
  countUp(nonce: string, count: number): boolean {
    const seen = this.counts.get(nonce);
    if (seen !== undefined && count <= seen) return false;
    this.counts.delete(nonce);
    this.counts.set(nonce, count);
    if (this.counts.size > 512) this.counts.delete(this.counts.keys().next().value as string);
    return true;
  }

  private sign(head: string): string { return createHmac('sha256', this.nonceKey).update(head).digest('hex').slice(0, 20); }
}
