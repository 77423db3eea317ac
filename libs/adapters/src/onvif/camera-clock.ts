import { find, textOf, type XmlNode, type XmlValue } from '#protocols';

/**
 * The camera's time in milliseconds, as GetSystemDateAndTime says it: UTC, else local time with its POSIX time zone (GWellTimes-IPC omits
 * UTCDateTime). Undefined when neither is a time: a guess would sign our token with it and burn the password.
 */
export function cameraTime(body: XmlNode): number | undefined {
  const says = find(body, 'GetSystemDateAndTimeResponse', 'SystemDateAndTime');
  const utc = timeOf(find(says, 'UTCDateTime'));
  if (utc !== undefined) return utc;
  const local = timeOf(find(says, 'LocalDateTime'));
  const behindMs = zoneOf(textOf(find(says, 'TimeZone', 'TZ')));
  return local === undefined || behindMs === undefined ? undefined : local + behindMs;
}

function timeOf(node: XmlValue | undefined): number | undefined {
  const part = (group: string, name: string, low: number, high: number): number => {
    const text = textOf(find(node, group, name));
    const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
    return value >= low && value <= high ? value : Number.NaN;
  };
  const at = Date.UTC(part('Date', 'Year', 1970, 9999), part('Date', 'Month', 1, 12) - 1, part('Date', 'Day', 1, 31), part('Time', 'Hour', 0, 24), part('Time', 'Minute', 0, 59), part('Time', 'Second', 0, 60));
  return Number.isNaN(at) ? undefined : at;
}

/** Milliseconds to add to local time, without daylight saving: POSIX.1 §8.3 counts west of Greenwich as positive, so `CST-8` is China. */
function zoneOf(text: string): number | undefined {
  const [, sign, hours, minutes] = /^(?:[A-Za-z]{3,}|<[^>]{1,16}>)([+-]?)(\d{1,2})(?::?(\d{2}))?/.exec(text) ?? [];
  if (hours === undefined) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0)) * 60_000;
}
