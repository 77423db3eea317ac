import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { Fault } from './fault.js';

/** One subject's settings: a zod object whose keys all have a description (meaning, unit, cost of raising it) and a default. */
export interface ConfigSection<S extends z.ZodObject = z.ZodObject> { readonly name: string; readonly schema: S; readonly env: Readonly<Record<string, string>> }

/** `env` maps a key of the section to the environment variable that overrides it. */
export function configSection<S extends z.ZodObject>(name: string, schema: S, env: Partial<Record<keyof z.infer<S> & string, string>> = {}): ConfigSection<S> {
  return { name, schema, env: env as Record<string, string> };
}

type Sections = Readonly<Record<string, ConfigSection>>;
export type ConfigOf<T extends Sections> = { readonly [K in keyof T]: Readonly<z.infer<T[K]['schema']>> };

export interface ConfigSource { readonly files: readonly string[]; readonly env: Readonly<Record<string, string | undefined>> }

/**
 * Reads every section from the YAML files (later files win), then from the environment, and checks it once.
 * Throws one Fault that lists every problem: file, key, what was found, what is allowed. Unknown keys are refused: a typo must not pass silently.
 */
export function readConfig<T extends Sections>(sections: T, source: ConfigSource): ConfigOf<T> {
  const problems: string[] = [];
  const merged: Record<string, Record<string, unknown>> = {};
  const known = new Map(Object.values(sections).map((section) => [section.name, section]));
  for (const file of source.files) {
    if (!existsSync(file)) continue;
    for (const [name, values] of Object.entries(readYaml(file, problems))) {
      if (!knownNames.has(name) && !known.has(name)) { problems.push(`${file}: unknown section "${name}"; known: ${[...known.keys()].join(', ')}`); continue; }
      if (values === null) continue;
      if (typeof values !== 'object' || Array.isArray(values)) { problems.push(`${file}: "${name}" must be a group of keys, found ${JSON.stringify(values)}`); continue; }
      merged[name] = { ...merged[name], ...values };
    }
  }
  const result: Record<string, unknown> = {};
  for (const [key, section] of Object.entries(sections)) {
    const values: Record<string, unknown> = { ...merged[section.name] };
    for (const [field, variable] of Object.entries(section.env)) {
      const text = source.env[variable];
      if (text !== undefined && text !== '') values[field] = fromText(section.schema.shape[field] as z.ZodType, text);
    }
    const parsed = section.schema.strict().safeParse(values);
    if (parsed.success) { result[key] = parsed.data; continue; }
    for (const issue of parsed.error.issues) {
      const path = issue.path.join('.');
      const field = String(issue.path[0] ?? '');
      const variable = section.env[field];
      const where = variable && source.env[variable] ? `environment ${variable}` : `${section.name}.${path}`;
      problems.push(`${where}: ${issue.message}${field in values && !/secret|password|url/i.test(field) ? `, found ${JSON.stringify(values[field])}` : ''}`);
    }
  }
  if (problems.length > 0) {
    throw new Fault('invalid', { code: 'kernel.config', message: `the configuration has ${problems.length} problem${problems.length > 1 ? 's' : ''}:\n${problems.map((line) => `  - ${line}`).join('\n')}`, facts: { problems } });
  }
  return result as ConfigOf<T>;
}

/** Sections of the one file that this process may not know: each process reads only its own. */
const knownNames = new Set(['start', 'kernel', 'access', 'inventory', 'health', 'reporting', 'platform', 'prober', 'simulator']);

function readYaml(file: string, problems: string[]): Record<string, unknown> {
  try {
    const parsed: unknown = parse(readFileSync(file, 'utf8'), { maxAliasCount: 10 });
    if (parsed === null || parsed === undefined) return {};
    if (typeof parsed !== 'object' || Array.isArray(parsed)) { problems.push(`${file}: must hold sections, found ${JSON.stringify(parsed)}`); return {}; }
    return parsed as Record<string, unknown>;
  } catch (cause) {
    problems.push(`${file}: not readable as YAML: ${(cause as Error).message}`);
    return {};
  }
}

/** Environment values are text; numbers, booleans and lists are read as the schema wants them, and left as text when they do not fit. */
function fromText(type: z.ZodType | undefined, text: string): unknown {
  if (!type || type.safeParse(text).success) return text;
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (text.includes(',')) return text.split(',').map((part) => part.trim());
  if (type.safeParse([]).success) return [text]; // before numbers: a list of one area code is still a list of texts, also when the code is wrong
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** What every process needs. Secrets come by environment or file only, never from YAML. */
export const kernelConfig = configSection('kernel', z.object({
  dataDir: z.string().min(1).default('.data').describe('Directory for the embedded database, keys and uploads. As root under a closed home, /var/lib/fengsui is used instead.'),
  databaseUrl: z.string().default('').describe('postgres:// address of a PostgreSQL 15+ server of your own; empty: the embedded one. Environment only.'),
  redisUrl: z.string().default('').describe('redis:// address for job queues; empty: jobs run on PostgreSQL. Worth it above about 10 jobs a second. Environment only.'),
  vaultKeyFile: z.string().default('').describe('File with the key of the credential vault (64 hex digits, mode 0600); empty: secrets/vault-key in the data directory. Every process must read the same key.'),
  poolSize: z.number().int().min(2).max(100).default(10).describe('Database connections per process at most; the embedded server allows 100 in all.'),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info').describe('Least severe line that is written; debug costs about 1 kB per probe cycle and camera.'),
}), { dataDir: 'FENGSUI_DATA', databaseUrl: 'DATABASE_URL', redisUrl: 'REDIS_URL', vaultKeyFile: 'FENGSUI_VAULT_KEY_FILE', poolSize: 'FENGSUI_POOL_SIZE', logLevel: 'FENGSUI_LOG_LEVEL' });
