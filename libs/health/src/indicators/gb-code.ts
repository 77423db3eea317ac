import { rateOf, type Rate } from './rate.js';

/** GB/T 28181-2022 annex E, digits 11-13: 131 camera, 132 network camera. */
export const CAMERA_TYPES: ReadonlySet<string> = new Set(['131', '132']);

/** 国标编码合规率 over all cameras: 20 digits, held by one camera only, in a known area (first six digits), of an allowed type. */
export function gbCodeCompliance(codes: readonly (string | null)[], areas: ReadonlySet<string>, types: ReadonlySet<string> = CAMERA_TYPES): Rate {
  const holders = new Map<string, number>();
  for (const code of codes) if (code !== null) holders.set(code, (holders.get(code) ?? 0) + 1);
  const right = codes.filter((code) => code !== null && /^\d{20}$/.test(code) && holders.get(code) === 1 && areas.has(code.slice(0, 6)) && types.has(code.slice(10, 13)));
  return rateOf(right.length, codes.length);
}
