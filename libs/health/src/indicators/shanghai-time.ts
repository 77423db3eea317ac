/** Asia/Shanghai: UTC+8 and no daylight saving (rule R2); calendar days of every indicator are days there. */
const OFFSET_S = 8 * 3600;
export const DAY_S = 86_400;

const written = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.0+)?(?:Z|([+-])(\d\d):?(\d\d))$/;

/** Whole seconds since 1970 UTC of an ISO 8601 time with its offset (rule R1); undefined when the text is not one. */
export function readInstant(text: string): number | undefined {
  const found = written.exec(text);
  if (!found) return undefined;
  const [year, month, day, hour, minute, second] = [Number(found[1]), Number(found[2]), Number(found[3]), Number(found[4]), Number(found[5]), Number(found[6])];
  const [offsetHour, offsetMinute] = [Number(found[8] ?? 0), Number(found[9] ?? 0)];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59) return undefined;
  const offset = (offsetHour * 3600 + offsetMinute * 60) * (found[7] === '-' ? -1 : 1);
  return daysSince1970(year, month, day) * DAY_S + hour * 3600 + minute * 60 + second - offset;
}

/** The same instant as a clock in the district shows it. */
export function printInstant(instant: number): string {
  return `${new Date((instant + OFFSET_S) * 1000).toISOString().slice(0, 19)}+08:00`;
}

/** Number of the calendar day an instant falls on; days follow each other by 1. */
export const dayOf = (instant: number): number => Math.floor((instant + OFFSET_S) / DAY_S);

/** The instant a calendar day begins. */
export const startOfDay = (day: number): number => day * DAY_S - OFFSET_S;

export const printDay = (day: number): string => new Date(day * DAY_S * 1000).toISOString().slice(0, 10);

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Proleptic Gregorian; `Date.UTC` would take the years 0 to 99 for 1900 to 1999. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}
