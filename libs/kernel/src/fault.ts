/** What the caller should do about it. The kind is also the metric label; counters start at zero for each. */
export const faultKinds = [
  'invalid', 'missing', 'conflict', 'forbidden', // the request: answer, do not retry
  'unreachable', 'timeout', 'busy', // the far side, for now: retry later
  'refused', 'misunderstood', 'unsupported', // the far side, for good: show a person
  'bug', // us: log with the stack, page someone
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface FaultDetail {
  /** Stable, listed in docs/reference/errors.md: `room.what-happened`. */
  readonly code: string;
  /** For the one who acts: what, where, and what to do. Never a password, stream address or person's name. */
  readonly message: string;
  /** The same sentence in Chinese, where a person of the console sees it. */
  readonly zh?: string;
  readonly cause?: unknown;
  /** Small, serialisable facts: which field, which row, which limit. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

export class Fault extends Error {
  readonly code: string;
  readonly zh: string | undefined;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(readonly kind: FaultKind, detail: FaultDetail) {
    super(detail.message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = 'Fault';
    this.code = detail.code;
    this.zh = detail.zh;
    this.facts = detail.facts ?? {};
  }
}

/** SQLSTATE (PostgreSQL appendix A) and what it means for the one who waits. */
const databaseStates: readonly [pattern: RegExp, code: string, message: string, zh: string][] = [
  [/^53100$/, 'kernel.disk-full', 'the disk under the database is full: nothing was written and nothing is lost; free space, then try again', '数据库所在磁盘已满，本次未写入；请清理磁盘后重试'],
  [/^53[0-9]{3}$/, 'kernel.database-busy', 'the database has no room for another connection or more memory now: try again', '数据库繁忙，请稍后重试'],
  [/^(57P0[0-4]|08[0-9A-Z]{3}|25006|ECONNREFUSED|ECONNRESET|EPIPE)$/, 'kernel.database-away', 'the database is away and comes back by itself: try again in a moment', '数据库暂不可用，正在自动恢复，请稍后重试'],
];

/** What pg and TypeORM throw when the server is away, full or starting; undefined for anything else. */
export function databaseFault(thrown: unknown): Fault | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const state = (thrown as { code?: string }).code ?? (/Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(thrown.message) ? '57P01' : /could not (extend|write)[^:]*: No space left on device/.test(thrown.message) ? '53100' : '');
  const found = databaseStates.find(([pattern]) => pattern.test(state));
  return found && new Fault('busy', { code: found[1], message: found[2], zh: found[3], cause: thrown });
}

/** Anything thrown, as a Fault: a Fault stays what it is, everything else is our bug. */
export function asFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new Fault('bug', { code: 'kernel.unexpected', message, zh: '系统内部错误，已记录，请联系管理员', cause: thrown });
}
