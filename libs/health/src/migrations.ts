import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass, Sql } from '#kernel';

class Health1764000000300 implements MigrationInterface {
  readonly name = 'Health1764000000300';

  async up(q: QueryRunner): Promise<void> {
    await q.query('create table shard (id int primary key, owner text, epoch bigint not null default 0, lease_until timestamptz)');
    await q.query('insert into shard (id) select generate_series(0, 63)');
    await q.query("create table prober (id text primary key, started_at timestamptz not null default now(), heartbeat_at timestamptz not null, state jsonb not null default '{}')");
    await q.query(`create table camera_state (
      camera_id uuid primary key, shard int not null, state text not null, reason text, detail text, evidence text, since timestamptz not null, first_fail_at timestamptz, last_ok_at timestamptz,
      last_check_at timestamptz, auth_at timestamptz, latency_ms real, by_parent boolean not null default false, flapping boolean not null default false, prober text, epoch bigint not null default 0)`);
    await q.query('create index camera_state_state on camera_state (state)');
    await q.query(`create table transition (
      id bigint generated always as identity, xid xid8 not null default pg_current_xact_id(), camera_id uuid not null, at timestamptz not null, recorded_at timestamptz not null default now(),
      from_state text not null, to_state text not null, reason text, evidence text, detail text, prober text not null default '', shard int not null, epoch bigint not null, primary key (id, at)) partition by range (at)`);
    await q.query('create table transition_default partition of transition default');
    await q.query('create index transition_camera on transition (camera_id, at desc)');
    await q.query('create index transition_at on transition (at desc)');
    await q.query(`create table rollup_hour (
      camera_id uuid not null, hour timestamptz not null, up_s int not null default 0, down_s int not null default 0, unknown_s int not null default 0, checks int not null default 0, fails int not null default 0,
      latency_avg_ms real, primary key (camera_id, hour)) partition by range (hour)`);
    await q.query('create table rollup_hour_default partition of rollup_hour default');
    await q.query('create index rollup_hour_hour on rollup_hour (hour)');
    await q.query(`create table outage (
      id uuid primary key, kind text not null check (kind in ('camera','site','observer')), camera_id uuid, site_id uuid, parent_id uuid references outage, state text not null, first_fail_at timestamptz not null,
      confirmed_at timestamptz, recovered_at timestamptz, closed_at timestamptz, reason text, affected int not null default 1, evidence jsonb not null default '{}')`);
    await q.query("create unique index outage_open_camera on outage (camera_id) where kind = 'camera' and closed_at is null");
    await q.query("create unique index outage_open_site on outage (site_id) where kind = 'site' and closed_at is null");
    await q.query('create index outage_times on outage (first_fail_at desc)');
    await q.query('create table check_request (id uuid primary key, camera_id uuid not null, asked_by uuid, asked_at timestamptz not null default now(), done_at timestamptz, verdict jsonb)');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table check_request, outage, rollup_hour, transition, camera_state, prober, shard');
  }
}

/** Who held which shard, from when to when: every check can be traced to the process that was allowed to make it. */
class Health1764000000301 implements MigrationInterface {
  readonly name = 'Health1764000000301';

  async up(q: QueryRunner): Promise<void> {
    await q.query('create table lease_history (shard int not null references shard, epoch bigint not null, owner text not null, from_at timestamptz not null, to_at timestamptz, primary key (shard, epoch))');
    await q.query('create index lease_history_open on lease_history (shard) where to_at is null');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table lease_history');
  }
}

export const healthMigrations: MigrationClass[] = [Health1764000000300, Health1764000000301];

/** Monthly partitions of the big tables, this month and the next two. Rows of months without one fall into the default partition. */
export async function ensurePartitions(sql: Sql, now: Date): Promise<void> {
  for (const [table] of [['transition'], ['rollup_hour']] as const) {
    for (let ahead = 0; ahead < 3; ahead++) {
      const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
      const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead + 1, 1));
      const name = `${table}_${from.getUTCFullYear()}_${String(from.getUTCMonth() + 1).padStart(2, '0')}`;
      await sql.query(`create table if not exists ${name} partition of ${table} for values from ('${from.toISOString()}') to ('${to.toISOString()}')`);
    }
  }
}
