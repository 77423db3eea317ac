import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { Overview, Rate, Trend, WorstSite } from '../../api/index.js';
import { answerFetch, drawPage, pretendLayout, Refusal, type Answer } from '../../testing/page.js';
import OverviewPage from './index.js';
import { signed } from './ledger-card.js';
import { rateAfter } from './outage-card.js';

pretendLayout();
const rate = (num: number, den: number): Rate => ({ num, den, pct2: den === 0 ? null : (Math.round((num * 10_000) / den) / 100).toFixed(2) });
const overview: Overview = {
  computedAt: '2026-11-22T07:43:26Z', ruleVersion: '2026-1', population: { filter: 'in service', count: 7871, sites: 46 }, evidence: { level: 'E2', e2Share: rate(7402, 7402) },
  instant: { rate: rate(7402, 7800), coverage: rate(7800, 7824), lower: rate(7402, 7824), upper: rate(7426, 7824), pass: false, assessed: 7824, threshold: rate(95, 100), shortBy: 8 },
  roundEndedAt: '2026-11-22T07:41:10Z',
  counts: { online: 7402, normal: 7301, degraded: 101, offline: 398, offlineGrouped: 231, unknown: 24, maintenance: 31, disabled: 0, notCommissioned: 16 },
  today: { gross: rate(9482, 10_000), net: rate(9490, 10_000), coverage: rate(9969, 10_000) }, yesterday: { offline: 351, degraded: 107, unknown: 12 }, changes1h: 63, flapping: 5,
  outages: { roots: 14, affected: 231, singles: 167, oldestFirstFailAt: '2026-11-11T07:00:00Z' }, guard: { blind: false, since: null, probers: [] },
};
const worst: WorstSite[] = [{ siteId: 's1', name: '滨河苑', police: '滨河所', rate: rate(153, 214), offline: 61, unknown: 0, spark: [97, 70], deltaPct: -27.1, cause: '上联光缆中断 (58)', outageId: 'o1' }, { siteId: 's2', name: '全好里', police: null, rate: rate(9, 9), offline: 0, unknown: 0, spark: [], deltaPct: null, cause: null, outageId: null }];
const young: Trend = { points: [{ at: '2026-11-22T07:00:00Z', net: rate(99, 100), gross: rate(99, 100), lower: rate(98, 100), upper: rate(99, 100) }], marks: [] };
const table = (over: Readonly<Record<string, Answer>> = {}): Record<string, Answer> => ({
  'GET /api/overview': overview, 'GET /api/overview/trend': young, 'GET /api/overview/worst': worst, 'GET /api/overview/groups': [{ key: 'n1', name: '滨河所', rate: rate(9285, 10_000), offline: 92, unknown: 0, assessed: 1286 }],
  'GET /api/outages': { roots: [{ id: 'o1', kind: 'site', title: '上联光缆中断', site: null, camera: null, affected: 58, total: 60, firstFailAt: '2026-11-22T06:45:12Z', confirmedAt: null, recoveredAt: null, closedAt: null, state: 'open', reason: 'timeout', layer: null }], singles: [], total: 1 },
  ...over,
});
const draw = (over?: Readonly<Record<string, Answer>>, at = '/overview', language?: 'en-US') => {
  const asked = answerFetch(table(over));
  return drawPage({ '/overview': OverviewPage, '/cameras': () => <p>ledger</p>, '/outages/$id': () => <p>outage</p> }, at, language).then((page) => ({ page, asked }));
};

it('shows the rate with its fraction, evidence, coverage, bounds and what is missing to the contract', async () => {
  await draw();
  const card = within(await screen.findByRole('region', { name: '在线率' }));
  for (const text of ['94.90', '7,402', '/ 7,800 路已判定', '还差 8 路', '证据 E2 · 已认证应答']) expect(card.getByText(text)).toBeTruthy();
  expect(card.getByRole('img').getAttribute('aria-label')).toBe('在线率 94.90，下限 94.61，上限 94.91，合同 95.00');
  expect(card.getByText('99.69 %', { exact: false })).toBeTruthy();
});

it('links every count to the ledger filtered by it', async () => {
  const { page } = await draw();
  const card = within(await screen.findByRole('region', { name: /台账/ }));
  fireEvent.click(card.getByText('398'));
  await screen.findByText('ledger');
  expect(page.address()).toBe('/cameras?state=offline');
});

it('says how the counts moved since yesterday, and nothing when yesterday is not known', async () => {
  await draw();
  expect((await screen.findByText('+47')).tagName).toBe('B');
  expect([signed(-6), signed(0), signed(1200)]).toEqual(['−6', '0', '+1,200']);
});

it('does not judge the contract when coverage is too low', async () => {
  await draw({ 'GET /api/overview': { ...overview, instant: { ...overview.instant, pass: null } } });
  expect(await screen.findByText('覆盖率不足，不判是否达标')).toBeTruthy();
});

it('prints a dash, not 0 or 100, before anything was judged', async () => {
  await draw({ 'GET /api/overview': { ...overview, instant: { ...overview.instant, rate: rate(0, 0), lower: rate(0, 0), upper: rate(0, 0), pass: null } } });
  const card = within(await screen.findByRole('region', { name: '在线率' }));
  expect(card.getByText('–')).toBeTruthy();
  expect(card.getByText('尚无已判定的摄像机')).toBeTruthy();
});

it('says since when it measures instead of drawing an empty axis', async () => {
  await draw();
  expect(await screen.findByText(/起测量，已/)).toBeTruthy();
  expect(screen.getByText(/99.00 %/)).toBeTruthy();
});

it('keeps the span of the chart in the address', async () => {
  const { page, asked } = await draw();
  fireEvent.click(await screen.findByRole('tab', { name: '24 小时' }));
  await waitFor(() => expect(page.address()).toBe('/overview?span=24h'));
  await waitFor(() => expect(asked.some((one) => one.url.search === '?span=24h')).toBe(true));
});

it('lists as worst only sites where something is offline or unknown', async () => {
  await draw();
  expect(await screen.findByText('滨河苑')).toBeTruthy();
  expect(screen.queryByText('全好里')).toBeNull();
  expect(screen.getByText('−27.1')).toBeTruthy();
});

it('reckons the rate after the largest causes are repaired, on the fraction', () => {
  expect(rateAfter({ num: 7402, den: 7800 }, 131)).toBe(96.57);
  expect(rateAfter({ num: 9, den: 10 }, 5)).toBe(100);
  expect(rateAfter({ num: 0, den: 0 }, 5)).toBeNull();
});

it('takes the rate apart on request: formula, population, SQL', async () => {
  await draw();
  fireEvent.click(await screen.findByText('怎么算的 · 逐台核对'));
  expect(await screen.findByText('7,402 ÷ (7,402 + 398) =')).toBeTruthy();
  expect(screen.getByText(/count\(\*\) FILTER/)).toBeTruthy();
});

it('sends an empty district to discovery and import, as far as the person may', async () => {
  await draw({ 'GET /api/overview': { ...overview, population: { filter: '', count: 0, sites: 0 } }, 'GET /api/session': { may: { discover: true } } });
  expect(await screen.findByText('还没有摄像机')).toBeTruthy();
  expect(await screen.findByRole('button', { name: '去发现' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: '导入台账' })).toBeNull();
});

it('says what failed, with the trace', async () => {
  await draw({ 'GET /api/overview': new Refusal(500, { code: 'x', kind: 'bug', message: 'boom', zh: '系统内部错误', trace: '7F2A' }) });
  expect(await screen.findByText('系统内部错误')).toBeTruthy();
  expect(screen.getByText(/7F2A/)).toBeTruthy();
});

it('speaks English too', async () => {
  await draw({}, '/overview', 'en-US');
  expect(await screen.findByText('8 cameras short')).toBeTruthy();
});
