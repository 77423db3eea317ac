export { accessMigrations } from './migrations.js';
export { roles, actions, rights, separated, type Role, type Action } from './roles.js';
export { hashPassword, oncePassword, passwordFits, passwordFaults, checkNewPassword } from './password.js';
export { Gate, may, addPerson, defaultRules, type Person, type NewPerson, type AccessRules } from './people.js';
export { writeTrail, verifyTrail, lastAnchor, readAnchors, type Breach, type TrailAnchor, type TrailLine, type TrailVerdict } from './trail.js';
export { isEmpty, createSetupToken, useSetupToken, type Administrator } from './setup.js';
export { demoStation, ensureDemoPeople, scopeDemoStation } from './demo-people.js';
