import type { TFunction } from 'i18next';

/** Roles that can be given here (domain.md §4). */
export const roleNames = [
  'command-operator', 'shift-lead', 'station-operator', 'governance-viewer', 'grid-worker', 'site-owner', 'crew', 'contractor-lead', 'inspector', 'system-admin', 'security-admin', 'audit-admin',
] as const;

export function roleName(t: TFunction, role: string): string {
  const known = roleNames.find((name) => name === role);
  return known ? t(`settings.role.${known}`) : t(`role.${role as 'operator'}`, { defaultValue: role });
}

const administrators = ['system-admin', 'security-admin', 'audit-admin'];

/** The three administrators are three people (domain.md §8, C23). The server refuses it too; here it is said before the button. */
export const tooMuchForOne = (roles: readonly string[]): boolean => roles.filter((role) => administrators.includes(role)).length > 1;
