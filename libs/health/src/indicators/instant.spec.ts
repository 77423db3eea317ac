import { instantOnlineRate, weightedOnlineRate } from './instant.js';

const policy = { threshold: { num: 95, den: 100 }, minCoverage: { num: 90, den: 100 } };

it('leaves maintenance and disabled cameras out of everything', () => {
  const rate = instantOnlineRate({ counts: { online: 95, offline: 5, unknown: 0, maintenance: 50, disabled: 70 } }, policy);
  expect(rate).toMatchObject({ assessed: 100, rate: { num: 95, den: 100 }, coverage: { num: 100, den: 100 }, pass: true });
});

it('judges nothing when every camera is unknown', () => {
  const rate = instantOnlineRate({ counts: { online: 0, offline: 0, unknown: 30, maintenance: 0, disabled: 0 } }, policy);
  expect(rate).toMatchObject({ assessed: 30, rate: { pct2: null }, coverage: { num: 0, den: 30, pct2: '0.00' }, upper: { num: 30, den: 30, pct2: '100.00' }, pass: null });
});

it('says nothing at all about an empty district', () => {
  expect(instantOnlineRate({ classes: [] }, policy)).toMatchObject({ assessed: 0, pass: null, rate: { num: 0, den: 0 }, weightedRate: { num: 0, den: 0, pct2: null } });
});

it('decides on the plain rate even when the weighted one is below', () => {
  const classes = [{ class: '1', weight: 3, online: 0, offline: 5, unknown: 0 }, { class: '3', weight: 1, online: 95, offline: 0, unknown: 0 }];
  expect(instantOnlineRate({ classes }, policy)).toMatchObject({ pass: true, weightedRate: { num: 95, den: 110 } });
});

it('weighs with decimals without losing any', () => {
  const rate = weightedOnlineRate([{ weight: 1.5, online: 3, offline: 1 }, { weight: 0.25, online: 1, offline: 1 }]);
  expect(rate.num * 650).toBe(475 * rate.den); // (4.5 + 0.25) / (6 + 0.5)
});

it('gives a class of weight zero no say', () => {
  expect(weightedOnlineRate([{ weight: 0, online: 0, offline: 9 }, { weight: 2, online: 1, offline: 0 }])).toMatchObject({ num: 2, den: 2, pct2: '100.00' });
});
