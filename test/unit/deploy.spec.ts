import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';

const entries = (text: string) => [...text.matchAll(/dist\/(apps\/[a-z]+\/src\/main)\.js/g)].map(([, path]) => `${path}.ts`);
const units = readdirSync('deploy/systemd').map((name) => ({ name, text: readFileSync(`deploy/systemd/${name}`, 'utf8') }));
const compose = parse(readFileSync('deploy/compose.yaml', 'utf8')) as { services: Record<string, { command?: string[]; environment?: Record<string, string> }> };

it.each(units)('$name starts an app that exists', ({ text }) => {
  expect(entries(text).length).toBe(1);
  for (const path of entries(text)) expect(existsSync(path)).toBe(true);
});

it('has the same processes as units and as containers', () => {
  const containers = Object.values(compose.services).flatMap(({ command }) => entries((command ?? []).join(' ')));
  expect([...new Set(containers)].sort()).toEqual([...new Set(units.flatMap(({ text }) => entries(text)))].sort());
});

it('keeps secrets out of units and the compose file', () => {
  for (const text of [...units.map((unit) => unit.text), readFileSync('deploy/compose.yaml', 'utf8')]) {
    expect(text).not.toMatch(/(PASSWORD|SECRET|TOKEN|DATABASE_URL)\s*[=:]\s*\S*[a-z0-9]{6,}:?\/?\/?[^_\s]*@/i);
    expect(text).not.toMatch(/Environment=.*(PASSWORD|SECRET|TOKEN|DATABASE_URL)=/);
  }
});

it('gives a prober as many descriptors as its cameras need', () => {
  const prober = units.find(({ name }) => name.includes('prober'));
  expect(Number(/LimitNOFILE=(\d+)/.exec(prober?.text ?? '')?.[1])).toBeGreaterThanOrEqual(65_536);
});
