import { contrast, distance, mix, parseHex, simulate, type Deficiency } from './colour.js';
import { banner, stateTint, tokensOf, type ThemeName, type Token } from './tokens.js';

const themes: readonly ThemeName[] = ['dark', 'light'];
const states = ['online', 'offline', 'degraded', 'unknown', 'maintenance'] as const satisfies readonly Token[];
const surfaces = ['bg', 'panel', 'raised', 'hover'] as const satisfies readonly Token[];

describe.each(themes)('the %s theme', (name) => {
  const c = tokensOf(name);
  const words = ['text', 'muted', 'faint', 'action', ...states] as const;

  it.each(words)('lets %s be read on every surface (4.5:1)', (word) => {
    for (const surface of surfaces) expect(contrast(c[word], c[surface])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(states)('lets %s be read on its own tint', (state) => {
    expect(contrast(c[state], mix(c[state], c.panel, stateTint[name]))).toBeGreaterThanOrEqual(4.5);
  });

  it('lets white be read on a filled button, and text on a selected row', () => {
    expect(contrast('#FFFFFF', c.fill)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(c.text, mix(c.action, c.panel, 0.13))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(c.muted, mix(c.action, c.panel, 0.13))).toBeGreaterThanOrEqual(4.5);
  });

  it('keeps a focus ring that is seen on every surface (3:1)', () => {
    for (const surface of surfaces) expect(contrast(c.focus, c[surface])).toBeGreaterThanOrEqual(3);
  });

  it.each<Deficiency>(['protan', 'deutan', 'tritan'])('keeps all pairs of states apart for a %s eye (distance 10)', (eye) => {
    for (const [i, a] of states.entries()) {
      for (const b of states.slice(i + 1)) expect({ pair: `${a}/${b}`, apart: distance(simulate(c[a], eye), simulate(c[b], eye)) >= 10 }).toEqual({ pair: `${a}/${b}`, apart: true });
    }
  });

  it('keeps the brand away from red and amber, which belong to states', () => {
    for (const state of ['offline', 'degraded'] as const) expect(distance(parseHex(c.action), parseHex(c[state]))).toBeGreaterThan(60);
  });
});

it('lets the no-network banner be read', () => {
  expect(contrast(banner.text, banner.bg)).toBeGreaterThanOrEqual(4.5);
});

it('computes the contrast of the WCAG examples', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2);
});

it('finds that a library green and gold are one colour to a protanope, the reason for this palette', () => {
  expect(distance(simulate('#52c41a', 'protan'), simulate('#faad14', 'protan'))).toBeLessThan(15);
});
