/** Roles of the organisation model. Only what this release can do is listed; everything else is denied. */
export const roles = [
  'command-operator', 'shift-lead', 'station-operator', 'governance-viewer', 'grid-worker', 'site-owner', 'crew', 'contractor-lead',
  'inspector', 'system-admin', 'security-admin', 'audit-admin',
] as const;
export type Role = (typeof roles)[number];

export const actions = ['see-overview', 'see-cameras', 'see-outages', 'check-camera', 'edit-ledger', 'discover', 'import', 'manage-sites', 'manage-credentials', 'manage-people', 'see-people', 'read-trail', 'steer-simulator'] as const;
export type Action = (typeof actions)[number];

const seeing: readonly Action[] = ['see-overview', 'see-cameras', 'see-outages'];

/** Who may do what, inside his own scope. Nothing is inherited upward, and no administrator watches by virtue of administering. */
export const rights: Readonly<Record<Role, readonly Action[]>> = {
  'command-operator': [...seeing, 'check-camera', 'steer-simulator'],
  'shift-lead': [...seeing, 'check-camera', 'steer-simulator'],
  'station-operator': [...seeing, 'check-camera'],
  'governance-viewer': ['see-overview', 'see-cameras'],
  'grid-worker': ['see-cameras'],
  'site-owner': ['see-cameras', 'see-outages'],
  crew: [],
  'contractor-lead': ['see-cameras', 'see-outages'],
  inspector: [...seeing],
  'system-admin': [...seeing, 'check-camera', 'edit-ledger', 'discover', 'import', 'manage-sites', 'manage-credentials', 'see-people', 'steer-simulator'],
  'security-admin': ['manage-people', 'see-people'],
  'audit-admin': ['read-trail', 'see-people'],
};

const administrators: readonly Role[] = ['system-admin', 'security-admin', 'audit-admin'];

/** C23: the three administrators are three persons. */
export function separated(held: readonly Role[]): boolean {
  return administrators.filter((role) => held.includes(role)).length <= 1;
}
