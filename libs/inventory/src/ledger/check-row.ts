import ipaddr from 'ipaddr.js';
import gcoord from 'gcoord';
import { fieldOf } from './fields.js';

// Its types describe an ES module; what Node loads is the CommonJS build, whose exports are the default itself.
const { transform, WGS84, GCJ02, BD09 } = gcoord as unknown as typeof gcoord.default;

export interface Problem { readonly field: string; readonly code: string; readonly message: string; readonly zh: string; readonly severity: 'error' | 'warning' }
export type CoordSystem = 'wgs84' | 'gcj02' | 'bd09' | 'cgcs2000';
export interface CheckedRow { readonly values: Readonly<Record<string, string | number | boolean>>; readonly problems: readonly Problem[] }
export interface RowRules { readonly coordSystem: CoordSystem; readonly areas: readonly string[] | null }

const problem = (field: string, code: string, message: string, zh: string, severity: Problem['severity'] = 'error'): Problem => ({ field, code, message, zh, severity });
const words: Readonly<Record<string, boolean>> = { 是: true, 否: false, 有: true, 无: false, y: true, n: false, yes: true, no: false, true: true, false: false, 1: true, 0: false };
const classes: Readonly<Record<string, number>> = { 一类: 1, 二类: 2, 三类: 3, 一类点: 1, 二类点: 2, 三类点: 3, 1: 1, 2: 2, 3: 3 };
const systems: Readonly<Record<string, CoordSystem>> = { wgs84: 'wgs84', gcj02: 'gcj02', 火星: 'gcj02', bd09: 'bd09', 百度: 'bd09', cgcs2000: 'cgcs2000', 国家2000: 'cgcs2000' };

/** One row of text, as values of the camera's file, with everything that is wrong with it. Pure: duplicates and sites are looked at elsewhere. */
export function checkRow(cells: Readonly<Record<string, string>>, rules: RowRules): CheckedRow {
  const values: Record<string, string | number | boolean> = {};
  const problems: Problem[] = [];
  for (const [key, raw] of Object.entries(cells)) {
    const field = fieldOf.get(key);
    const text = raw.trim();
    if (!field || text === '') continue;
    if (field.type === 'int' || field.type === 'number') {
      const value = key === 'pointClass' ? classes[text] ?? Number.NaN : Number(text);
      if (!Number.isFinite(value) || (field.type === 'int' && !Number.isInteger(value))) problems.push(problem(key, 'not-a-number', `${field.en}: "${text}" is not a number`, `“${text.slice(0, 20)}”不是数字`));
      else values[key] = value;
    } else if (field.type === 'bool') {
      const value = words[text.toLowerCase()];
      if (value === undefined) problems.push(problem(key, 'not-yes-or-no', `${field.en}: say 是 or 否`, `“${text.slice(0, 20)}”应为 是 或 否`));
      else values[key] = value;
    } else if (field.type === 'date') {
      const date = dateOf(text);
      if (!date) problems.push(problem(key, 'not-a-date', `${field.en}: "${text}" is not a date like 2024-05-31`, `“${text.slice(0, 20)}”不是日期，应如 2024-05-31`));
      else values[key] = date;
    } else values[key] = text;
  }
  checkName(values, problems);
  checkGbCode(values, rules, problems);
  checkCivilCode(values, rules, problems);
  checkAddress(values, problems);
  checkPlace(values, cells, rules, problems);
  for (const [key, low, high] of [['port', 1, 65535], ['onvifPort', 1, 65535], ['channel', 1, 512], ['pointClass', 1, 3], ['retentionDays', 0, 3650]] as const) {
    const value = values[key];
    if (typeof value === 'number' && (value < low || value > high)) problems.push(problem(key, 'out-of-range', `${key} ${value} is not between ${low} and ${high}`, `${value} 不在 ${low}–${high} 之间`));
  }
  return { values, problems };
}

function checkName(values: Record<string, unknown>, problems: Problem[]): void {
  const name = values['name'];
  if (name === undefined) return void problems.push(problem('name', 'required', 'the name is required', '“点位名称”必填'));
  if ([...String(name)].length > 64) problems.push(problem('name', 'too-long', 'the name is longer than 64 characters', '点位名称超过 64 字'));
  if (/^[\u4e00-\u9fff]{2,4}(家|家门口|宅|住处)$/.test(String(name))) problems.push(problem('name', 'person-name', 'the name seems to name a person: use the place', '名称含人名；请用地点名', 'warning'));
}

/** Two or four digits on the list are a whole province or city; no list lets every area through. */
const inAreas = (code: string, areas: RowRules['areas']): boolean => areas === null || areas.some((area) => code.startsWith(area));

function checkGbCode(values: Record<string, unknown>, rules: RowRules, problems: Problem[]): void {
  const code = values['gbCode'];
  if (code === undefined) return;
  const text = String(code);
  if (/e\+/i.test(text)) problems.push(problem('gbCode', 'spreadsheet-number', 'the spreadsheet turned the code into a number and lost digits: format the column as text', '编码被表格当作数字，末位已丢失：请把该列设为文本'));
  else if (/[^0-9]/.test(text)) { const at = [...text].findIndex((char) => !/[0-9]/.test(char)); problems.push(problem('gbCode', 'not-digits', `digit ${at + 1} of the code is "${[...text][at]}"`, `第 ${at + 1} 位是“${[...text][at]}”，应为数字`)); }
  else if (text.length !== 20) problems.push(problem('gbCode', 'length', `the code has ${text.length} digits, it must have 20`, `编码 ${text.length} 位，应为 20 位`));
  else if (!['131', '132'].includes(text.slice(10, 13))) problems.push(problem('gbCode', 'type', `type digits ${text.slice(10, 13)} are not a camera's (131, 132)`, `类型位 ${text.slice(10, 13)} ${text.slice(10, 13) === '111' ? '为录像机' : '不是摄像机'}，应为 131/132`));
  else if (!inAreas(text, rules.areas)) problems.push(problem('gbCode', 'area', `area ${text.slice(0, 6)} is not on the list`, `前 6 位 ${text.slice(0, 6)} 不在本级行政区划表`));
}

function checkCivilCode(values: Record<string, unknown>, { areas }: RowRules, problems: Problem[]): void {
  const code = values['civilCode'];
  if (code === undefined) return;
  const text = String(code);
  if (!/^\d{6}(\d{2})?$/.test(text)) problems.push(problem('civilCode', 'length', `civil code "${text}" must have 6 digits, or 8 with the town`, `行政区划“${text.slice(0, 20)}”应为 6 位或 8 位数字`));
  else if (!inAreas(text, areas)) problems.push(problem('civilCode', 'area', `area ${text.slice(0, 6)} is not on the list`, `${text.slice(0, 6)} 不在本级行政区划表`));
}

function checkAddress(values: Record<string, unknown>, problems: Problem[]): void {
  const ip = values['ip'];
  if (ip === undefined) return void problems.push(problem('ip', 'required', 'the IP address is required', '“IP”必填'));
  const parts = String(ip).split('.');
  const wrong = parts.find((part) => /^\d+$/.test(part) && Number(part) > 255);
  if (wrong !== undefined) problems.push(problem('ip', 'octet', `${wrong} is not part of an address`, `${wrong} 不是有效地址段`));
  else if (!ipaddr.isValid(String(ip)) || (!String(ip).includes(':') && parts.length !== 4)) problems.push(problem('ip', 'address', `"${String(ip)}" is not a complete address`, '地址不完整'));
}

/** Coordinates as WGS-84; the raw pair and its system stay in the file. */
function checkPlace(values: Record<string, unknown>, cells: Readonly<Record<string, string>>, rules: RowRules, problems: Problem[]): void {
  const { longitude: lng, latitude: lat } = values;
  if (lng === undefined && lat === undefined) return;
  if (typeof lng !== 'number' || typeof lat !== 'number') return void problems.push(problem(lng === undefined ? 'longitude' : 'latitude', 'required', 'longitude and latitude belong together', `“${lng === undefined ? '经度' : '纬度'}”必填`));
  if (lng >= 3 && lng <= 54 && lat >= 73 && lat <= 136) return void problems.push(problem('longitude', 'swapped', 'longitude and latitude are swapped', '经纬度写反'), problem('latitude', 'swapped', 'longitude and latitude are swapped', '经纬度写反'));
  if (Math.abs(lng) > 180 || Math.abs(lat) > 90) return void problems.push(problem('longitude', 'out-of-range', 'not a place on earth', '经纬度超出范围'));
  // As written: 117.200000 is exact, 117.2 is off by kilometres.
  const decimals = { longitude: decimalsOf(cells['longitude']), latitude: decimalsOf(cells['latitude']) };
  const rough = decimals.longitude < 4 ? 'longitude' : decimals.latitude < 4 ? 'latitude' : null;
  if (rough) problems.push(problem(rough, 'rough', 'fewer than four decimals: off by tens of metres or more', '小数位不足，误差可达数百米', Math.min(decimals.longitude, decimals.latitude) < 3 ? 'error' : 'warning'));
  const said = systems[String(values['coordSystem'] ?? '').toLowerCase().replace(/[-\s_坐标系]/g, '')] ?? rules.coordSystem;
  values['coordSystem'] = said;
  const [x, y] = said === 'gcj02' ? transform([lng, lat], GCJ02, WGS84) : said === 'bd09' ? transform([lng, lat], BD09, WGS84) : [lng, lat];
  values['rawLongitude'] = lng;
  values['rawLatitude'] = lat;
  values['longitude'] = Math.round((x ?? lng) * 1e6) / 1e6;
  values['latitude'] = Math.round((y ?? lat) * 1e6) / 1e6;
}

const decimalsOf = (text: string | undefined): number => (text?.trim().split('.')[1] ?? '').length;

function dateOf(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/.exec(text) ?? [];
  if (!year || !month || !day) return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) ? date.toISOString().slice(0, 10) : undefined;
}
