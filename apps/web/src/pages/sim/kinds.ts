import type { TFunction } from 'i18next';
import type words from '../../i18n/zh-CN/sim.js';

type Kind = keyof typeof words.kind;
type Personality = keyof typeof words.personalityName;

/** What can be done to one camera beyond pulling its plug. Broken pictures wait for the slice that looks at pictures. */
export const faultKinds: readonly Kind[] = ['change-password', 'move-camera', 'repair-camera'];
const known: readonly Kind[] = ['unplug-camera', 'unplug-switch', 'unplug-recorder', 'unplug-site', 'power-cut', 'prober-network', 'change-password', 'move-camera', 'repair-camera'];
const personalities: readonly Personality[] = ['healthy', 'changed-password', 'clock-minutes', 'clock-8h', 'slow', 'silent', 'garbage', 'drip', 'dead', 'html', 'h265-only', 'lying', 'duplicate-serial', 'digest-only', 'wsse-only'];

export function faultName(t: TFunction, kind: string): string {
  const one = known.find((k) => k === kind);
  return one ? t(`sim.kind.${one}`) : kind;
}

export function personalityName(t: TFunction, personality: string): string {
  const one = personalities.find((p) => p === personality);
  return one ? t(`sim.personalityName.${one}`) : personality;
}
