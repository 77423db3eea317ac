/** Axes for rates: where they begin and end, and labels that do not lie on each other. Pure; see axis.spec.ts. */
export interface Span { readonly low: number; readonly high: number }

/** Whole percents around all values, at least two apart, with air on both sides where there is room. */
export function percentSpan(values: readonly number[], step = 1): Span {
  const found = values.filter((v) => Number.isFinite(v));
  if (found.length === 0) return { low: 0, high: 100 };
  let low = Math.max(0, Math.floor((Math.min(...found) - step * 0.2) / step) * step);
  let high = Math.ceil((Math.max(...found) + step * 0.2) / step) * step;
  if (high - low < 2 * step) high = low + 2 * step;
  if (high > 100) high = 100;
  if (high - low < 2 * step) low = high - 2 * step;
  return { low, high };
}

export const place = (value: number, { low, high }: Span): number => Math.min(1, Math.max(0, (value - low) / (high - low)));

export interface Label { readonly key: string; readonly at: number; readonly width: number }

/** Left edges of labels wanted around `at` (px), pushed apart so that `gap` stays between them, inside 0..width. Order is kept. */
export function spreadLabels(labels: readonly Label[], width: number, gap = 8): Map<string, number> {
  const sorted = [...labels].sort((a, b) => a.at - b.at).map((label) => ({ ...label, left: label.at - label.width / 2 }));
  let edge = 0;
  for (const label of sorted) {
    label.left = Math.max(label.left, edge);
    edge = label.left + label.width + gap;
  }
  edge = width;
  for (const label of sorted.reverse()) {
    label.left = Math.min(label.left, edge - label.width);
    edge = label.left - gap;
  }
  return new Map(sorted.map((label) => [label.key, label.left]));
}

/** Rough width of a text at 11 px: a Chinese character is a square, a digit a little over half of it. */
export const textWidth = (text: string, size = 11): number => [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e80 ? size : size * 0.56), 0);
