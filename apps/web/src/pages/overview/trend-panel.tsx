import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { trendQuery, type Overview, type Trend, type TrendSpan } from '../../api/index.js';
import { dayTime, EmptyState, Loaded, Panel, percent, points, Segmented, Skeleton, stretch, useListState, useNow } from '../../ui/index.js';

/** The chart library is larger than the shell: it is fetched after the numbers are on the screen. */
const TrendChart = lazy(() => import('./trend-chart.js').then((m) => ({ default: m.TrendChart })));

const spans = ['24h', '30d', '12m'] as const satisfies readonly TrendSpan[];
const tab = { '24h': 'tab24h', '30d': 'tab30d', '12m': 'tab12m' } as const;
const note = { '24h': 'note24h', '30d': 'note30d', '12m': 'note12m' } as const;
const unit = { '24h': 'hour', '30d': 'day', '12m': 'month' } as const;
const first = { span: '30d' };

export function TrendPanel({ overview }: { overview: Overview }): ReactElement {
  const { t } = useTranslation();
  const [state, set] = useListState(first);
  const span = spans.find((name) => name === state.span) ?? '30d';
  const query = useQuery({ ...trendQuery(span), placeholderData: (old) => old });
  const { net, gross } = overview.today;
  const today = net.den > 0 ? ` · ${t('overview.trend.today', { net: percent(net), gross: percent(gross) })}` : '';
  return (
    <Panel title={t(`overview.trend.${span}`)} note={`${t(`overview.trend.${note[span]}`)}${today}`} flush className="trend-panel" extra={
      <Segmented<TrendSpan> label={t('overview.trend.label')} value={span} onChange={(key) => set({ span: key }, { replace: true })} items={spans.map((key) => ({ key, label: t(`overview.trend.${tab[key]}`) }))} />
    }>
      <Loaded query={query} rows={5}>
        {(trend) => (measured(trend) < 2
          ? <Young trend={trend} span={span} today={overview.today.net} onHours={() => set({ span: '24h' }, { replace: true })} />
          : <Suspense fallback={<Skeleton rows={5} />}><TrendChart trend={sinceMeasured(trend)} span={span} contract={points(overview.instant.threshold) ?? 95} /></Suspense>)}
      </Loaded>
    </Panel>
  );
}

export const measured = (trend: Trend): number => trend.points.filter((point) => points(point.net) !== null).length;

/** Days before the first measurement are no part of the axis: they would look like a time when nothing happened. */
export function sinceMeasured(trend: Trend): Trend {
  const begin = trend.points.findIndex((point) => points(point.net) !== null);
  return begin <= 0 ? trend : { ...trend, points: trend.points.slice(begin) };
}

/** Too little history for a line. We say since when we measure and what we know, and draw no empty axes. */
function Young({ trend, span, today, onHours }: { trend: Trend; span: TrendSpan; today: Overview['today']['net']; onHours: () => void }): ReactElement {
  const { t } = useTranslation();
  const now = useNow(10_000);
  const begun = trend.points.find((point) => point.net.den > 0);
  if (!begun && today.den > 0) return <EmptyState icon="clock" title={t('overview.trend.firstDay', { net: percent(today) })} note={t('overview.trend.youngNote', { unit: t(`overview.trend.${unit[span]}`) })} />;
  if (!begun) return <EmptyState icon="clock" title={t('overview.trend.none')} note={t('overview.trend.noneNote')} />;
  return (
    <EmptyState icon="clock" title={t('overview.trend.young', { at: dayTime(begun.at), age: stretch(now - Date.parse(begun.at)) })}
      note={`${t('overview.trend.soFar', { net: percent(begun.net) })} · ${t('overview.trend.youngNote', { unit: t(`overview.trend.${unit[span]}`) })}`}
      {...(span === '24h' ? {} : { action: <Button size="small" onClick={onHours}>{t('overview.trend.look24h')}</Button> })} />
  );
}
