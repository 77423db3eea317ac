import { type Random } from './random.js';

/** What is odd about a device. Most are only of the age and make that they are; some are a nuisance with a name. */
export const personalities = [
  'healthy', 'digest-only', 'wsse-only', 'clock-minutes', 'clock-8h', 'changed-password', 'h265-only', 'slow',
  'silent', 'drip', 'garbage', 'lying', 'duplicate-serial', 'html', 'dead',
] as const;
export type Personality = (typeof personalities)[number];

/** How a minute-by-minute check should judge it when nothing is unplugged: the truth that a published rate is compared with. */
export const expectedState = (personality: Personality): 'online' | 'degraded' | 'offline' => {
  switch (personality) {
    case 'dead': case 'silent': case 'drip': case 'garbage': return 'offline';
    case 'changed-password': case 'clock-minutes': case 'clock-8h': case 'html': return 'degraded';
    default: return 'online';
  }
};

/** Wrong clocks: seven minutes of drift, and a device that puts Beijing time into the UTC field. */
export const clockOffsetMs = (personality: Personality): number =>
  personality === 'clock-minutes' ? 7 * 60_000 : personality === 'clock-8h' ? 8 * 3_600_000 : 0;

export type Oddities = 'demo' | 'none' | 'each';

/** Shares of all cameras. Offline ones together make one in twenty, so that the district starts near 95 %. */
const shares: readonly (readonly [Personality, number])[] = [
  ['silent', 0.005], ['drip', 0.0025], ['garbage', 0.0025], ['dead', 0.04],
  ['changed-password', 0.0075], ['clock-minutes', 0.0075], ['clock-8h', 0.005], ['h265-only', 0.05], ['slow', 0.0075],
  ['lying', 0.005], ['html', 0.0025], ['digest-only', 0.12], ['wsse-only', 0.06],
];

/**
 * One personality for each of `hosts` single cameras in a district of `cameras`.
 * `demo`: the shares above, each at least once from 100 cameras on. `each`: every oddity exactly once. `none`: all healthy.
 */
export function castRoles(random: Random, hosts: number, cameras: number, oddities: Oddities): Personality[] {
  const roles: Personality[] = Array.from({ length: hosts }, () => 'healthy');
  if (oddities === 'none') return roles;
  const order = random.shuffle(roles.map((_, index) => index));
  const cast = (role: Personality, count: number): void => {
    for (const index of order.splice(0, count)) roles[index] = role;
  };
  const least = oddities === 'each' || cameras >= 100 ? 1 : 0;
  for (const [role, share] of shares) cast(role, oddities === 'each' ? 1 : Math.max(least, Math.round(share * cameras)));
  cast('duplicate-serial', oddities === 'each' ? 2 : Math.max(2 * least, Math.round(0.0075 * cameras)));
  return roles;
}
