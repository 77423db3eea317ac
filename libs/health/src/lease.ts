import type { DataSource } from 'typeorm';
import type { Clock, Log, Sql } from '#kernel';

export const shardCount = 64;
export const leaseMs = 10_000;
export const renewMs = 3_000;

/**
 * Shards of cameras, leased from PostgreSQL. The holder stops at its own deadline, taken on the monotonic clock before the renewal is sent;
 * the epoch in every write refuses what a late holder still had in hand. Probers share evenly: one that holds more than its share lets go.
 */
export class ShardLeases {
  private readonly held = new Map<number, number>();
  private deadline = 0;

  constructor(private readonly source: DataSource, private readonly owner: string, private readonly clock: Clock, private readonly log: Log) {}

  /** Shards that may be worked on now, with their epochs. Empty past the deadline. */
  get now(): ReadonlyMap<number, number> { return this.clock.monotonicMs() < this.deadline ? this.held : new Map(); }

  /** Renews, takes what is free, gives back what is too much. Returns true when the set changed. */
  async renew(): Promise<boolean> {
    const before = [...this.now.keys()].sort().join();
    const asked = this.clock.monotonicMs();
    await this.source.transaction(async (tx) => {
      const [{ live } = { live: 1 }] = await tx.query<{ live: number }[]>("select greatest(1, count(*))::int as live from prober where heartbeat_at > now() - interval '15 seconds' or id = $1", [this.owner]);
      const fair = Math.ceil(shardCount / live);
      const [mine] = await tx.query<[{ id: number; epoch: number }[], number]>(`update shard set lease_until = now() + $2 * interval '1 millisecond' where owner = $1 and lease_until > now() returning id, epoch`, [this.owner, leaseMs]);
      this.held.clear();
      for (const { id, epoch } of mine) this.held.set(id, epoch);
      const surplus = [...this.held.keys()].sort((a, b) => b - a).slice(0, Math.max(0, this.held.size - fair));
      if (surplus.length > 0) {
        await this.letGo(tx, surplus);
        for (const id of surplus) this.held.delete(id);
      }
      const room = fair - this.held.size;
      if (room > 0) {
        const taken = await tx.query<{ id: number; epoch: number }[]>(`
          with free as (select id, lease_until from shard where owner is null or lease_until < now() order by id limit $3 for update skip locked),
            ended as (update lease_history h set to_at = free.lease_until from free where h.shard = free.id and h.to_at is null),
            moved as (update shard s set owner = $1, epoch = s.epoch + 1, lease_until = now() + $2 * interval '1 millisecond' from free where s.id = free.id returning s.id, s.epoch),
            begun as (insert into lease_history (shard, epoch, owner, from_at) select id, epoch, $1, clock_timestamp() from moved)
          select id, epoch from moved`, [this.owner, leaseMs, room]);
        for (const { id, epoch } of taken) this.held.set(id, epoch);
      }
    });
    this.deadline = asked + leaseMs - 500;
    const after = [...this.held.keys()].sort().join();
    if (after !== before) this.log.info({ shards: this.held.size }, 'shards held');
    return after !== before;
  }

  async release(): Promise<void> {
    this.deadline = 0;
    this.held.clear();
    await this.source.transaction(async (tx) => {
      const left = await tx.query<{ id: number }[]>('select id from shard where owner = $1 order by id for update', [this.owner]);
      await this.letGo(tx, left.map(({ id }) => id));
    });
  }

  /**
   * Frees shards that this transaction has locked. Their history ends now, or when the lease ran out if that was earlier. The time is that of the
   * statement: now() is when the transaction began, which may be before the lock was had, and two holders would overlap.
   */
  private async letGo(tx: Sql, shards: readonly number[]): Promise<void> {
    await tx.query(`update lease_history h set to_at = greatest(h.from_at, least(clock_timestamp(), s.lease_until)) from shard s
      where s.id = any($1) and s.owner = $2 and h.shard = s.id and h.epoch = s.epoch and h.to_at is null`, [shards, this.owner]);
    await tx.query('update shard set owner = null, lease_until = null where id = any($1) and owner = $2', [shards, this.owner]);
  }
}

/** The shards of `epochs` that this owner still holds, locked until the transaction ends: what is not among them must not be written. */
export async function fence(tx: Sql, owner: string, epochs: ReadonlyMap<number, number>): Promise<Set<number>> {
  const rows = await tx.query<{ id: number; epoch: number }[]>('select id, epoch from shard where owner = $1 and id = any($2) for share', [owner, [...epochs.keys()]]);
  return new Set(rows.filter(({ id, epoch }) => epochs.get(id) === epoch).map(({ id }) => id));
}

/** Who held which shard when is kept for 90 days: long enough for a dispute over a month. */
export async function forgetOldLeases(sql: Sql): Promise<void> {
  await sql.query("delete from lease_history where to_at < now() - interval '90 days'");
}
