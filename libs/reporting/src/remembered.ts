import type { Clock } from '#kernel';

/** Different scopes that are remembered at once; a district has a few dozen. */
const MOST = 200;

/**
 * Answers that may be shown again for a moment. Who asks while an answer is being computed waits for that one: a hundred consoles that
 * refresh at the same news cost one computation. A failure is not remembered.
 */
export class Remembered {
  private readonly answers = new Map<string, { readonly until: number; readonly answer: Promise<unknown> }>();

  constructor(private readonly clock: Clock) {}

  async get<T>(key: string, forMs: number, compute: () => Promise<T>): Promise<T> {
    const now = this.clock.monotonicMs();
    const held = this.answers.get(key);
    if (held && now < held.until) return held.answer as Promise<T>;
    const answer = compute();
    this.answers.delete(key);
    this.answers.set(key, { until: now + forMs, answer });
    for (const [oldest] of this.answers) { if (this.answers.size <= MOST) break; this.answers.delete(oldest); }
    answer.catch(() => { if (this.answers.get(key)?.answer === answer) this.answers.delete(key); });
    return answer;
  }
}
