import { stableHash } from '#kernel';

/** Seeded chance. Each subject takes its own stream, so that adding one street does not rename every camera. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** From `low` to `high`, both included. */
  between(low: number, high: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  shuffle<T>(list: readonly T[]): T[];
  digits(length: number): string;
  hex(length: number): string;
}

/** sfc32 with a state made from the seed and the subject's name. Good enough for a stage set, never for a secret. */
export function seeded(seed: number, subject: string): Random {
  let a = stableHash(`${subject}:${seed}:a`);
  let b = stableHash(`${subject}:${seed}:b`);
  let c = stableHash(`${subject}:${seed}:c`);
  let d = 1;
  const next = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warm = 0; warm < 15; warm++) next();
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[between(0, list.length - 1)];
    if (chosen === undefined) throw new RangeError('cannot pick from an empty list');
    return chosen;
  };
  return {
    next,
    between,
    pick,
    chance: (share) => next() < share,
    shuffle: (list) => {
      const copy = [...list];
      for (let i = copy.length - 1; i > 0; i--) {
        const j = between(0, i);
        [copy[i], copy[j]] = [copy[j] as (typeof copy)[number], copy[i] as (typeof copy)[number]];
      }
      return copy;
    },
    digits: (length) => Array.from({ length }, () => between(0, 9)).join(''),
    hex: (length) => Array.from({ length }, () => between(0, 15).toString(16)).join(''),
  };
}
