import { createHash } from 'node:crypto';
import { counter, type Sql } from '#kernel';

/** One line of the trail: who did what to which thing, how it ended, why, from where. Never a password, stream address or picture. */
export interface TrailLine {
  readonly personId?: string | null;
  readonly personNumber?: string;
  readonly unit?: string;
  readonly action: string;
  readonly objectKind?: string;
  readonly objectId?: string;
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly reason?: string;
  readonly client?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

interface Stored {
  readonly seq: number; readonly at: Date; readonly person_id: string | null; readonly person_number: string; readonly unit: string; readonly action: string;
  readonly object_kind: string; readonly object_id: string; readonly outcome: string; readonly reason: string; readonly client: string; readonly detail: unknown;
  readonly prev_hash: string; readonly hash: string;
}

const genesis = '0'.repeat(64);
const trailLines = counter('fengsui_access_trail_lines_total', 'Lines written to the trail, by outcome', ['outcome']);

/** Canonical JSON: the same value gives the same text whatever the order of its keys. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const record = value as Record<string, unknown>;
  return `{${Object.keys(record).filter((key) => record[key] !== undefined).sort().map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`).join(',')}}`;
}

export function hashOfLine(line: Omit<Stored, 'hash'>): string {
  const { seq, at, person_id, person_number, unit, action, object_kind, object_id, outcome, reason, client, detail, prev_hash } = line;
  const text = canonical({ seq, at: at.toISOString(), person_id, person_number, unit, action, object_kind, object_id, outcome, reason, client, detail, prev_hash });
  return createHash('sha256').update(text).digest('hex');
}

/** Appends one line in the given transaction. Lines are chained by hash, one writer at a time, so nothing can be changed or cut unseen (C06). */
export async function writeTrail(tx: Sql, line: TrailLine, nowMs: number): Promise<number> {
  await tx.query("select pg_advisory_xact_lock(hashtext('fengsui.trail'))");
  const [last] = await tx.query<{ seq: number; hash: string }[]>('select seq, hash from trail order by seq desc limit 1');
  const stored = {
    seq: (last?.seq ?? 0) + 1, at: new Date(nowMs), person_id: line.personId ?? null, person_number: line.personNumber ?? '', unit: line.unit ?? '', action: line.action,
    object_kind: line.objectKind ?? '', object_id: line.objectId ?? '', outcome: line.outcome, reason: line.reason ?? '', client: line.client ?? '', detail: line.detail ?? {},
    prev_hash: last?.hash ?? genesis,
  };
  await tx.query(`insert into trail (seq, at, person_id, person_number, unit, action, object_kind, object_id, outcome, reason, client, detail, prev_hash, hash)
    values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)`,
  [stored.seq, stored.at, stored.person_id, stored.person_number, stored.unit, stored.action, stored.object_kind, stored.object_id, stored.outcome, stored.reason, stored.client, JSON.stringify(stored.detail), stored.prev_hash, hashOfLine(stored)]);
  trailLines.inc({ outcome: line.outcome });
  return stored.seq;
}

export interface TrailVerdict { readonly lines: number; readonly firstBad: { readonly seq: number; readonly why: 'altered' | 'missing' | 'reordered' } | null }

/** The place and hash of one line, kept elsewhere: it shows that the end was cut off or the whole was written anew. */
export interface TrailAnchor { readonly seq: number; readonly hash: string }

/** Of the last line; undefined for an empty trail. */
export async function lastAnchor(source: Sql): Promise<(TrailAnchor & { readonly at: Date }) | undefined> {
  const [line] = await source.query<(TrailAnchor & { at: Date })[]>('select seq, hash, at from trail order by seq desc limit 1');
  return line;
}

/** Reads the chain from its first line, 5,000 at a time; the rule is on docs/reference/trail.md. With an anchor, that line must be there with that hash. */
export async function verifyTrail(source: Sql, anchor?: TrailAnchor): Promise<TrailVerdict> {
  let previous = { seq: 0, hash: genesis };
  let lines = 0;
  for (;;) {
    const page = await source.query<Stored[]>('select * from trail where seq > $1 order by seq limit 5000', [previous.seq]);
    if (page.length === 0) return { lines, firstBad: anchor && anchor.seq > previous.seq ? { seq: anchor.seq, why: 'missing' } : null };
    for (const line of page) {
      if (line.seq !== previous.seq + 1) return { lines, firstBad: { seq: previous.seq + 1, why: 'missing' } };
      if (hashOfLine(line) !== line.hash) return { lines, firstBad: { seq: line.seq, why: 'altered' } };
      if (anchor?.seq === line.seq && anchor.hash !== line.hash) return { lines, firstBad: { seq: line.seq, why: 'altered' } };
      if (line.prev_hash !== previous.hash) return { lines, firstBad: { seq: line.seq, why: 'reordered' } };
      previous = { seq: line.seq, hash: line.hash };
      lines++;
    }
  }
}
