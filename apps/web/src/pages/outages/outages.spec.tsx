import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { Outage, OutageDetail } from '../../api/index.js';
import { answerFetch, drawPage, pretendLayout, type Answer } from '../../testing/page.js';
import OutagesPage, { firstOf } from './index.js';
import { scatter, tightest } from './scatter.js';
import { nameOf } from './single-table.js';

pretendLayout(700, 1000);
const ago = (s: number): string => new Date(Date.now() - s * 1000).toISOString();
const outage = (over: Partial<Outage>): Outage => ({ id: 'o1', kind: 'site', title: '滨河苑上联中断', site: { id: 's1', name: '滨河苑' }, camera: null, affected: 58, total: 60, firstFailAt: ago(3494), confirmedAt: ago(3472), recoveredAt: null, closedAt: null, state: 'open', reason: 'timeout', layer: 'L1', ...over });
const single = (n: number, s: number): Outage => outage({ id: `c${n}`, kind: 'camera', title: `点位 ${n}`, camera: { id: `cam${n}`, name: `点位 ${n}` }, affected: 1, total: 1, firstFailAt: ago(s) });
const root = outage({});
const detail: OutageDetail = {
  outage: root, timeline: [{ at: ago(3494), what: 'first-fail', detail: null }, { at: ago(3472), what: 'confirmed', detail: '3 次重试' }],
  evidence: [{ at: ago(3494), target: '中心广场球机', layer: 'L1 OPTIONS', result: 'timeout', prober: 'P1' }],
  cameras: Array.from({ length: 58 }, (_, i) => ({ id: `cam${i}`, name: `东门 ${i}`, pointClass: 1, firstFailAt: new Date(Date.parse(root.firstFailAt) + (i % 43) * 100).toISOString(), state: 'offline' as const })),
};
const draw = (at: string, over: Readonly<Record<string, Answer>> = {}) => {
  const asked = answerFetch({ 'GET /api/outages': { roots: [root], singles: [single(1, 300), single(2, 9000)], total: 3 }, 'GET /api/outages/o1': detail, 'GET /api/outages/c2': { ...detail, outage: single(2, 9000), cameras: [], timeline: [], evidence: [] }, 'GET /api/tree': [{ id: 's1', parentId: null, kind: 'site', name: '滨河苑', pinyin: 'bhy', cameras: 60, offline: 58, degraded: 0, unknown: 0 }], ...over });
  return drawPage({ '/outages': OutagesPage, '/outages/$id': OutagesPage, '/cameras': () => <p>ledger</p>, '/cameras/$id': () => <p>file</p> }, at).then((page) => ({ page, asked }));
};

it('puts root causes first and opens the first one without being asked', async () => {
  await draw('/outages');
  expect(await screen.findByText('首次探测失败')).toBeTruthy();
  expect(screen.getAllByText('滨河苑上联中断')[0]).toBeTruthy();
  expect(screen.getByText('60 路中 58 路 · 超时 timeout')).toBeTruthy();
});

it('lists single outages longest first', async () => {
  await draw('/outages');
  const rows = within(await screen.findByRole('table', { name: '单台故障' })).getAllByRole('row');
  expect(rows.map((row) => row.textContent?.includes('2 小时 30 分'))).toEqual([true, false]);
});

it('opens an outage under its own address', async () => {
  const { page } = await draw('/outages?site=s1');
  const table = within(await screen.findByRole('table', { name: '单台故障' }));
  fireEvent.click(table.getAllByRole('row')[0] ?? document.body);
  await screen.findByText('没有留存的探测记录');
  expect(page.address()).toBe('/outages/c2?site=s1');
});

it('tells how close together the first failures lie: the proof of one cause', async () => {
  await draw('/outages/o1');
  expect(await screen.findByText(/^60 路中 56 路在 4\.\d 秒内相继失败$/)).toBeTruthy();
});

it('shows what is still to come for an open outage, and nothing to click it away', async () => {
  await draw('/outages/o1');
  expect(await screen.findByText('等待连续探测成功')).toBeTruthy();
  expect(screen.getByText('由复测决定，不由人工点选')).toBeTruthy();
});

it('asks the server for recovered ones', async () => {
  const { asked } = await draw('/outages', { 'GET /api/outages': (one: { url: URL }) => (one.url.searchParams.get('state') === 'closed' ? { roots: [], singles: [], total: 0 } : { roots: [root], singles: [], total: 1 }) });
  fireEvent.click(await screen.findByRole('tab', { name: /已恢复/ }));
  expect(await screen.findByText('还没有已恢复的故障')).toBeTruthy();
  await waitFor(() => expect(asked.some((one) => one.url.search.includes('state=closed'))).toBe(true));
});

it('names the reason why a list is empty', async () => {
  await draw('/outages?site=s1', { 'GET /api/outages': { roots: [], singles: [], total: 0 } });
  fireEvent.click(await screen.findByRole('button', { name: '看全部场所' }));
  expect(await screen.findByText('没有未恢复的故障')).toBeTruthy();
});

it('chooses what to show first by the view', () => {
  const list = { roots: [root], singles: [single(1, 3)], total: 2 };
  expect([firstOf(list, 'open'), firstOf(list, 'singles'), firstOf({ roots: [], singles: [], total: 0 }, 'open'), firstOf(undefined, 'open')]).toEqual(['o1', 'c1', null, null]);
});

it('does not say the place twice', () => {
  expect(nameOf(outage({ camera: { id: 'x', name: '滨河苑东门' } }))).toBe('滨河苑东门');
  expect(nameOf(outage({ camera: { id: 'x', name: '东门' } }))).toBe('滨河苑 · 东门');
});

describe('first failures', () => {
  it('stand on an axis of at least 40 s, so that four seconds look like four', () => {
    const drawn = scatter([0, 4200], 400);
    expect(drawn && drawn.to - drawn.from).toBe(40_000);
  });
  it('need two cameras', () => {
    expect([scatter([1], 400), scatter([], 400), scatter([Number.NaN, 1], 400), tightest([1])]).toEqual([null, null, null, null]);
  });
  it('show one dot per camera even when all fail in one instant', () => {
    const drawn = scatter(Array.from({ length: 200 }, () => 1000), 400);
    expect(new Set(drawn?.dots.map((dot) => `${dot.x}/${dot.row}`)).size).toBe(200);
  });
  it('leave a straggler out of the tightest stretch', () => {
    expect(tightest([...Array.from({ length: 57 }, (_, i) => i * 10), 3_600_000])).toEqual({ n: 56, ms: 550 });
  });
});
