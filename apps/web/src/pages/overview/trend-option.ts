import type { Trend, TrendSpan } from '../../api/index.js';
import { dayjsFormat } from './tick.js';
import { percentSpan, textWidth } from './axis.js';
import { mix, withAlpha } from '../../theme/colour.js';
import { percent, points as pct } from '../../ui/rate.js';
import { fontStack, type Tokens } from '../../theme/tokens.js';

export interface TrendWords { readonly contract: string; readonly last: string; readonly net: string; readonly gross: string; readonly lower: string; readonly upper: string }

/** Chart description from an answer; pure, so that what is drawn can be checked without a canvas. */
export function trendOption(trend: Trend, span: TrendSpan, contract: number, c: Tokens, words: TrendWords) {
  const points = trend.points;
  const values = points.flatMap((p) => [pct(p.net), pct(p.lower), pct(p.upper)]).filter((v): v is number => v !== null);
  const near = percentSpan([...values, contract], values.some((v) => v < 90) ? 5 : 0.5);
  const ticks = points.map((p, i) => (i === points.length - 1 ? words.last : dayjsFormat(p.at, span)));
  const lastIndex = points.findLastIndex((p) => pct(p.net) !== null);
  const last = points[lastIndex];
  const label = { fontFamily: fontStack, fontSize: 11, color: c.faint };
  return {
    animation: false,
    textStyle: { fontFamily: fontStack },
    grid: { left: 48, right: Math.ceil(textWidth(words.contract)) + 14, top: trend.marks.length > 0 ? 44 : 20, bottom: 30 },
    xAxis: {
      type: 'category' as const, data: ticks, boundaryGap: false, axisLine: { show: false }, axisTick: { show: false },
      axisLabel: {
        ...label, margin: 14, hideOverlap: true, showMaxLabel: true, showMinLabel: true,
        interval: (i: number) => i === points.length - 1 || (points.length - 1 - i) % Math.max(1, Math.ceil(points.length / 10)) === 0,
        formatter: (text: string) => (text === words.last ? `{last|${text}}` : text),
        rich: { last: { color: c.text, fontWeight: 600 as const, fontFamily: fontStack, fontSize: 11 } },
      },
    },
    yAxis: {
      type: 'value' as const, min: near.low, max: near.high, splitNumber: 5,
      axisLabel: { ...label, margin: 8, formatter: (v: number) => v.toFixed(1) },
      splitLine: { lineStyle: { color: c.hairline } },
    },
    tooltip: {
      trigger: 'axis' as const, backgroundColor: c.raised, borderColor: c.line, padding: [6, 10] as [number, number], textStyle: { ...label, color: c.text, fontSize: 12 },
      axisPointer: { lineStyle: { color: c.line } },
      formatter: (given: unknown) => tip(points[indexOf(given)], span, words),
    },
    series: [
      { type: 'line' as const, name: words.lower, stack: 'bounds', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, data: points.map((p) => pct(p.lower)) },
      {
        type: 'line' as const, name: words.upper, stack: 'bounds', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, areaStyle: { color: withAlpha(c.action, 0.15), origin: 'start' as const },
        data: points.map((p) => between(pct(p.lower), pct(p.upper))),
      },
      {
        type: 'line' as const, name: words.net, symbol: points.length < 4 ? 'circle' : 'none', symbolSize: 6, z: 4, lineStyle: { color: c.action, width: 2 }, itemStyle: { color: c.action },
        data: points.map((p) => pct(p.net)),
        markLine: {
          silent: true, symbol: 'none', animation: false, lineStyle: { color: c.muted, type: [4, 3] as number[], width: 1 },
          label: { show: true, position: 'end' as const, distance: 6, formatter: words.contract, ...label },
          data: [{ yAxis: contract }],
        },
        markPoint: { silent: true, animation: false, data: [...marks(trend, c), ...(last ? [end(lastIndex, pct(last.net) ?? 0, contract, c)] : [])] },
      },
    ],
  };
}

const between = (low: number | null, high: number | null): number | null => (low === null || high === null ? null : Math.round((high - low) * 100) / 100);

/** The newest value stands at the end of its line, below or above the contract's label so that both can be read. */
function end(index: number, value: number, contract: number, c: Tokens) {
  const close = Math.abs(value - contract) < 0.35;
  return {
    coord: [index, value], symbol: 'circle', symbolSize: 8, itemStyle: { color: c.action, borderColor: c.panel, borderWidth: 1.5 },
    label: { show: true, position: 'right' as const, distance: 6, offset: [0, close ? (value <= contract ? 10 : -12) : 0], formatter: value.toFixed(2), color: c.text, fontWeight: 600 as const, fontSize: 12, fontFamily: fontStack },
  };
}

/** A mark is a fact with a time (power cut, prober lost). Dots below the contract are hollow rings on the line; text stands off it. */
function marks(trend: Trend, c: Tokens) {
  return trend.marks.flatMap((mark) => {
    const at = Date.parse(mark.at);
    const index = nearest(trend, at);
    const point = trend.points[index];
    const value = point === undefined ? null : pct(point.net);
    if (value === null) return [];
    const before = trend.points[index - 1];
    const below = before !== undefined && (pct(before.net) ?? value) > value;
    return [{
      coord: [index, value], symbol: 'circle', symbolSize: 8, itemStyle: { color: c.panel, borderColor: c.action, borderWidth: 1.5 },
      label: { show: true, position: below ? ('bottom' as const) : ('top' as const), distance: 10, formatter: mark.text, color: mix(c.muted, c.panel, 0.95), fontSize: 11, fontFamily: fontStack },
    }];
  });
}

function nearest(trend: Trend, at: number): number {
  let best = 0;
  trend.points.forEach((point, i) => {
    if (Math.abs(Date.parse(point.at) - at) < Math.abs(Date.parse(trend.points[best]?.at ?? '') - at)) best = i;
  });
  return best;
}

function indexOf(given: unknown): number {
  const one: unknown = Array.isArray(given) ? given[0] : given;
  return typeof one === 'object' && one !== null && 'dataIndex' in one ? Number(one.dataIndex) : -1;
}

/** Numbers and words only, all ours: nothing in here can carry markup. */
function tip(point: Trend['points'][number] | undefined, span: TrendSpan, words: TrendWords): string {
  if (!point) return '';
  return `${dayjsFormat(point.at, span)}<br/>${words.net} <b>${percent(point.net)} %</b> ${words.gross} ${percent(point.gross)} %<br/>${words.lower} ${percent(point.lower)} ${words.upper} ${percent(point.upper)}`;
}
