import { readInstant } from './shanghai-time.js';

export interface Difference { readonly path: string; readonly expected: unknown; readonly actual: unknown }

/**
 * Every place where the figures are not what was expected: fractions by value, the printed percentage as text, times as instants.
 * Fields that nobody expects are not looked at; lists must have the same length.
 */
export function differences(expected: unknown, actual: unknown, path = ''): Difference[] {
  if (isRate(expected)) return rateDifferences(expected, actual, path);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [{ path, expected, actual }];
    return expected.flatMap((one, i) => differences(one, actual[i], `${path}[${i}]`));
  }
  if (isObject(expected)) {
    if (!isObject(actual)) return [{ path, expected, actual }];
    return Object.entries(expected).flatMap(([key, one]) => differences(one, Object.hasOwn(actual, key) ? actual[key] : undefined, path ? `${path}.${key}` : key));
  }
  return sameValue(expected, actual) ? [] : [{ path, expected, actual }];
}

interface Fraction { readonly num: Whole; readonly den: Whole; readonly pct2?: unknown }
type Whole = number | bigint | string;

function rateDifferences(expected: Fraction, actual: unknown, path: string): Difference[] {
  if (isRate(actual) && sameFraction(expected, actual) && (expected.pct2 === undefined || expected.pct2 === actual.pct2)) return [];
  return [{ path, expected, actual }];
}

/** By cross-multiplying; without the first line 0/0 would equal everything. */
function sameFraction(a: Fraction, b: Fraction): boolean {
  const [an, ad, bn, bd] = [BigInt(a.num), BigInt(a.den), BigInt(b.num), BigInt(b.den)];
  if (ad === 0n || bd === 0n) return ad === bd && an === bn;
  return an * bd === bn * ad;
}

function sameValue(expected: unknown, actual: unknown): boolean {
  if (expected === actual) return true;
  if (typeof expected !== 'string' || typeof actual !== 'string') return isWhole(expected) && isWhole(actual) && BigInt(expected) === BigInt(actual);
  const instant = readInstant(expected);
  return instant !== undefined && instant === readInstant(actual);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isRate = (value: unknown): value is Fraction => isObject(value) && isWhole(value['num']) && isWhole(value['den']);
const isWhole = (value: unknown): value is Whole => typeof value === 'bigint' || Number.isSafeInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value));
