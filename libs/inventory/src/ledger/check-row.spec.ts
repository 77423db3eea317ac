import fc from 'fast-check';
import { checkRow } from './check-row.js';
import { cameraFields } from './fields.js';

const rules = { coordSystem: 'wgs84', areas: ['340199'] } as const;
const good = { name: '望江小区东门', ip: '10.36.12.5', gbCode: '34019900001320000001' };
const codes = (cells: Record<string, string>) => checkRow({ ...good, ...cells }, rules).problems.map(({ field, code }) => `${field}: ${code}`);

it('takes a row that is right, with words as values', () => {
  expect(checkRow({ ...good, pointClass: '一类', keyArea: '是', acceptedAt: '2024年5月31日', civilCode: '340199', port: '554' }, rules)).toMatchObject({ problems: [], values: { pointClass: 1, keyArea: true, acceptedAt: '2024-05-31', port: 554 } });
});

it.each([
  ['a GB code of another area', { gbCode: '11010100001320000001' }, 'gbCode: area'],
  ['a civil code of another area', { civilCode: '110101' }, 'civilCode: area'],
  ['a civil code with letters', { civilCode: '34O199' }, 'civilCode: length'],
  ['a code that a spreadsheet shortened', { gbCode: '3.40199E+19' }, 'gbCode: spreadsheet-number'],
  ['a recorder\'s code', { gbCode: '34019900001110000001' }, 'gbCode: type'],
  ['a letter in the code', { gbCode: '3401990000132000000l' }, 'gbCode: not-digits'],
  ['an octet over 255', { ip: '10.36.12.300' }, 'ip: octet'],
  ['half an address', { ip: '10.36.12' }, 'ip: address'],
  ['a port out of range', { port: '70000' }, 'port: out-of-range'],
  ['a day that does not exist', { acceptedAt: '2024-02-30' }, 'acceptedAt: not-a-date'],
  ['coordinates written the wrong way round', { longitude: '31.849948', latitude: '117.412808' }, 'longitude: swapped'],
  ['a name of a person', { name: '王小明家' }, 'name: person-name'],
])('names %s by field', (_, cells, expected) => expect(codes(cells as Record<string, string>)).toContain(expected));

it('takes two and four digits for a whole province and city', () => {
  for (const areas of [['34'], ['3401'], ['11', '340199']]) expect(checkRow({ ...good, gbCode: '34019900001320000001', civilCode: '34019901' }, { ...rules, areas }).problems).toEqual([]);
  expect(checkRow({ ...good, gbCode: '34019900001320000001', civilCode: '340199' }, { ...rules, areas: ['3402'] }).problems.map(({ field, code }) => `${field}:${code}`)).toEqual(['gbCode:area', 'civilCode:area']);
});
it('lets any area through when no list is set', () => expect(checkRow({ ...good, gbCode: '11010100001320000001', civilCode: '110101' }, { ...rules, areas: null }).problems).toEqual([]));

it('answers for any text in any field, with problems in words and without throwing', () => {
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...cameraFields.map((field) => field.key)), fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('1e309', '-0', '٣', '10.0.0.1/24', '::1', '2024-13-45', 'NaN'))), (cells) => {
    const { problems, values } = checkRow(cells, rules);
    for (const problem of problems) expect([problem.message, problem.zh, problem.code].every((text) => text.length > 0 && text.length < 400)).toBe(true);
    for (const value of Object.values(values)) expect(Number.isNaN(value)).toBe(false);
  }), { numRuns: 2_000 });
});
