import fc from 'fast-check';
import { dayOf, printDay, printInstant, readInstant, startOfDay } from './shanghai-time.js';

it('reads any offset as the same instant', () => {
  const noon = readInstant('2026-03-02T12:00:00+08:00');
  expect(noon).toBe(Date.UTC(2026, 2, 2, 4) / 1000);
  for (const same of ['2026-03-02T04:00:00Z', '2026-03-02T04:00:00.000Z', '2026-03-01T23:00:00-05:00', '2026-03-02T09:30:00+0530']) expect(readInstant(same)).toBe(noon);
});

it('reads what the platform itself prints, and the other way round', () => {
  fc.assert(fc.property(fc.integer({ min: -5_000_000_000, max: 50_000_000_000 }), (second) => {
    expect(readInstant(printInstant(second))).toBe(second);
    expect(readInstant(new Date(second * 1000).toISOString())).toBe(second);
  }));
});

it.each([
  '2026-03-02T12:00:00', '2026-03-02', '2026-03-02 12:00:00+08:00', '2026-02-29T00:00:00+08:00', '2026-13-01T00:00:00Z', '2026-04-31T00:00:00Z',
  '2026-03-02T24:00:00Z', '2026-03-02T12:60:00Z', '2026-03-02T12:00:00.5Z', '2026-03-02T12:00:00+08:99', '', 'yesterday', '2026-03-02T12:00:00Z ',
])('refuses %j as a time', (text) => {
  expect(readInstant(text)).toBeUndefined();
});

it('knows leap years', () => {
  expect(readInstant('2024-02-29T00:00:00+08:00')).toBeDefined();
  expect(readInstant('2000-02-29T00:00:00+08:00')).toBeDefined();
  expect(readInstant('2100-02-29T00:00:00+08:00')).toBeUndefined();
});

it('begins a day at midnight in Shanghai, which is four in the afternoon in UTC', () => {
  const midnight = readInstant('2026-03-01T16:00:00Z')!;
  expect(printDay(dayOf(midnight))).toBe('2026-03-02');
  expect(printDay(dayOf(midnight - 1))).toBe('2026-03-01');
  expect(startOfDay(dayOf(midnight + 86_399))).toBe(midnight);
});
