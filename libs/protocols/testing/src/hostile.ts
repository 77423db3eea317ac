/** The same numbers every time: below `below`. */
export function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b_3c6d) + 0x9e37_79b9) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
}

/** Good bytes made bad: cut off, flipped, doubled, spliced, stuffed, or bytes of no origin at all. */
export function hostile(random: (below: number) => number, seeds: readonly Buffer[]): Buffer {
  const pick = (): Buffer => seeds[random(seeds.length)] ?? Buffer.alloc(0);
  const good = Buffer.from(pick());
  const at = random(good.length + 1);
  switch (random(7)) {
    case 0: return good.subarray(0, at);
    case 1: for (let n = random(8); n >= 0; n--) if (good.length > 0) good[random(good.length)] = random(256); return good;
    case 2: return Buffer.concat([good.subarray(0, at), pick().subarray(random(64))]);
    case 3: return Buffer.concat([good, good.subarray(at)]);
    case 4: return Buffer.concat([good.subarray(0, at), Buffer.alloc(random(512), random(256)), good.subarray(at)]);
    case 5: return Buffer.from(Array.from({ length: random(200) }, () => random(256)));
    default: if (good.length > 0) good[at % good.length] = [0, 0xff, 0x24, 10, 13, 0x7f, 0x80][random(7)] ?? 0; return good;
  }
}
