import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from '#kernel';

class Inventory1764000000200 implements MigrationInterface {
  readonly name = 'Inventory1764000000200';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`create table node (
      id uuid primary key, tree text not null check (tree in ('police','governance','site','maintenance','network')), parent_id uuid references node,
      kind text not null, name text not null, code text not null, lineage uuid[] not null, sort int not null default 0, unique (tree, code))`);
    await q.query('create index node_lineage on node using gin (lineage)');
    await q.query(`create table site (
      id uuid primary key references node, name text not null, pinyin text not null default '', site_kind text not null,
      police_node uuid references node, governance_node uuid references node, maintenance_node uuid references node, network_node uuid references node,
      address text not null default '', lng float8, lat float8, cidrs text[] not null default '{}', gateway inet, planned_cameras int not null default 0, ports int[] not null default '{}')`);
    await q.query(`create table credential_set (
      id uuid primary key, site_id uuid references site, name text not null, username text not null, cidrs text[] not null default '{}',
      version int not null default 1, secret bytea not null, created_at timestamptz not null default now(), retired_at timestamptz)`);
    await q.query(`create table credential_try (
      credential_set_id uuid not null references credential_set on delete cascade, version int not null, device_key text not null,
      at timestamptz not null default now(), result text not null default 'asked', primary key (credential_set_id, version, device_key))`);
    await q.query(`create table device (
      id uuid primary key, kind text not null check (kind in ('camera','recorder','switch')), site_id uuid not null references site, name text not null,
      manufacturer text not null default '', model text not null default '', serial text not null default '', mac text not null default '', firmware text not null default '', epr text not null default '',
      ip inet not null, http_port int, rtsp_port int, onvif_path text, credential_set_id uuid references credential_set, auth_scheme text, switch_id uuid references device,
      created_at timestamptz not null default now(), updated_at timestamptz not null default now())`);
    await q.query('create index device_site on device (site_id)');
    await q.query('create index device_ip on device (ip)');
    await q.query(`create table camera (
      id uuid primary key, device_id uuid not null references device, channel int not null default 1 check (channel >= 1), site_id uuid not null references site,
      recorder_id uuid references device, switch_id uuid references device, gb_code text unique check (gb_code ~ '^[0-9]{20}$'),
      name text not null, pinyin text not null default '', manufacturer text not null default '', model text not null default '', serial text not null default '', mac text not null default '',
      ip inet not null, rtsp_port int, rtsp_path text, onvif_port int, onvif_path text, point_class int not null default 3, key_area boolean not null default false,
      lifecycle text not null default 'in-service', lng float8, lat float8, coord_source text, coord_raw jsonb,
      commissioned_at timestamptz, decommissioned_at timestamptz, suspended jsonb not null default '[]', file jsonb not null default '{}', archive_score numeric not null default 0,
      version int not null default 1, created_at timestamptz not null default now(), updated_at timestamptz not null default now(), unique (device_id, channel))`);
    await q.query('create index camera_site on camera (site_id)');
    await q.query('create index camera_ip on camera (ip)');
    await q.query(`create table camera_change (
      id bigint generated always as identity primary key, camera_id uuid not null references camera, at timestamptz not null default now(), person_id uuid, person_number text not null default '',
      field text not null, old jsonb, new jsonb, why text not null default '')`);
    await q.query('create index camera_change_camera on camera_change (camera_id, at desc)');
    await q.query(`create table candidate (
      id uuid primary key, device_key text not null unique, ip inet not null, http_port int, rtsp_port int, onvif_path text, epr text not null default '',
      manufacturer text not null default '', model text not null default '', serial text not null default '', mac text not null default '', firmware text not null default '', name text not null default '',
      channels jsonb not null default '[]', scopes text[] not null default '{}', sources text[] not null default '{}', site_id uuid references site, auth text not null default 'unknown',
      state text not null default 'new', matched_device_id uuid references device, relation text not null default 'new', conflict jsonb, problem text, brand_hint text, clock_offset_ms bigint,
      first_seen_at timestamptz not null default now(), last_seen_at timestamptz not null default now(), decided_at timestamptz, decided_by uuid, decision_why text)`);
    await q.query('create index candidate_state on candidate (state, last_seen_at desc)');
    await q.query(`create table discovery_run (
      id uuid primary key, kind text not null, request jsonb not null, state text not null, progress jsonb not null, started_by uuid, started_at timestamptz not null default now(), ended_at timestamptz, error text, host text not null default '')`);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table discovery_run, candidate, camera_change, camera, device, credential_try, credential_set, site, node');
  }
}

/** Ledger files between upload and application. */
class Inventory1764000000201 implements MigrationInterface {
  readonly name = 'Inventory1764000000201';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`create table import_job (
      id uuid primary key, file_name text not null, format text not null, charset text not null, state text not null, mapping jsonb not null default '{}', coord_system text not null default 'wgs84', site_id uuid references site,
      headings jsonb not null, first_row int not null, row_count int not null, totals jsonb, progress jsonb, error text, created_by uuid, created_number text not null default '', created_at timestamptz not null default now(), applied_at timestamptz)`);
    await q.query(`create table import_row (
      job_id uuid not null references import_job on delete cascade, row_no int not null, cells jsonb not null, verdict text, problems jsonb, row_values jsonb, site_id uuid, camera_id uuid, changes jsonb, primary key (job_id, row_no))`);
    await q.query('create index import_row_verdict on import_row (job_id, verdict, row_no)');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop table import_row, import_job');
  }
}

/** The ledger opens sorted by site or by name: a page is read off an index instead of sorting the district. */
class Inventory1764000000202 implements MigrationInterface {
  readonly name = 'Inventory1764000000202';

  async up(q: QueryRunner): Promise<void> {
    await q.query('create index camera_name on camera (name, id) where decommissioned_at is null');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('drop index camera_name');
  }
}

export const inventoryMigrations: MigrationClass[] = [Inventory1764000000200, Inventory1764000000201, Inventory1764000000202];
