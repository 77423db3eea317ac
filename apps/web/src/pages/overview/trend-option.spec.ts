import type { Rate, Trend } from '../../api/index.js';
import { dark } from '../../theme/tokens.js';
import { trendOption } from './trend-option.js';

const rate = (pct2: number | null): Rate => ({ num: pct2 === null ? 0 : pct2 * 100, den: pct2 === null ? 0 : 10_000, pct2: pct2?.toFixed(2) ?? null });
const trend = (values: (number | null)[]): Trend => ({
  points: values.map((v, i) => ({ at: new Date(Date.UTC(2026, 10, 1 + i)).toISOString(), net: rate(v), gross: rate(v), lower: rate(v === null ? null : v - 0.5), upper: rate(v === null ? null : v + 0.2) })), marks: [],
});
const words = { contract: '合同 95.00', last: '今日', net: '净', gross: '毛', lower: '下限', upper: '上限' };
const option = (t: Trend) => trendOption(t, '30d', 95, dark, words);

it('leaves a gap where nothing was measured instead of a zero', () => {
  expect(option(trend([95.5, null, 95.1])).series[2]?.data).toEqual([95.5, null, 95.1]);
});

it('shades from the lower to the upper bound', () => {
  const [lower, band] = option(trend([95, 96])).series;
  expect([lower?.data, band?.data]).toEqual([[94.5, 95.5], [0.7, 0.7]]);
});

it('always shows the contract line', () => {
  const { yAxis, series } = option(trend([99.5, 99.6]));
  expect(yAxis.min).toBeLessThan(95);
  expect(series[2] && 'markLine' in series[2] ? series[2].markLine?.data : null).toEqual([{ yAxis: 95 }]);
});

it('takes coarser steps when the rate fell far', () => {
  expect(option(trend([95, 40])).yAxis.min).toBe(35);
});

it('ends with today in words', () => {
  expect(option(trend([95, 96, 97])).xAxis.data).toEqual(['11-01', '11-02', '今日']);
});

it('tells the numbers of a point with bounds', () => {
  const text = option(trend([95.5, 96])).tooltip.formatter([{ dataIndex: 0 }]);
  expect(text).toBe('11-01<br/>净 <b>95.50 %</b> 毛 95.50 %<br/>下限 95.00 上限 95.70');
});

it('puts a mark on the point nearest to its time', () => {
  const t = trend([95.5, 94, 95]);
  const marked = option({ ...t, marks: [{ at: new Date(Date.UTC(2026, 10, 2, 3)).toISOString(), text: '机房停电' }] });
  const line = marked.series[2];
  expect(line && 'markPoint' in line ? line.markPoint?.data[0] : null).toMatchObject({ coord: [1, 94], label: { formatter: '机房停电', position: 'bottom' } });
});
