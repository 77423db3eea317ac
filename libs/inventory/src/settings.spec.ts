import { readConfig } from '#kernel';
import { areasOf, inventoryConfig } from './settings.js';

const areaCodes = (env: Record<string, string>) => readConfig({ inventory: inventoryConfig }, { files: [], env }).inventory.areaCodes;

it('takes one area code or many, and YAML codes without quotes, which are numbers there', () => {
  expect(areaCodes({ FENGSUI_AREA_CODES: '340104' })).toEqual(['340104']);
  expect(areaCodes({ FENGSUI_AREA_CODES: '340104, 3401' })).toEqual(['340104', '3401']);
  expect(inventoryConfig.schema.parse({ areaCodes: [340104] }).areaCodes).toEqual(['340104']);
});

it.each(['34010', '3401041', '34O104', '合肥'])('refuses %s as an area code, naming the setting and what is allowed', (code) => {
  expect(() => areaCodes({ FENGSUI_AREA_CODES: code })).toThrow(expect.objectContaining({ code: 'kernel.config', message: expect.stringMatching(/FENGSUI_AREA_CODES: must be 2, 4 or 6 digits/) }));
});

it('lets any area through when the list is empty', () => expect([areasOf([]), areasOf(['34'])]).toEqual([null, ['34']]));
