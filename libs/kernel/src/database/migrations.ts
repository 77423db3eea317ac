import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from './database.js';

/** News between processes: rows that a NOTIFY rings for, read by transaction id (see event-bus.ts). */
class Kernel1764000000000 implements MigrationInterface {
  readonly name = 'Kernel1764000000000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`create table event (
      id bigint generated always as identity primary key,
      xid xid8 not null default pg_current_xact_id(),
      at timestamptz not null default now(),
      name text not null,
      payload jsonb not null)`);
    await q.query('create index event_xid on event (xid)');
    await q.query('create index event_at on event (at)');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table event');
  }
}

export const kernelMigrations: MigrationClass[] = [Kernel1764000000000];
