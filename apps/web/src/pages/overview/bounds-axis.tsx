import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../api/index.js';
import { percent, points } from '../../ui/index.js';
import { percentSpan, place, spreadLabels, textWidth } from './axis.js';
import { useWidth } from './use-width.js';

/** Lower to upper bound, the rate and the contract on one axis: a rate that only looks met is seen. */
export function BoundsAxis({ instant }: { instant: Overview['instant'] }): ReactElement | null {
  const { t } = useTranslation();
  const [ref, width] = useWidth<HTMLDivElement>(562);
  const rate = points(instant.rate);
  const lower = points(instant.lower);
  const upper = points(instant.upper);
  const contract = points(instant.threshold);
  if (rate === null || lower === null || upper === null || contract === null) return <div className="bounds" ref={ref} />;
  const span = percentSpan([rate, lower, upper, contract]);
  const at = (value: number): number => place(value, span) * width;
  const words = {
    lower: t('overview.rate.lower', { v: percent(instant.lower) }),
    upper: t('overview.rate.upper', { v: percent(instant.upper) }),
    contract: t('overview.rate.contract', { v: percent(instant.threshold) }),
  };
  const wanted = { lower: at(lower) - 12, upper: at(upper), contract: at(contract) + 16 };
  const keys = ['lower', 'upper', 'contract'] as const;
  const ends = textWidth('100 %') + 8;
  const left = spreadLabels(keys.map((key) => ({ key, at: wanted[key] - ends, width: textWidth(words[key]) })), width - 2 * ends, 14);
  return (
    <div className="bounds" ref={ref} role="img" aria-label={t('overview.rate.axis', { rate: percent(instant.rate), lower: percent(instant.lower), upper: percent(instant.upper), contract: percent(instant.threshold) })}>
      <div className="bounds-line">
        <i className="bounds-band" style={{ left: at(lower), width: Math.max(2, at(upper) - at(lower)) }} />
        <i className="bounds-contract" style={{ left: at(contract) - 1 }} />
        <i className="bounds-rate" style={{ left: at(rate) - 1.5 }} />
      </div>
      <div className="bounds-words">
        <span style={{ left: 0 }}>{span.low}</span>
        {keys.map((key) => <span key={key} className="bounds-word" style={{ left: (left.get(key) ?? 0) + ends }}>{words[key]}</span>)}
        <span style={{ right: 0 }}>{span.high} %</span>
      </div>
    </div>
  );
}
