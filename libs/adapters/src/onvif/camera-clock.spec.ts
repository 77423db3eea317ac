import { escapeXml, parseXml, type XmlNode } from '#protocols';
import { cameraTime } from './camera-clock.js';

const answer = (inner: string): XmlNode => parseXml(`<r:GetSystemDateAndTimeResponse><r:SystemDateAndTime>${inner}</r:SystemDateAndTime></r:GetSystemDateAndTimeResponse>`);
const at = (tag: string, hour: string | number, day = '31', year = '2026') => `<tt:${tag}><tt:Time><tt:Hour>${hour}</tt:Hour><tt:Minute>5</tt:Minute><tt:Second>0</tt:Second></tt:Time><tt:Date><tt:Year>${year}</tt:Year><tt:Month>1</tt:Month><tt:Day>${day}</tt:Day></tt:Date></tt:${tag}>`;
const zone = (tz: string) => `<tt:TimeZone><tt:TZ>${escapeXml(tz)}</tt:TZ></tt:TimeZone>`;
const iso = (inner: string) => { const time = cameraTime(answer(inner)); return time === undefined ? undefined : new Date(time).toISOString(); };

it('reads UTC where it is told', () => expect(iso(at('UTCDateTime', 8) + at('LocalDateTime', 16) + zone('CST-8'))).toBe('2026-01-31T08:05:00.000Z'));

it.each([['CST-8', 16, '08'], ['<+08>-8', 16, '08'], ['CST-8:00:00', 16, '08'], ['GMT+0', 8, '08'], ['EST5EDT,M3.2.0,M11.1.0', 3, '08'], ['IST-5:30', 13, '07']])('makes UTC of local time in %s', (tz, hour, expected) => {
  expect(iso(at('LocalDateTime', hour) + zone(tz))).toMatch(`2026-01-31T${expected}:`);
});

it.each([
  ['nothing', ''], ['UTC without a date', '<tt:UTCDateTime><tt:Time><tt:Hour>8</tt:Hour></tt:Time></tt:UTCDateTime>'], ['an empty hour', at('UTCDateTime', '')], ['an hour 77', at('UTCDateTime', 77)], ['words', at('UTCDateTime', 'eight')],
  ['a year before ours', at('UTCDateTime', 8, '31', '1899')], ['local time in a zone that is none', at('LocalDateTime', 8) + zone('')],
])('takes %s for no time at all rather than for the year 1899', (_, inner) => expect(cameraTime(answer(inner))).toBeUndefined());
