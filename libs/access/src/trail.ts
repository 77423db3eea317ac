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

/** By their UTF-8 bytes, as the page promises and collate "C" does. Plain sort() compares UTF-16, which differs only beyond U+FFFF. */
function inOrder(keys: string[]): string[] {
  return keys.some((key) => /[\ud800-\udfff]/.test(key)) ? keys.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))) : keys.sort();
}

/** Canonical JSON: the same value gives the same text whatever the order of its keys. */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const record = value as Record<string, unknown>;
  return `{${inOrder(Object.keys(record).filter((key) => record[key] !== undefined)).map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`).join(',')}}`;
}

export function hashOfLine(line: Omit<Stored, 'hash'>): string {
  const { seq, at, person_id, person_number, unit, action, object_kind, object_id, outcome, reason, client, detail, prev_hash } = line;
  const text = canonical({ seq, at: at.toISOString(), person_id, person_number, unit, action, object_kind, object_id, outcome, reason, client, detail, prev_hash });
  return createHash('sha256').update(text).digest('hex');
}

const storable = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd').replaceAll('\0', '\ufffd');

/**
 * A value as PostgreSQL gives it back: JSON only, no NUL, no half of a surrogate pair, and no number beyond 2^53, whose shortest digits PostgreSQL
 * and JavaScript print differently (2.5e22: it takes no digits from the exact middle between two doubles). It is hashed like this, for anybody may send such signs
 * before he has logged in, and a line that comes back other than it was hashed would break the chain for good.
 */
function asKept(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) return String(value);
  if (Array.isArray(value)) return value.map(asKept);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [storable(key), asKept(each)]));
}

/** Appends one line in the given transaction. Lines are chained by hash, one writer at a time, so nothing can be changed or cut unseen (C06). */
export async function writeTrail(tx: Sql, line: TrailLine, nowMs: number): Promise<number> {
  await tx.query("select pg_advisory_xact_lock(hashtext('fengsui.trail'))");
  const [last] = await tx.query<{ seq: number; hash: string }[]>('select seq, hash from trail order by seq desc limit 1');
  const stored = {
    seq: (last?.seq ?? 0) + 1, at: new Date(nowMs), person_id: line.personId ?? null, person_number: storable(line.personNumber ?? ''), unit: storable(line.unit ?? ''), action: storable(line.action),
    object_kind: storable(line.objectKind ?? ''), object_id: storable(line.objectId ?? ''), outcome: line.outcome, reason: storable(line.reason ?? ''), client: storable(line.client ?? ''), detail: asKept(JSON.parse(JSON.stringify(line.detail ?? {}))),
    prev_hash: last?.hash ?? genesis,
  };
  await tx.query(`insert into trail (seq, at, person_id, person_number, unit, action, object_kind, object_id, outcome, reason, client, detail, prev_hash, hash)
    values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)`,
  [stored.seq, stored.at, stored.person_id, stored.person_number, stored.unit, stored.action, stored.object_kind, stored.object_id, stored.outcome, stored.reason, stored.client, JSON.stringify(stored.detail), stored.prev_hash, hashOfLine(stored)]);
  trailLines.inc({ outcome: line.outcome });
  return stored.seq;
}

/** `extra`: a second line with a number that was there, or one before the first. `cut`: an anchored line behind the end. `rewritten`: an anchored line with another hash. */
export type Breach = 'altered' | 'missing' | 'reordered' | 'extra' | 'cut' | 'rewritten';
export interface TrailVerdict { readonly lines: number; readonly firstBad: { readonly seq: number; readonly why: Breach } | null }

/** The place and hash of one line, kept elsewhere: it shows that the end was cut off or the whole was written anew. */
export interface TrailAnchor { readonly seq: number; readonly hash: string }

/** Of the last line; undefined for an empty trail. */
export async function lastAnchor(source: Sql): Promise<(TrailAnchor & { readonly at: Date }) | undefined> {
  const [line] = await source.query<(TrailAnchor & { at: Date })[]>('select seq, hash, at from trail order by seq desc limit 1');
  return line;
}

/** Anchors out of what `fengsui trail anchor` printed and anchors.txt keeps: SEQ:HASH, anything beside it is for the reader. */
export function readAnchors(text: string): TrailAnchor[] {
  return [...text.matchAll(/(?<=^|\s)(\d{1,15}):([0-9a-f]{64})(?=\s|$)/g)].map(([, seq, hash]) => ({ seq: Number(seq), hash: hash ?? '' }));
}

/** Reads the chain from its first line, 5,000 at a time; the rule is on docs/reference/trail.md. Every anchored line must be there with its hash. */
export async function verifyTrail(source: Sql, anchors: readonly TrailAnchor[] = []): Promise<TrailVerdict> {
  const kept = [...anchors].sort((a, b) => a.seq - b.seq);
  let previous = { seq: 0, hash: genesis };
  // By number and time: a number may stand twice, for the key of a partitioned table holds the time, and the second must not hide between two pages.
  let read = { seq: '-9223372036854775808', at: '-infinity' };
  let lines = 0;
  for (;;) {
    const page = await source.query<(Stored & { readonly at_text: string })[]>('select *, at::text as at_text from trail where (seq, at) > ($1::bigint, $2::timestamptz) order by seq, at limit 5000', [read.seq, read.at]);
    if (page.length === 0) {
      const cut = kept.find((anchor) => anchor.seq > previous.seq);
      return { lines, firstBad: cut ? { seq: cut.seq, why: 'cut' } : null };
    }
    for (const line of page) {
      const firstBad = breachOf(line, previous, kept);
      if (firstBad) return { lines, firstBad };
      previous = { seq: line.seq, hash: line.hash };
      read = { seq: String(line.seq), at: line.at_text };
      lines++;
    }
  }
}

function breachOf(line: Stored, previous: TrailAnchor, anchors: readonly TrailAnchor[]): TrailVerdict['firstBad'] {
  if (line.seq <= previous.seq) return { seq: line.seq, why: 'extra' };
  if (line.seq !== previous.seq + 1) return { seq: previous.seq + 1, why: 'missing' };
  if (hashOfLine(line) !== line.hash) return { seq: line.seq, why: 'altered' };
  if (line.prev_hash !== previous.hash) return { seq: line.seq, why: 'reordered' };
  if (anchors.some((anchor) => anchor.seq === line.seq && anchor.hash !== line.hash)) return { seq: line.seq, why: 'rewritten' };
  return null;
}
