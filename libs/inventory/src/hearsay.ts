import ipaddr from 'ipaddr.js';
import { covers } from './credential-set.js';
import type { Sighting } from './discoverer.js';

/**
 * What a stranger says, as PostgreSQL can keep it: no zero characters, no halves of a surrogate pair. One device with such a name would
 * otherwise fail the whole run, and everything else it found would be lost.
 */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd') as T;
  if (Array.isArray(value)) return value.map((each: unknown) => storable(each)) as T;
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]: [string, unknown]) => [key, storable(each)])) as T;
  return value;
}

/** The hosts that a device named as its own and that are no address of the ranges; a name is none. Without ranges nothing is outside. */
export function outsideHosts({ namedHosts = [] }: Pick<Sighting, 'namedHosts'>, ranges: readonly string[]): string[] {
  return ranges.length === 0 ? [] : namedHosts.filter((host) => !ipaddr.isValid(host) || !covers(ranges, host));
}
