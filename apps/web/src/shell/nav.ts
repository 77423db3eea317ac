import type { Session } from '../api/types.js';
import type { IconName } from '../ui/icons.js';

export interface NavEntry { readonly key: 'overview' | 'outages' | 'cameras' | 'discovery' | 'audit' | 'settings' | 'sim'; readonly to: string; readonly icon: IconName; /** Pair of keys that goes there. */ readonly jump?: string }

const entries: readonly (NavEntry & { readonly shown: (session: Session) => boolean })[] = [
  { key: 'overview', to: '/overview', icon: 'overview', jump: 'g o', shown: (s) => s.may.overview !== false },
  { key: 'outages', to: '/outages', icon: 'outages', jump: 'g f', shown: (s) => s.may.outages !== false },
  { key: 'cameras', to: '/cameras', icon: 'cameras', jump: 'g c', shown: (s) => s.may.cameras !== false },
  { key: 'discovery', to: '/discovery', icon: 'discovery', shown: (s) => s.may.discover === true },
  { key: 'audit', to: '/audit', icon: 'audit', shown: (s) => s.may.audit === true },
  { key: 'sim', to: '/sim', icon: 'plug', shown: (s) => s.demo && s.may.sim === true },
  { key: 'settings', to: '/settings', icon: 'settings', shown: (s) => s.may.settings === true || s.may.users === true },
];

/** Entries a role cannot use are absent, not disabled: a grey entry is a promise somebody will ask about. */
export const navFor = (session: Session): NavEntry[] => entries.filter((entry) => entry.shown(session));

/** Where a person begins: the audit administrator has no overview and must not meet a refusal first. */
export const homeOf = (session: Session): string => navFor(session)[0]?.to ?? '/overview';
