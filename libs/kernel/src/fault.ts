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

/** Anything thrown, as a Fault: a Fault stays what it is, everything else is our bug. */
export function asFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new Fault('bug', { code: 'kernel.unexpected', message, zh: '系统内部错误，已记录，请联系管理员', cause: thrown });
}
