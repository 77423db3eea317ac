import { Fault } from '#kernel';

/** Dotted quad as an unsigned number, so that ranges can be counted. */
export function addressNumber(ip: string): number {
  const parts = ip.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) {
    throw new Fault('invalid', { code: 'simulator.address', message: `not an IPv4 address: ${ip}` });
  }
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

export const addressText = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');

/** Only 127/8: the district is a stage, and nobody outside this machine may walk on it. */
export const isLoopback = (ip: string | undefined): boolean => ip !== undefined && /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(ip);

/** One site's range: hands out addresses in order and keeps the rest for devices that move. */
export class Block {
  private nextHost: number;
  constructor(private readonly network: number, readonly prefix: number) { this.nextHost = network + 1; }

  get cidr(): string { return `${addressText(this.network)}/${this.prefix}`; }
  get size(): number { return 2 ** (32 - this.prefix); }

  take(): string {
    if (this.nextHost >= this.network + this.size - 1) {
      throw new Fault('invalid', { code: 'simulator.range-full', message: `no free address left in ${this.cidr}` });
    }
    return addressText(this.nextHost++);
  }

  /** Usable addresses nobody was given, lowest first. */
  *free(): Generator<string> {
    for (let host = this.nextHost; host < this.network + this.size - 1; host++) yield addressText(host);
  }
}

/** Cuts aligned blocks out of one big range, so that two sites never overlap. */
export class Land {
  private cursor: number;
  private readonly end: number;
  constructor(base: string, prefix = 12) {
    this.cursor = addressNumber(base);
    if (this.cursor >>> 24 !== 127 || this.cursor < addressNumber('127.1.0.0')) {
      throw new Fault('invalid', { code: 'simulator.base', message: `the district lives in 127.1.0.0 … 127.255.0.0, not at ${base}` });
    }
    this.end = Math.min(this.cursor + 2 ** (32 - prefix), addressNumber('127.255.255.255'));
  }

  /** A block for at least `hosts` devices with a third to spare; /26 (62 addresses) at the smallest. */
  cut(hosts: number): Block {
    let prefix = 26;
    while (2 ** (32 - prefix) - 2 < hosts * 1.3 + 4) prefix--;
    const size = 2 ** (32 - prefix);
    const start = Math.ceil(this.cursor / size) * size;
    if (start + size > this.end) throw new Fault('invalid', { code: 'simulator.land-full', message: 'the address range is used up: fewer cameras, or a lower base' });
    this.cursor = start + size;
    return new Block(start, prefix);
  }
}
