import { readFileSync } from 'node:fs';
import { differences } from './expectation.js';
import { readVectorFile } from './vector-file.js';
import { evaluate, vectorKinds } from './vector.js';

const file = new URL('../../../../test/vectors/online-rate.json', import.meta.url);
const vectors = readVectorFile(readFileSync(file, 'utf8'), 'online-rate.json');

it.each(vectors.map((vector) => [vector.id, vector] as const))('computes the worked case %s', (_id, { expected, ...vector }) => {
  expect(differences(expected, evaluate(vector))).toEqual([]);
});

it('gives each worked case the very fields it expects, and no case is left out', () => {
  expect(vectors).toHaveLength(18);
  expect(new Set(vectors.map(({ kind }) => kind))).toEqual(new Set(vectorKinds));
  for (const { expected, ...vector } of vectors) expect(Object.keys(evaluate(vector) as object).sort()).toEqual(Object.keys(expected).sort());
});
