import { setMaxListeners } from 'node:events';
import { counter, gauge, histogram, stableHash, type Clock, type Log } from '#kernel';
import { defaultGuard, watchOurselves, type Blindness, type SiteView } from './guard.js';
import { advance, grow, remember, type Change, type Memory, type Rule } from './machine.js';
import type { Prober, Verdict } from './prober.js';
import type { Watched } from './targets.js';
import { Wheel } from './wheel.js';

export interface WatchOptions { readonly clock: Clock; readonly log: Log; readonly rule: Rule; readonly probers: readonly Prober[]; readonly inFlight: number; readonly perAddress: number; readonly handshakeEvery: number; readonly reloginMs: number }

/** One camera under watch. Times are monotonic milliseconds. */
export interface Post {
  readonly index: number;
  watched: Watched;
  memory: Memory;
  cycle: number;
  inFlight: boolean;
  evidence: string | null;
  authAt: number;
  refusedAt: number;
  refusedVersion: string | null;
  latencyMs: number;
  lastOkAt: number;
  detail: string;
  /** Roll-up: seconds are settled up to here; a suspicion is settled when it is decided. */
  settledAt: number;
  readonly seconds: { up: number; down: number; unknown: number };
  checks: number; fails: number; latencySum: number;
  /** Its site as the guard counts it; one object for all cameras of the site. */
  readonly site: { watched: number; failing: number };
  /** Something about it must be written. */
  dirty: boolean;
  turns: number[];
}

export interface Turned { readonly post: Post; readonly change: Change }
export interface ProbeLine { readonly at: number; readonly kind: string; readonly verdict: Verdict }

const checksTotal = counter('fengsui_health_checks_total', 'Checks made, by prober and outcome', ['prober', 'outcome']);
const inFlightNow = gauge('fengsui_health_checks_in_flight', 'Checks in flight');
const lagSeconds = histogram('fengsui_health_schedule_lag_seconds', 'How late a check started', [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5]);
const transitionsTotal = counter('fengsui_health_transitions_total', 'Changes of state, by the state reached', ['to']);
for (const to of ['unknown', 'online', 'degraded', 'offline']) transitionsTotal.inc({ to }, 0);

/** Bound once: looking a label up costs more than counting. */
const outcomes = new Map<string, { inc(): void }>();
function countCheck(prober: string, outcome: string): void {
  const key = `${prober} ${outcome}`;
  let bound = outcomes.get(key);
  if (!bound) outcomes.set(key, (bound = checksTotal.labels(prober, outcome)));
  bound.inc();
}

const backOff: readonly [afterMs: number, everyMs: number][] = [[7 * 86_400_000, 3_600_000], [86_400_000, 900_000], [3_600_000, 300_000]];

/** Asks every camera of its shards in turn and remembers what it learnt. Writes nothing: `collect` hands over what changed. */
export class Watch {
  private readonly posts = new Map<string, Post>();
  private readonly slots: (Post | undefined)[] = [];
  private readonly free: number[] = [];
  private readonly wheel: Wheel;
  private readonly atAddress = new Map<string, number>();
  private readonly turned: Turned[] = [];
  private readonly sweptAt = new Map<string, number>();
  private readonly stopSignal = new AbortController();
  private blindness: Blindness = { blind: false };
  private readonly sites = new Map<string, { watched: number; failing: number }>();
  private agedAt = 0;
  private flying = 0;
  /** Checks and inconclusive ones of the last 45 seconds, a slot a second. */
  private readonly recent = { checks: new Int32Array(45), bad: new Int32Array(45), second: -1 };
  private lags: number[] = [];
  private checksDone = 0;
  private stopTicking: (() => void) | undefined;
  sentinelsFail = false;

  constructor(private readonly o: WatchOptions) {
    setMaxListeners(0, this.stopSignal.signal); // every check in flight listens for the end
    this.wheel = new Wheel(1024, o.clock.monotonicMs());
  }

  get size(): number { return this.posts.size; }
  get blind(): Blindness { return this.blindness; }
  post(cameraId: string): Post | undefined { return this.posts.get(cameraId); }
  all(): IterableIterator<Post> { return this.posts.values(); }
  start(): void { this.stopTicking = this.o.clock.every(25, () => this.tick()); }
  stop(): void { this.stopTicking?.(); this.stopSignal.abort(new Error('shutdown')); }

  /** Exactly these cameras from now on. Memory of those that stay is kept; new ones start from what the database remembers. */
  keep(all: readonly Watched[]): void {
    const now = this.o.clock.monotonicMs();
    const wanted = new Set(all.map((each) => each.target.cameraId));
    for (const [id, post] of this.posts) if (!wanted.has(id)) this.drop(id, post);
    for (const watched of all) {
      const known = this.posts.get(watched.target.cameraId);
      if (known) {
        const moved = known.watched.target.ip !== watched.target.ip || known.watched.target.credential?.version !== watched.target.credential?.version;
        known.watched = watched;
        if (moved) this.wheel.set(known.index, now + 200);
      } else this.add(watched, now);
    }
  }

  /** Ask this camera now, all layers; the answers are also judged as usual. */
  async checkNow(cameraId: string): Promise<ProbeLine[] | undefined> {
    const post = this.posts.get(cameraId);
    if (!post) return undefined;
    const lines: ProbeLine[] = [];
    for (const prober of this.o.probers) {
      if (!this.can(prober, post)) continue;
      const verdict = await prober.probe(post.watched.target, AbortSignal.any([this.stopSignal.signal, AbortSignal.timeout(12_000)]));
      lines.push({ at: this.o.clock.now(), kind: prober.name, verdict });
      this.learn(post, prober, verdict);
    }
    return lines;
  }

  /** What turned since the last call, in order. */
  collect(): Turned[] { return this.turned.splice(0); }
  /** For a batch that could not be written: it is tried again, in front. */
  putBack(turned: readonly Turned[]): void { this.turned.unshift(...turned); }

  figures() {
    const lags = this.lags.sort((a, b) => a - b);
    this.lags = [];
    const figures = { cameras: this.posts.size, inFlight: this.flying, checks: this.checksDone, lagP99Ms: Math.round(lags[Math.floor(lags.length * 0.99)] ?? 0), blind: this.blindness.blind };
    this.checksDone = 0;
    return figures;
  }

  /** Settles the seconds of one camera up to `to` into the state it was in. */
  settle(post: Post, to: number): void {
    const until = post.memory.misses > 0 ? Math.min(to, post.memory.firstMissAt) : post.memory.hits > 0 ? Math.min(to, post.memory.firstHitAt) : to;
    const ms = until - post.settledAt;
    if (ms <= 0) return;
    const { state } = post.memory;
    post.seconds[state === 'offline' ? 'down' : state === 'unknown' ? 'unknown' : 'up'] += ms / 1000;
    post.settledAt = until;
  }

  private add(watched: Watched, now: number): void {
    const index = this.free.pop() ?? this.slots.length;
    const since = watched.since ? now - (this.o.clock.now() - watched.since.getTime()) : now;
    const post: Post = {
      index, watched, memory: remember(watched.state, watched.reason, since, now, this.o.rule, watched.since !== null), cycle: 0, inFlight: false, evidence: null, authAt: -1, refusedAt: -1, refusedVersion: null, latencyMs: -1,
      lastOkAt: -1, detail: '', settledAt: now, seconds: { up: 0, down: 0, unknown: 0 }, checks: 0, fails: 0, latencySum: 0, site: this.siteOf(watched.target.siteId), dirty: false, turns: [],
    };
    this.slots[index] = post;
    this.posts.set(watched.target.cameraId, post);
    this.wheel.set(index, this.nextPhase(post, now));
  }

  private drop(id: string, post: Post): void {
    this.wheel.remove(post.index);
    this.slots[post.index] = undefined;
    this.free.push(post.index);
    this.posts.delete(id);
  }

  /** The same second of every cadence for a camera, whichever prober asks: load is even, and a takeover does not ask twice at once. */
  private nextPhase(post: Post, now: number): number {
    const { cadenceMs } = this.o.rule;
    const phase = stableHash(post.watched.target.cameraId) % cadenceMs;
    const wall = this.o.clock.now();
    const ahead = (phase - (wall % cadenceMs) + cadenceMs) % cadenceMs;
    return now + (ahead === 0 ? cadenceMs : ahead);
  }

  private tick(): void {
    const now = this.o.clock.monotonicMs();
    this.wheel.turn(now, (index, dueAt) => {
      const post = this.slots[index];
      if (!post) return;
      if (post.inFlight) { this.wheel.set(index, now + 1_000); return; }
      const address = post.watched.target.ip;
      if (this.flying >= this.o.inFlight || (this.atAddress.get(address) ?? 0) >= this.o.perAddress) { this.wheel.set(index, now + 75); return; }
      lagSeconds.observe(Math.max(0, now - dueAt) / 1000);
      if (this.lags.length < 20_000) this.lags.push(Math.max(0, now - dueAt));
      void this.ask(post, address);
    });
  }

  private async ask(post: Post, address: string): Promise<void> {
    const { target } = post.watched;
    post.inFlight = true;
    this.flying++;
    inFlightNow.set(this.flying);
    this.atAddress.set(address, (this.atAddress.get(address) ?? 0) + 1);
    try {
      const handshake = post.memory.misses === 0 && post.memory.state !== 'offline' && post.cycle % this.o.handshakeEvery === (post.cycle < this.o.handshakeEvery ? 1 : stableHash(target.cameraId) % this.o.handshakeEvery);
      post.cycle++;
      const prober = this.o.probers.find((each) => each.name === (handshake && target.onvifPort !== null ? 'onvif' : target.rtspPort !== null ? 'rtsp' : 'onvif')) ?? this.o.probers[0];
      if (!prober || !this.can(prober, post)) return this.again(post, null);
      const withhold = post.refusedVersion !== null && post.refusedVersion === target.credential?.version && this.o.clock.monotonicMs() - post.refusedAt < this.o.reloginMs;
      const verdict = await prober.probe(withhold ? { ...target, credential: null } : target, this.stopSignal.signal);
      if (!this.stopSignal.signal.aborted && this.posts.get(target.cameraId) === post) this.learn(post, prober, withhold && verdict.state === 'up' ? { ...verdict, degraded: { reason: 'auth', detail: 'the password was refused' } } : verdict);
    } finally {
      post.inFlight = false;
      this.flying--;
      const left = (this.atAddress.get(address) ?? 1) - 1;
      if (left > 0) this.atAddress.set(address, left); else this.atAddress.delete(address);
    }
  }

  private can(prober: Prober, { watched: { target } }: Post): boolean { return prober.name === 'rtsp' ? target.rtspPort !== null : prober.name === 'onvif' ? target.onvifPort !== null : true; }

  private learn(post: Post, prober: Prober, verdict: Verdict): void {
    const now = this.o.clock.monotonicMs();
    const fromRtsp = prober.name === 'rtsp';
    countCheck(prober.name, verdict.state);
    this.checksDone++;
    post.checks++;
    this.note(now, verdict.state === 'unknown');
    let judged = verdict;
    if (verdict.state === 'up') {
      post.latencyMs = verdict.latencyMs; post.latencySum += verdict.latencyMs; post.lastOkAt = now;
      if (verdict.evidence === 'E2') { post.authAt = now; post.refusedVersion = null; }
      const refused = verdict.degraded?.reason === 'auth' && !fromRtsp;
      if (refused && post.refusedAt < 0 || refused && post.refusedVersion !== post.watched.target.credential?.version) { post.refusedAt = now; post.refusedVersion = post.watched.target.credential?.version ?? null; }
      // RTSP OPTIONS says nothing of the password: a camera whose ONVIF refused it stays degraded until ONVIF accepts it.
      if (fromRtsp && !verdict.degraded && post.memory.reason === 'auth' && post.refusedVersion !== null && post.refusedVersion === post.watched.target.credential?.version) judged = { ...verdict, degraded: { reason: 'auth', detail: 'the password is refused' } };
      post.evidence = post.authAt >= 0 && now - post.authAt < 15 * 60_000 ? 'E2' : 'E1';
    } else if (verdict.state === 'down') post.fails++;
    post.detail = verdict.state === 'up' ? '' : verdict.detail;
    post.dirty = true;
    if (judged.state === 'down' && this.blindness.blind && post.memory.state !== 'offline') return this.doubt(post, now);
    this.settle(post, now);
    const step = advance(post.memory, judged, now, this.o.rule);
    if (step.change) this.turn(post, step.memory, step.change); else post.memory = step.memory;
    if (post.memory.misses === 2) this.sweep(post, now);
    this.again(post, step.recheckInMs);
  }

  /** Counts a check (null: only lets time pass). Slots that came round again start at nothing. */
  private note(now: number, bad: boolean | null): void {
    const second = Math.floor(now / 1_000);
    const { checks, bad: inconclusive } = this.recent;
    for (let at = Math.max(this.recent.second + 1, second - 44); at <= second; at++) { checks[at % 45] = 0; inconclusive[at % 45] = 0; }
    this.recent.second = second;
    if (bad === null) return;
    checks[second % 45]!++;
    if (bad) inconclusive[second % 45]!++;
  }

  /** We may be the ones who cannot see: the camera is unknown until we can. */
  private doubt(post: Post, now: number): void {
    const at = post.memory.misses > 0 ? post.memory.firstMissAt : now;
    if (post.memory.state !== 'unknown') {
      this.settle(post, at);
      this.turn(post, { ...post.memory, state: 'unknown', reason: 'our-fault', since: at, misses: 0, firstMissAt: -1, hits: 0, firstHitAt: -1, lastResultAt: now },
        { from: post.memory.state, to: 'unknown', at, reason: 'our-fault', evidence: null, detail: this.blindness.blind ? this.blindness.why : '' });
    } else post.memory = { ...post.memory, misses: 0, firstMissAt: -1 };
    this.again(post, null);
  }

  private turn(post: Post, memory: Memory, change: Change): void {
    this.settle(post, change.at);
    post.memory = memory;
    post.settledAt = Math.max(post.settledAt, change.at);
    post.turns = [...post.turns.filter((at) => at > change.at - 3_600_000), change.at];
    post.dirty = true;
    transitionsTotal.inc({ to: change.to });
    this.turned.push({ post, change });
  }

  private again(post: Post, inMs: number | null): void {
    if (this.slots[post.index] !== post) return;
    const now = this.o.clock.monotonicMs();
    if (inMs !== null) return this.wheel.set(post.index, now + inMs);
    const dead = post.memory.state === 'offline' ? now - post.memory.since : 0;
    const every = backOff.find(([after]) => dead > after)?.[1] ?? 0;
    const phase = this.nextPhase(post, now);
    this.wheel.set(post.index, phase + Math.max(0, Math.ceil(every / this.o.rule.cadenceMs) - 1) * this.o.rule.cadenceMs);
  }

  /** The first confirmed suspicion asks the whole site at once, so that one cause is seen as one: at most once a minute, at most 300 cameras. */
  private sweep(post: Post, now: number): void {
    const { siteId } = post.watched.target;
    if (now - (this.sweptAt.get(siteId) ?? -60_000) < 60_000) return;
    this.sweptAt.set(siteId, now);
    let asked = 0;
    for (const mate of this.posts.values()) {
      if (mate === post || mate.watched.target.siteId !== siteId || mate.inFlight || mate.memory.misses > 0 || mate.memory.state === 'offline') continue;
      if (asked++ >= 300) return;
      this.wheel.set(mate.index, now + asked * 20);
    }
  }

  /** Once a second: do we see at all, and is anything stale? Returns whether the guard turned. */
  look(): { turned: boolean; blindness: Blindness } {
    const now = this.o.clock.monotonicMs();
    this.note(now, null);
    for (const site of this.sites.values()) { site.watched = 0; site.failing = 0; }
    const wasBlind = this.blindness.blind;
    for (const post of this.slots) if (post) this.countForGuard(post, now, wasBlind);
    const before = this.blindness;
    const views: SiteView[] = [...this.sites.values()];
    this.blindness = watchOurselves(before, { sites: views, sentinelsFail: this.sentinelsFail, checks: sum(this.recent.checks), inconclusive: sum(this.recent.bad) }, now, defaultGuard);
    const turned = before.blind !== this.blindness.blind;
    if (turned && this.blindness.blind) this.doubtAll(now);
    if (turned && !this.blindness.blind) this.askAll(now);
    if (now - this.agedAt > 5_000) this.age(now);
    return { turned, blindness: this.blindness };
  }

  /**
   * In good times a site fails with its suspected and just-lost cameras. While in doubt it fails with those that have not answered for half a
   * cadence: nobody is suspected then, because nothing may be lost.
   */
  private countForGuard({ memory, lastOkAt, site }: Post, now: number, wasBlind: boolean): void {
    if (wasBlind) {
      if (memory.state === 'offline' || !memory.everOnline) return;
      site.watched++;
      if (memory.state === 'unknown' && (lastOkAt < 0 || now - lastOkAt > this.o.rule.cadenceMs / 2)) site.failing++;
      return;
    }
    const justLost = memory.state === 'offline' && memory.since > now - 70_000;
    if (memory.state === 'online' || memory.state === 'degraded' || justLost) site.watched++;
    if ((memory.misses > 0 && memory.state !== 'unknown') || justLost) site.failing++;
  }

  /** States that nobody confirmed for three cadences are stale. A long-dead camera is asked more rarely on purpose: it stays offline. */
  private age(now: number): void {
    this.agedAt = now;
    for (const post of this.slots) {
      if (!post || post.memory.state === 'unknown' || post.memory.state === 'offline') continue;
      const step = grow(post.memory, now, this.o.rule);
      if (step.change) this.turn(post, step.memory, step.change);
    }
  }

  private siteOf(siteId: string): { watched: number; failing: number } {
    let site = this.sites.get(siteId);
    if (!site) this.sites.set(siteId, (site = { watched: 0, failing: 0 }));
    return site;
  }

  private doubtAll(now: number): void {
    for (const post of this.posts.values()) {
      const recentlyLost = post.memory.state === 'offline' && post.memory.since > now - 70_000;
      if ((post.memory.misses > 0 && post.memory.state !== 'offline') || recentlyLost) this.doubt(post, now);
    }
  }

  /** We see again: everything is asked once more at twice the usual pace, the doubtful first. */
  private askAll(now: number): void {
    const order = [...this.posts.values()].sort((a, b) => Number(b.memory.state === 'unknown') - Number(a.memory.state === 'unknown'));
    const gap = this.o.rule.cadenceMs / 2 / Math.max(1, order.length);
    order.forEach((post, n) => { if (!post.inFlight) this.wheel.set(post.index, now + 50 + n * gap); });
  }
}

function sum(counts: Int32Array): number {
  let all = 0;
  for (const count of counts) all += count;
  return all;
}
