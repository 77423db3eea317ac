import { LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, MarkPointComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Trend, TrendSpan } from '../../api/index.js';
import { useLook } from '../../theme/theme.js';
import { tokensOf } from '../../theme/tokens.js';
import { trendOption } from './trend-option.js';

use([LineChart, GridComponent, MarkLineComponent, MarkPointComponent, TooltipComponent, CanvasRenderer]);

export function TrendChart({ trend, span, contract }: { trend: Trend; span: TrendSpan; contract: number }): ReactElement {
  const { t } = useTranslation();
  const { theme } = useLook();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  useEffect(() => {
    if (!box.current) return undefined;
    const drawn = init(box.current);
    chart.current = drawn;
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    const last = t(span === '24h' ? 'overview.trend.now' : span === '30d' ? 'overview.trend.todayTick' : 'overview.trend.thisMonth');
    const words = { contract: t('overview.trend.contract', { v: contract.toFixed(2) }), last, net: t('overview.trend.net'), gross: t('overview.trend.gross'), lower: t('overview.trend.lower'), upper: t('overview.trend.upper') };
    chart.current?.setOption(trendOption(trend, span, contract, tokensOf(theme), words), true);
  }, [trend, span, contract, theme, t]);
  return <div ref={box} className="trend-chart" role="img" aria-label={t(`overview.trend.${span}`)} />;
}
