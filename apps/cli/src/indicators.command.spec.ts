import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkVectors } from './indicators.command.js';

const open = 'test/vectors/online-rate.json';
let dir: string;
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'fengsui-vectors-')); });
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function check(file: string): Promise<{ different: number; lines: { id: string; pass: boolean; actual: unknown; expected: unknown }[] }> {
  const lines: string[] = [];
  const different = await checkVectors(file, (line) => lines.push(line));
  return { different, lines: lines.map((line) => JSON.parse(line) as { id: string; pass: boolean; actual: unknown; expected: unknown }) };
}

it('passes every published case, one line each', async () => {
  const { different, lines } = await check(open);
  expect(different).toBe(0);
  expect(lines).toHaveLength(18);
  for (const line of lines) expect(Object.keys(line)).toEqual(['id', 'pass', 'actual', 'expected']);
  expect(lines.every(({ pass }) => pass)).toBe(true);
});

it('shows the figures of a case that differs, and goes on', async () => {
  const file = join(dir, 'changed.json');
  writeFileSync(file, readFileSync(open, 'utf8').replace('"pct2": "94.79"', '"pct2": "94.8"'));
  const { different, lines } = await check(file);
  expect(different).toBe(1);
  expect(lines.filter(({ pass }) => !pass)).toMatchObject([{ id: 'V01', actual: { rate: { num: 7394, den: 7800, pct2: '94.79' } } }]);
});

it('writes nothing of a file in which one case cannot be read', async () => {
  const file = join(dir, 'bad.json');
  writeFileSync(file, readFileSync(open, 'utf8').replace('"declared": "ON"', '"declared": "MAYBE"'));
  const lines: string[] = [];
  await expect(checkVectors(file, (line) => lines.push(line))).rejects.toMatchObject({ kind: 'invalid', message: expect.stringMatching(/"V16".*input\.pairs\[0\]\.declared/) });
  expect(lines).toEqual([]);
});

it('says which file it could not read', async () => {
  await expect(checkVectors(join(dir, 'absent.json'), () => undefined)).rejects.toMatchObject({ kind: 'invalid', message: expect.stringMatching(/absent\.json.*ENOENT/) });
});
