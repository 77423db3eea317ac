import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from '#kernel';

class Access1764000000100 implements MigrationInterface {
  readonly name = 'Access1764000000100';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`create table person (
      id uuid primary key, number text not null unique, name text not null, unit text not null default '',
      roles text[] not null default '{}', scope_node uuid, language text not null default 'zh-CN',
      password_hash text, password_history text[] not null default '{}', password_changed_at timestamptz,
      failed_at timestamptz[] not null default '{}', locked_until timestamptz, disabled_at timestamptz,
      preferences jsonb not null default '{}', created_at timestamptz not null default now())`);
    await q.query(`create table session (
      token_digest text primary key, person_id uuid not null references person on delete cascade,
      created_at timestamptz not null, seen_at timestamptz not null, expires_at timestamptz not null, client text not null)`);
    await q.query('create index session_person on session (person_id)');
    await q.query(`create table setup_link (
      token_digest text primary key, for_role text not null, created_at timestamptz not null, expires_at timestamptz not null, used_at timestamptz)`);
    await q.query(`create table trail (
      seq bigint not null, at timestamptz not null, person_id uuid, person_number text not null default '', unit text not null default '',
      action text not null, object_kind text not null default '', object_id text not null default '', outcome text not null,
      reason text not null default '', client text not null default '', detail jsonb not null default '{}',
      prev_hash text not null, hash text not null, primary key (seq, at)) partition by range (at)`);
    await q.query('create table trail_default partition of trail default');
    await q.query('create index trail_at on trail (at desc)');
    await q.query('create index trail_object on trail (object_kind, object_id, at desc)');
    // The verifier finds what a database administrator changed; this keeps an application from doing it by mistake (C06).
    await q.query(`create function trail_is_append_only() returns trigger language plpgsql as $$ begin raise exception 'the trail is append-only'; end $$`);
    await q.query('create trigger trail_append_only before update or delete on trail for each row execute function trail_is_append_only()');
    await q.query('create trigger trail_no_truncate before truncate on trail for each statement execute function trail_is_append_only()');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table trail, setup_link, session, person');
    await q.query('drop function trail_is_append_only');
  }
}

export const accessMigrations: MigrationClass[] = [Access1764000000100];
