import type { ReactElement } from 'react';
import type { Rate } from '../api/types.js';

/** As the server printed it: rounding is a rule of the indicator, not of the page. A dash when nothing could be judged, never 0 or 100. */
export function percent(rate: Rate | null | undefined): string {
  return rate?.pct2 == null || rate.den === 0 ? '–' : rate.pct2;
}

/** For drawing only: where on an axis the printed figure lies. */
export function points(rate: Rate): number | null {
  return rate.pct2 === null || rate.den === 0 ? null : Number(rate.pct2);
}

export const count = (n: number): string => n.toLocaleString('en-US');

/** "94.90 % 7,402/7,800": a rate never stands without its fraction. */
export function RateText({ rate, unit = true }: { rate: Rate; unit?: boolean }): ReactElement {
  return (
    <span className="rate-text">
      <b>{percent(rate)}</b>
      {unit && rate.den > 0 ? ' %' : ''} <span className="muted">{count(rate.num)}/{count(rate.den)}</span>
    </span>
  );
}

/** Bar from zero: quiet where good, red where lost, so that the eye goes to the loss. */
export function RateBar({ rate, width = 114, height = 8 }: { rate: Rate; width?: number; height?: number }): ReactElement {
  const good = rate.den === 0 ? 0 : rate.num / rate.den;
  return (
    <span className="rate-bar" style={{ width, height }} role="img" aria-label={`${percent(rate)} %, ${rate.num}/${rate.den}`}>
      {rate.den > 0 && <i className="rate-good" style={{ width: `${good * 100}%` }} />}
      {rate.den > 0 && good < 1 && <i className="rate-lost" />}
    </span>
  );
}
