/** Names under which the factory's plain objects are injected. */
export const DATABASE = Symbol('database');
export const GATE = Symbol('gate');
export const CLOCK = Symbol('clock');
export const LOG = Symbol('log');
export const EVENTS = Symbol('events');
export const JOBS = Symbol('jobs');
export const SETTINGS = Symbol('settings');
export const VAULT_KEY = Symbol('vault key');
