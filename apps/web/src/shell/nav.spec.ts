import type { Session } from '../api/types.js';
import { homeOf, navFor } from './nav.js';

const session = (may: Session['may']): Session => ({
  person: { id: 'p', number: '1', name: '周', unit: '', roles: [], scope: null, language: 'zh-CN' }, may, mode: { database: 'embedded', queue: 'postgres' }, demo: false, version: '0', serverTime: '2026-11-22T00:00:00Z',
});

it('shows a station operator what he can use and nothing grey', () => {
  expect(navFor(session({})).map((entry) => entry.key)).toEqual(['overview', 'outages', 'cameras']);
});

it('shows settings to who may change sites or people', () => {
  expect(navFor(session({ users: true })).map((entry) => entry.key)).toContain('settings');
  expect(navFor(session({ settings: true })).map((entry) => entry.key)).toContain('settings');
});

it('shows the trail only to an auditor', () => {
  expect(navFor(session({ settings: true, discover: true })).map((entry) => entry.key)).not.toContain('audit');
  expect(navFor(session({ audit: true })).map((entry) => entry.key)).toContain('audit');
});

it('lets the audit administrator begin at the trail, the grid worker at the ledger', () => {
  expect(homeOf(session({ overview: false, outages: false, cameras: false, audit: true }))).toBe('/audit');
  expect(homeOf(session({ overview: false, outages: false, cameras: true }))).toBe('/cameras');
  expect(homeOf(session({ overview: true }))).toBe('/overview');
});
