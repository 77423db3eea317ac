/** What a person types into the ranges box: one range a line, or with commas and spaces between. */
export interface Ranges { readonly cidrs: readonly string[]; readonly wrong: readonly string[]; readonly addresses: number }

export function readRanges(text: string): Ranges {
  const cidrs: string[] = [];
  const wrong: string[] = [];
  let addresses = 0;
  for (const word of text.split(/[\s,;，；]+/).filter((w) => w !== '')) {
    const size = sizeOf(word);
    if (size === null) wrong.push(word);
    else {
      cidrs.push(word.includes('/') ? word : `${word}/32`);
      addresses += size;
    }
  }
  return { cidrs, wrong, addresses };
}

/** Addresses asked in a range; null when it is none. Network and broadcast are not counted from /30 up. */
function sizeOf(word: string): number | null {
  const found = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(word);
  if (!found) return null;
  if (found.slice(1, 5).some((part) => Number(part) > 255)) return null;
  const bits = found[5] === undefined ? 32 : Number(found[5]);
  if (bits > 32 || bits < 8) return null;
  const size = 2 ** (32 - bits);
  return bits < 31 ? size - 2 : size;
}

export function readPorts(text: string): number[] | null {
  const words = text.split(/[\s,;，；]+/).filter((w) => w !== '');
  const ports = words.map(Number);
  return ports.every((port) => Number.isInteger(port) && port >= 1 && port <= 65_535) ? ports : null;
}
