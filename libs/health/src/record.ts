import type { DataSource } from 'typeorm';
import { emit, gauge, type Clock, type Log, type Sql } from '#kernel';
import { camerasTurned, guardTurned } from './events.js';
import { fence, type ShardLeases } from './lease.js';
import { ensurePartitions } from './migrations.js';
import { openOutages, recover, type Loss } from './outage-book.js';
import type { Post, Turned, Watch } from './watch.js';

const waiting = gauge('fengsui_health_unwritten_transitions', 'Transitions that wait for the database');
const maxWaiting = 200_000;
/** How long a lost camera waits for its mates before it is called an outage of its own. */
const holdMs = 20_000;

/** Writes what a Watch learnt: transitions and outages at once, states every few seconds, roll-ups every minute. Every write is fenced by shard and epoch. */
export class Record {
  private readonly lost = new Map<string, { since: number; losses: Map<string, Loss> }>();
  private pending: Turned[] = [];
  private partitionsFor = -1;

  constructor(private readonly o: { source: DataSource; clock: Clock; log: Log; prober: string; leases: ShardLeases; watch: Watch }) {}

  private wall(monotonic: number): Date { return new Date(this.o.clock.now() - (this.o.clock.monotonicMs() - monotonic)); }

  /** About once a second. What cannot be written now is kept, bounded, and written with its true times when the database is back. */
  async flush(): Promise<void> {
    const { source, watch, leases, prober, log } = this.o;
    this.pending.push(...watch.collect());
    if (this.pending.length > maxWaiting) this.pending.splice(0, this.pending.length - maxWaiting);
    waiting.set(this.pending.length);
    const batch = this.pending.slice(0, 5_000);
    const decided = this.decide();
    if (batch.length === 0 && decided.length === 0) return;
    try {
      await source.transaction(async (tx) => {
        const epochs = leases.now;
        const ours = await fence(tx, prober, epochs);
        const mine = batch.filter(({ post }) => ours.has(post.watched.shard));
        await this.partitions(tx);
        if (mine.length > 0) {
          await this.writeTransitions(tx, mine, epochs);
          await this.writeStates(tx, new Set(mine.map(({ post }) => post)), epochs);
          for (const { post, change } of mine) if (change.from === 'offline') await recover(tx, post.watched.target.cameraId, this.wall(change.at));
          await emit(tx, camerasTurned, { changes: mine.map(({ post, change }) => ({ cameraId: post.watched.target.cameraId, siteId: post.watched.target.siteId, state: change.to, since: this.wall(change.at).toISOString(), reason: change.reason, evidence: change.evidence })) });
        }
        for (const { siteId, losses, members } of decided) await openOutages(tx, { siteId, losses, members, prober });
      });
      this.pending.splice(0, batch.length);
      for (const { siteId } of decided) this.lost.delete(siteId);
      for (const { post, change } of batch) this.noteLoss(post, change);
      waiting.set(this.pending.length);
    } catch (cause) {
      log.warn({ err: (cause as Error).message, waiting: this.pending.length }, 'states could not be written; they wait for the database');
    }
  }

  private noteLoss(post: Post, change: Turned['change']): void {
    const { cameraId, siteId } = post.watched.target;
    if (change.to === 'offline' && change.from !== 'unknown') {
      const site = this.lost.get(siteId) ?? { since: this.o.clock.monotonicMs(), losses: new Map<string, Loss>() };
      site.losses.set(cameraId, { cameraId, siteId, firstFailAt: this.wall(change.at), reason: change.reason, detail: change.detail });
      this.lost.set(siteId, site);
    } else this.lost.get(siteId)?.losses.delete(cameraId);
  }

  /** Sites whose losses are complete: nobody there is still suspected, or the mates that the sweep asked had their time (about 9 s after the first). */
  private decide(): { siteId: string; losses: Loss[]; members: number }[] {
    const now = this.o.clock.monotonicMs();
    const done: { siteId: string; losses: Loss[]; members: number }[] = [];
    for (const [siteId, site] of this.lost) {
      if (site.losses.size === 0) { this.lost.delete(siteId); continue; }
      let members = 0;
      let suspected = 0;
      for (const { memory, watched: { target } } of this.o.watch.all()) {
        if (target.siteId !== siteId || !memory.everOnline) continue;
        if (memory.state !== 'offline' || site.losses.has(target.cameraId)) members++;
        if (memory.state !== 'offline' && memory.misses > 0) suspected++;
      }
      if (suspected > 0 && now - site.since < holdMs) continue;
      done.push({ siteId, losses: [...site.losses.values()], members });
    }
    return done;
  }

  private async writeTransitions(tx: Sql, turned: readonly Turned[], epochs: ReadonlyMap<number, number>): Promise<void> {
    await tx.query(`insert into transition (camera_id, at, from_state, to_state, reason, evidence, detail, prober, shard, epoch)
      select * from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[], $10::bigint[])`,
    [turned.map(({ post }) => post.watched.target.cameraId), turned.map(({ change }) => this.wall(change.at)), turned.map(({ change }) => change.from), turned.map(({ change }) => change.to), turned.map(({ change }) => change.reason),
      turned.map(({ change }) => change.evidence), turned.map(({ change }) => change.detail.slice(0, 200)), turned.map(() => this.o.prober), turned.map(({ post }) => post.watched.shard), turned.map(({ post }) => epochs.get(post.watched.shard) ?? 0)]);
  }

  /** State, age and evidence of the given cameras. */
  private async writeStates(tx: Sql, posts: ReadonlySet<Post>, epochs: ReadonlyMap<number, number>): Promise<void> {
    const all = [...posts];
    const at = (value: number): Date | null => (value < 0 ? null : this.wall(value));
    const now = this.o.clock.monotonicMs();
    await tx.query(`insert into camera_state (camera_id, shard, state, reason, detail, evidence, since, first_fail_at, last_ok_at, last_check_at, auth_at, latency_ms, flapping, prober, epoch)
      select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], $12::real[], $13::boolean[], $14::text[], $15::bigint[])
      on conflict (camera_id) do update set shard = excluded.shard, state = excluded.state, reason = excluded.reason, detail = excluded.detail, evidence = excluded.evidence, since = excluded.since, first_fail_at = excluded.first_fail_at,
        last_ok_at = coalesce(excluded.last_ok_at, camera_state.last_ok_at), last_check_at = excluded.last_check_at, auth_at = coalesce(excluded.auth_at, camera_state.auth_at), latency_ms = excluded.latency_ms, flapping = excluded.flapping, prober = excluded.prober, epoch = excluded.epoch
        where camera_state.epoch <= excluded.epoch or camera_state.shard <> excluded.shard`,
    [all.map((post) => post.watched.target.cameraId), all.map((post) => post.watched.shard), all.map((post) => post.memory.state), all.map((post) => post.memory.reason), all.map((post) => post.detail.slice(0, 200)), all.map((post) => post.evidence),
      all.map((post) => this.wall(post.memory.since)), all.map((post) => at(post.memory.firstMissAt)), all.map((post) => at(post.lastOkAt)), all.map((post) => at(post.memory.lastResultAt)), all.map((post) => at(post.authAt)),
      all.map((post) => (post.latencyMs < 0 ? null : post.latencyMs)), all.map((post) => post.turns.filter((turn) => turn > now - 3_600_000).length >= 6), all.map(() => this.o.prober), all.map((post) => epochs.get(post.watched.shard) ?? 0)]);
    for (const post of all) post.dirty = false;
  }

  /** Ages and latencies of cameras that did not turn. */
  async refresh(): Promise<void> {
    const dirty = [...this.o.watch.all()].filter((post) => post.dirty);
    for (let at = 0; at < dirty.length; at += 5_000) {
      const part = dirty.slice(at, at + 5_000);
      await this.o.source.transaction(async (tx) => {
        const epochs = this.o.leases.now;
        const ours = await fence(tx, this.o.prober, epochs);
        await this.writeStates(tx, new Set(part.filter((post) => ours.has(post.watched.shard))), epochs);
      });
    }
  }

  /** Seconds up, down and unknown since the last call, into their hours. What a killed prober did not settle is nobody's: unknown. */
  async rollUp(): Promise<void> {
    const { watch, source, clock, prober, leases } = this.o;
    const now = clock.monotonicMs();
    const rows = [...watch.all()].map((post) => { watch.settle(post, now); return { post, ...post.seconds, checks: post.checks, fails: post.fails, latency: post.checks > post.fails ? post.latencySum / (post.checks - post.fails) : null }; }).filter((row) => row.up + row.down + row.unknown >= 1 || row.checks > 0);
    if (rows.length === 0) return;
    const hour = new Date(Math.floor((clock.now() - 1_000) / 3_600_000) * 3_600_000);
    await source.transaction(async (tx) => {
      const ours = await fence(tx, prober, leases.now);
      const mine = rows.filter(({ post }) => ours.has(post.watched.shard));
      await this.partitions(tx);
      await tx.query(`insert into rollup_hour as r (camera_id, hour, up_s, down_s, unknown_s, checks, fails, latency_avg_ms)
        select * from unnest($1::uuid[], $2::timestamptz[], $3::int[], $4::int[], $5::int[], $6::int[], $7::int[], $8::real[])
        on conflict (camera_id, hour) do update set up_s = r.up_s + excluded.up_s, down_s = r.down_s + excluded.down_s, unknown_s = r.unknown_s + excluded.unknown_s, checks = r.checks + excluded.checks, fails = r.fails + excluded.fails,
          latency_avg_ms = coalesce((coalesce(r.latency_avg_ms, excluded.latency_avg_ms) * r.checks + coalesce(excluded.latency_avg_ms, r.latency_avg_ms) * excluded.checks) / nullif(r.checks + excluded.checks, 0), r.latency_avg_ms)`,
      [mine.map(({ post }) => post.watched.target.cameraId), mine.map(() => hour), mine.map((row) => Math.floor(row.up)), mine.map((row) => Math.floor(row.down)), mine.map((row) => Math.floor(row.unknown)), mine.map((row) => row.checks), mine.map((row) => row.fails), mine.map((row) => row.latency)]);
    });
    for (const { post, up, down, unknown, checks, fails } of rows) {
      // Fractions of a second stay for the next time; whole seconds are gone.
      post.seconds.up -= Math.floor(up); post.seconds.down -= Math.floor(down); post.seconds.unknown -= Math.floor(unknown);
      post.checks -= checks; post.fails -= fails; post.latencySum = 0;
    }
  }

  async sayGuard(blind: boolean, why: string, since: number): Promise<void> {
    const { source, prober } = this.o;
    await source.transaction(async (tx) => {
      if (blind) await tx.query(`insert into outage (id, kind, state, first_fail_at, confirmed_at, reason, affected, evidence) values (gen_random_uuid(), 'observer', 'open', $1, now(), 'our-fault', $2, $3)`, [this.wall(since), this.o.watch.size, JSON.stringify({ why, prober })]);
      else await tx.query("update outage set state = 'closed', recovered_at = now(), closed_at = now() where kind = 'observer' and closed_at is null and evidence->>'prober' = $1", [prober]);
      await emit(tx, guardTurned, { prober, blind, why, since: this.wall(since).toISOString() });
    });
  }

  private async partitions(tx: Sql): Promise<void> {
    const now = new Date(this.o.clock.now());
    if (this.partitionsFor === now.getUTCMonth()) return;
    await tx.query("select pg_advisory_xact_lock(hashtext('fengsui.partitions'))");
    await ensurePartitions(tx, now);
    this.partitionsFor = now.getUTCMonth();
  }
}
