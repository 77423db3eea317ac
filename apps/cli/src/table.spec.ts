import { printTable, width } from './table.js';

it('lines up Chinese names, which take two columns each', () => {
  let text = '';
  printTable(['name', 'cameras'], [['桥东小区', '12'], ['a', '3']], { write: (part: string) => { text += part; } });
  const [head, rule, first, second] = text.split('\n');
  expect([head, rule, first, second]).toEqual(['name      cameras', '────────  ───────', '桥东小区  12', 'a         3']);
  expect(width('桥东 A')).toBe(6);
});

it('keeps a row that has fewer cells than the head', () => {
  let text = '';
  printTable(['a', 'b'], [['1']], { write: (part: string) => { text += part; } });
  expect(text.split('\n')[2]).toBe('1');
});
