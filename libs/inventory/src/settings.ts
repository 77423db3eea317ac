import { z } from 'zod';
import { configSection } from '#kernel';

/** What a ledger may hold. Codes in YAML need no quotes. */
export const inventoryConfig = configSection('inventory', z.object({
  areaCodes: z.array(z.coerce.string().regex(/^\d{2}(\d{2}){0,2}$/, 'must be 2, 4 or 6 digits of GB/T 2260')).max(500).default([]).describe('Area codes (行政区划, six digits; two or four mean the whole province or city) that cameras may stand in: the first digits of GB codes and civil codes are checked against it. Empty: any.'),
}), { areaCodes: 'FENGSUI_AREA_CODES' });

/** For the rules of a row: null lets every area through. */
export const areasOf = (codes: readonly string[]): readonly string[] | null => (codes.length === 0 ? null : codes);
