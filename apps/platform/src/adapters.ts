import { onvif, rangeSweep } from '#adapters';
import type { Discoverer, Identifier } from '#inventory';
import type { Clock } from '#kernel';

/** The one place where this process's adapters are switched on. */
export function adapters(clock: Clock, demo: boolean): { discoverers: Discoverer[]; identifier: Identifier } {
  const { discoverer, identifier } = onvif({ clock, loopback: demo });
  return { discoverers: [discoverer, rangeSweep({ clock }).discoverer], identifier };
}
