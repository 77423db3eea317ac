import { Fault } from '#kernel';

/** GB/T 28181 Annex D: 8 centre, 2 industry, 3 type, 1 network, 6 serial. */
export interface GbCodeParts { readonly centre: string; readonly industry: string; readonly type: '111' | '118' | '131' | '132' | '200' | '215' | '216'; readonly network: string; readonly serial: number }

/** Invented: no county in the national list has it. */
export const districtCode = '340199';

/** Industry digits by kind of site: 00-03 public order, 04-07 traffic, 08 city, 09 health, 11 education. */
const industries: Readonly<Record<string, string>> = {
  'old-estate': '01', community: '01', road: '04', transport: '04', school: '11', hospital: '09', park: '08', government: '02', enterprise: '02', 'crowded-place': '00',
};
export const industryOf = (siteKind: string): string => industries[siteKind] ?? '03';

export function gbCode(parts: GbCodeParts): string {
  const code = parts.centre + parts.industry + parts.type + parts.network + String(parts.serial).padStart(6, '0');
  if (!/^\d{20}$/.test(code)) throw new Fault('bug', { code: 'simulator.gb-code', message: `a GB code has 20 digits, this has ${code.length}: ${code}` });
  return code;
}
