import ipaddr from 'ipaddr.js';
import { Fault } from '#kernel';

const most = 65_536;

/** Every host address of the IPv4 ranges, once. Throws `protocols.range` for nonsense, and above 65,536 addresses: a sweep must have an end. */
export function addressesOf(cidrs: readonly string[]): string[] {
  const all = new Set<string>();
  for (const text of cidrs) {
    const [base, bits] = parse(text);
    const size = 2 ** (32 - bits);
    if (all.size + size > most) throw new Fault('invalid', { code: 'protocols.range', message: `the ranges hold more than ${most} addresses: split them`, zh: `网段合计超过 ${most} 个地址，请分批` });
    const first = (base.toByteArray().reduce((sum, byte) => sum * 256 + byte, 0) >>> 0) & (bits === 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0);
    const [from, to] = bits >= 31 ? [0, size] : [1, size - 1]; // network and broadcast addresses are nobody's
    for (let n = from; n < to; n++) { const at = (first + n) >>> 0; all.add(`${at >>> 24}.${(at >>> 16) & 255}.${(at >>> 8) & 255}.${at & 255}`); }
  }
  return [...all];
}

function parse(text: string): [ipaddr.IPv4, number] {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  try {
    // ipaddr.js also takes octal and short forms: 010.36.12.0 would be 8.36.12.0, somebody else's network.
    if (!ipaddr.IPv4.isValidFourPartDecimal(text.split('/')[0] ?? '')) throw new Error('not four decimal numbers');
    const [base, bits] = ipaddr.IPv4.parseCIDR(text.includes('/') ? text : `${text}/32`);
    if (bits < 16) throw new Error('wider than /16');
    return [base, bits];
  } catch (cause) {
    throw new Fault('invalid', { code: 'protocols.range', message: `"${shown}" is not an IPv4 range from /16 to /32: write it like 10.36.12.0/24`, zh: `“${shown}”不是有效网段（/16 至 /32），例如 10.36.12.0/24`, cause });
  }
}
