import { z } from 'zod';
import { configSection } from '#kernel';
import type { InstantPolicy, Threshold } from '#health';

const percent = z.number().min(0).max(100).multipleOf(0.01);

export const reportingConfig = configSection('reporting', z.object({
  contractPercent: percent.default(95).describe('Online rate that the contract asks for, in percent with at most two decimals; every published rate is judged against it.'),
  minCoveragePercent: percent.default(90).describe('Below this share of cameras whose state is known, in percent, a rate is shown but not judged (不具备统计条件).'),
  cacheMs: z.number().int().min(0).max(60_000).default(2_000).describe('How long a computed overview may be shown again, in milliseconds; its own time of computing is always beside it. 0 asks the database for every viewer.'),
}));

export interface ReportingSettings { readonly contractPercent: number; readonly minCoveragePercent: number; readonly cacheMs: number }

export const policyOf = ({ contractPercent, minCoveragePercent }: ReportingSettings): InstantPolicy => ({
  threshold: fractionOf(contractPercent),
  minCoverage: fractionOf(minCoveragePercent),
});

/** 94.9 percent as 949/1000: a threshold is a fraction, or a rate that lies on it would fail. */
function fractionOf(value: number): Threshold {
  for (const den of [100, 1000]) {
    const num = value * den / 100;
    if (Number.isInteger(num)) return { num, den };
  }
  return { num: Math.round(value * 100), den: 10_000 };
}
