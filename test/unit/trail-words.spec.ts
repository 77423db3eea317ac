import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionNames } from '../../apps/web/src/pages/audit/actions.js';

const written = ['apps/platform/src', 'apps/cli/src', 'libs/access/src'].flatMap((dir) => readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .flatMap((file) => {
    const source = readFileSync(join(dir, file), 'utf8');
    return [...source.matchAll(/writeTrail\([^\n]*?action: '([a-z-]+)'/g), ...source.matchAll(/this\.trail\((?:tx, )?viewer, (?:disabled \? )?'([a-z-]+)'(?: : '([a-z-]+)')?/g)].flatMap(([, one, other]) => [one, other].filter((action) => action !== undefined));
  }));

it('has a word for everything that is written to the trail, and none for what never is', () => {
  expect(written.length).toBeGreaterThan(20);
  expect([...new Set(written)].sort()).toEqual([...actionNames].sort());
});
