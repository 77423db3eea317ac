import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { configSection, kernelConfig, readConfig } from './config.js';

const health = configSection('health', z.object({
  cadenceS: z.number().int().min(10).max(3600).default(60).describe('seconds'),
  sentinels: z.array(z.string()).default([]).describe('addresses'),
  quiet: z.boolean().default(false).describe('flag'),
}), { cadenceS: 'FENGSUI_CADENCE_S', sentinels: 'FENGSUI_SENTINELS', quiet: 'FENGSUI_QUIET' });

let dir: string;
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'fengsui-config-')); });
afterEach(() => rmSync(dir, { recursive: true, force: true }));
function file(text: string): string { const path = join(dir, 'a.yaml'); writeFileSync(path, text); return path; }

it('starts from defaults when nothing is said', () => {
  expect(readConfig({ health }, { files: [], env: {} }).health).toEqual({ cadenceS: 60, sentinels: [], quiet: false });
});

it('takes the file over defaults and the environment over the file', () => {
  const files = [file('health:\n  cadenceS: 30\n  quiet: false\n')];
  const read = readConfig({ health }, { files, env: { FENGSUI_QUIET: 'true', FENGSUI_SENTINELS: '10.0.0.1:80,10.0.0.2:80' } });
  expect(read.health).toEqual({ cadenceS: 30, quiet: true, sentinels: ['10.0.0.1:80', '10.0.0.2:80'] });
});

it('reads a single value where a list is wanted', () => {
  expect(readConfig({ health }, { files: [], env: { FENGSUI_SENTINELS: '10.0.0.1:80' } }).health.sentinels).toEqual(['10.0.0.1:80']);
});

it('lists every problem at once, each with where, what was found and what is allowed', () => {
  const files = [file('health:\n  cadenceS: 5\n  typo: 1\nweather: {}\n')];
  try {
    readConfig({ health, kernel: kernelConfig }, { files, env: { FENGSUI_LOG_LEVEL: 'loud' } });
    throw new Error('was accepted');
  } catch (fault) {
    const { message } = fault as Error;
    expect(message).toContain('4 problems');
    expect(message).toMatch(/health\.cadenceS.*>=10.*found 5/);
    expect(message).toMatch(/typo/);
    expect(message).toMatch(/unknown section "weather"/);
    expect(message).toMatch(/environment FENGSUI_LOG_LEVEL.*"info"/s);
  }
});

it('never repeats a secret that was malformed', () => {
  const section = configSection('kernel', z.object({ databaseUrl: z.url().default('postgres://x') }), { databaseUrl: 'DATABASE_URL' });
  expect(() => readConfig({ section }, { files: [], env: { DATABASE_URL: 'hunter2 is not a url' } })).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hunter2') }));
});

it.each([['not: [closed', 'not readable as YAML'], ['- a\n- b', 'must hold sections'], ['health: 7', 'must be a group of keys']])('refuses %j', (text, why) => {
  expect(() => readConfig({ health }, { files: [file(text)], env: {} })).toThrow(why);
});
