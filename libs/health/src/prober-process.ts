import { connect } from 'node:net';
import type { DataSource } from 'typeorm';
import { camerasChanged } from '#inventory';
import { newId, type Clock, type EventBus, type Log } from '#kernel';
import { checkAsked } from './events.js';
import { renewMs, ShardLeases } from './lease.js';
import { defaultRule, type Rule } from './machine.js';
import type { Prober } from './prober.js';
import { Record } from './record.js';
import { loadWatched } from './targets.js';
import { Watch } from './watch.js';

export interface ProberOptions {
  readonly id: string; readonly source: DataSource; readonly events: EventBus; readonly clock: Clock; readonly log: Log; readonly vaultKey: Buffer; readonly probers: readonly Prober[];
  readonly cadenceS: number; readonly inFlight: number; readonly perAddress: number; readonly handshakeEvery: number; readonly reloginMin: number; readonly sentinels: readonly string[];
  /** Timings other than the measured ones: for tests, and for links that are known to be slow. */
  readonly rule?: Partial<Rule>;
}

/** One prober: leases its shards, watches their cameras, writes what it learnt. Many may run; each camera is asked by one. */
export class ProberProcess {
  private readonly watch: Watch;
  private readonly leases: ShardLeases;
  private readonly record: Record;
  private readonly stops: (() => void)[] = [];
  private loaded = '';
  private reload = false;
  private busy: Promise<unknown> = Promise.resolve();

  constructor(private readonly o: ProberOptions) {
    const rule: Rule = { ...defaultRule, cadenceMs: o.cadenceS * 1000, ...o.rule };
    this.watch = new Watch({ clock: o.clock, log: o.log, rule, probers: o.probers, inFlight: o.inFlight, perAddress: o.perAddress, handshakeEvery: o.handshakeEvery, reloginMs: o.reloginMin * 60_000 });
    this.leases = new ShardLeases(o.source, o.id, o.clock, o.log);
    this.record = new Record({ source: o.source, clock: o.clock, log: o.log, prober: o.id, leases: this.leases, watch: this.watch });
  }

  get figures() { return { cameras: this.watch.size, shards: this.leases.now.size, blind: this.watch.blind.blind }; }

  async start(): Promise<void> {
    const { clock, events, log } = this.o;
    await this.heartbeat(true);
    await this.leases.renew();
    await this.load();
    this.watch.start();
    this.stops.push(
      events.on(camerasChanged, () => { this.reload = true; }),
      events.on(checkAsked, (asked) => this.answer(asked.requestId, asked.cameraId)),
      clock.every(renewMs, () => this.guarded('lease', async () => { await this.leases.renew(); await this.load(); })),
      clock.every(1_000, () => this.guarded('write', async () => {
        if (this.leases.now.size === 0) return this.watch.keep([]); // past our deadline: somebody else may hold these cameras
        const { turned, blindness } = this.watch.look();
        await this.record.flush();
        if (turned) { log.warn({ blind: blindness.blind, why: blindness.blind ? blindness.why : '' }, blindness.blind ? 'we may be blind: nothing turns offline' : 'we see again'); await this.record.sayGuard(blindness.blind, blindness.blind ? blindness.why : '', blindness.blind ? blindness.since : clock.monotonicMs()); }
      })),
      clock.every(10_000, () => this.guarded('heartbeat', async () => { await this.heartbeat(false); await this.record.refresh(); })),
      clock.every(60_000, () => this.guarded('roll-up', () => this.record.rollUp())),
    );
    if (this.o.sentinels.length > 0) this.stops.push(clock.every(5_000, async () => { this.watch.sentinelsFail = !(await Promise.all(this.o.sentinels.map(answers))).some(Boolean); }));
  }

  /** Writes what is settled and lets go of its shards, so that another prober takes them at once. */
  async stop(): Promise<void> {
    for (const stop of this.stops) stop();
    this.watch.stop();
    await this.busy.catch(() => undefined);
    for (const last of [() => this.record.flush(), () => this.record.refresh(), () => this.record.rollUp(), () => this.leases.release(), () => this.o.source.query('delete from prober where id = $1', [this.o.id])]) {
      await last().catch((cause: Error) => this.o.log.warn({ err: cause.message }, 'could not write before the end'));
    }
    for (const prober of this.o.probers) await prober.close?.();
  }

  /** One writer at a time; a database that is away is reported and asked again next time. */
  private async guarded(what: string, work: () => Promise<unknown> | void): Promise<void> {
    const run = this.busy.catch(() => undefined).then(work);
    this.busy = run;
    await run.catch((cause: Error) => this.o.log.warn({ err: cause.message, what }, 'the database did not take it; trying again'));
  }

  private async load(): Promise<void> {
    const shards = [...this.leases.now.keys()].sort((a, b) => a - b);
    const key = shards.join();
    if (key === this.loaded && !this.reload) return;
    this.reload = false;
    this.watch.keep(await loadWatched(this.o.source, this.o.vaultKey, shards));
    this.loaded = key;
  }

  private async heartbeat(first: boolean): Promise<void> {
    const state = { ...this.watch.figures(), shards: this.leases.now.size };
    await this.o.source.query(`insert into prober (id, started_at, heartbeat_at, state) values ($1, now(), now(), $2) on conflict (id) do update set heartbeat_at = now(), state = excluded.state${first ? ', started_at = now()' : ''}`, [this.o.id, JSON.stringify(state)]);
  }

  private async answer(requestId: string, cameraId: string): Promise<void> {
    const lines = await this.watch.checkNow(cameraId);
    if (lines) await this.o.source.query('update check_request set done_at = now(), verdict = $2 where id = $1', [requestId, JSON.stringify(lines)]);
  }
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const at = address.lastIndexOf(':');
    const socket = connect({ host: address.slice(0, at), port: Number(address.slice(at + 1)), timeout: 2_000 });
    const end = (open: boolean) => { socket.destroy(); resolve(open); };
    socket.once('connect', () => end(true)).once('error', () => end(false)).once('timeout', () => end(false));
  });
}
export const proberName = (given: string | undefined): string => given || `p-${newId().slice(0, 8)}`;
