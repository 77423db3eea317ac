import { parseSearch, stringifySearch } from './search.js';

it('keeps twenty digits of a GB code', () => {
  expect(parseSearch('?q=34010000001320000001')).toEqual({ q: '34010000001320000001' });
});

it('gives back what it wrote, Chinese and signs included', () => {
  const search = { q: '东门 & 西门=?#', state: 'offline', page: '2' };
  expect(parseSearch(stringifySearch(search))).toEqual(search);
});

it('writes no question mark when there is nothing to say', () => {
  expect([stringifySearch({}), stringifySearch({ q: '', node: null, page: undefined })]).toEqual(['', '']);
});
