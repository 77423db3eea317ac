// npm run reference: writes the pages that are read off the source (errors, metrics). `--check` only says whether they are true.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './steps.mjs';

const sources = ['apps', 'libs'].flatMap((dir) => readdirSync(join(root, dir), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.spec\.tsx?$/.test(entry.name))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .filter((path) => !/\/(testing|conformance|dist)\//.test(path))
  .sort();

const text = (literal) => literal.slice(1, -1).replace(/\$\{((?:[^{}]|\{[^{}]*\})*)\}/g, (_, code) => `‹${code.trim().replace(/^[^a-zA-Z]*/, '').split(/[^a-zA-Z0-9_.]/)[0] || 'value'}›`).replace(/\\'/g, "'").replaceAll('\\n', ' ').replaceAll('|', '\\|');
const literal = "('(?:[^'\\\\]|\\\\.)*'|`(?:[^`\\\\]|\\\\.)*`)";

export function errorsPage() {
  const rows = new Map();
  for (const path of sources) {
    const source = readFileSync(path, 'utf8');
    for (const match of source.matchAll(/code:\s*'([a-z]+\.[a-z0-9-]+)'/g)) {
      const before = source.slice(Math.max(0, match.index - 200), match.index);
      const after = source.slice(match.index, match.index + 900);
      const kind = [...before.matchAll(/'(invalid|missing|conflict|forbidden|unreachable|timeout|busy|refused|misunderstood|unsupported|bug)'/g)].at(-1)?.[1] ?? '';
      const said = new RegExp(`message:\\s*${literal}`).exec(after)?.[1];
      const zh = new RegExp(`zh:\\s*${literal}`).exec(after)?.[1];
      const known = rows.get(match[1]);
      if (!known || (!known.said && said)) rows.set(match[1], { kind, said, zh });
    }
    // Ledger files have their own short form: bad('code', message, zh), always the request's fault.
    for (const [, code, said, zh] of source.matchAll(new RegExp(`\\bbad\\('([a-z]+\\.[a-z0-9-]+)',\\s*${literal},\\s*${literal}`, 'g'))) {
      if (!rows.get(code)?.zh || rows.get(code)?.said === undefined || code.startsWith('inventory.file')) rows.set(code, { kind: 'invalid', said, zh });
    }
  }
  const lines = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, { kind, said, zh }]) => `| \`${code}\` | ${kind} | ${said ? text(said) : ''}${zh ? `<br>${text(zh)}` : ''} |`);
  return `# Errors

Every error that leaves the product carries a stable code, a kind and a sentence for the one who must act. The kind decides the HTTP status
and the exit code; scripts may rely on code and kind, not on the sentence. Written by \`npm run reference\` from the source.

| kind | means | HTTP | exit |
|---|---|---|---|
| invalid | the request is wrong: correct it | 400 | 2 |
| missing | there is no such thing (or not for you) | 404 | 3 |
| conflict | somebody was there first: look again, then retry | 409 | 4 |
| forbidden | not your right; the attempt is on the trail | 403 | 5 |
| unreachable, timeout, busy | the far side, for now: retry later | 502, 504, 503 | 6 |
| refused, misunderstood, unsupported | the far side, for good: a person must look | 502, 502, 501 | 7 |
| bug | ours: it is in our log with a trace id | 500 | 70 |

Three codes have a status of their own: \`platform.log-in-first\` 401, \`platform.body-too-large\` 413, and \`platform.too-many-calls\` 429 with the seconds to wait in \`Retry-After\`.

| code | kind | sentence |
|---|---|---|
${lines.join('\n')}
`;
}

export function metricsPage() {
  const rows = new Map();
  for (const path of sources) {
    const source = readFileSync(path, 'utf8');
    for (const match of source.matchAll(new RegExp(`\\b(counter|gauge|histogram)(?:<[^>]*>)?\\(\\s*'(fengsui_[a-z0-9_]+)',\\s*${literal}([^;]*)`, 'g'))) {
      const labels = match[1] === 'histogram' ? /\],\s*\[([^\]]*)\]/.exec(match[4])?.[1] : /^\s*,\s*\[([^\]]*)\]/.exec(match[4])?.[1];
      rows.set(match[2], { kind: match[1], help: text(match[3]), labels: (labels ?? '').replaceAll("'", '').trim() });
    }
  }
  const lines = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { kind, help, labels }]) => `| \`${name}\` | ${kind} | ${labels} | ${help} |`);
  return `# Metrics

Served at \`/metrics\` of the platform and of each prober in the Prometheus text format. Names are \`fengsui_<room>_<thing>_<unit>\`; a camera id is
never a label (15,000 of them). The usual Node process metrics stand beside them with the prefix \`fengsui_\`. Written by \`npm run reference\`.

| metric | kind | labels | meaning |
|---|---|---|---|
${lines.join('\n')}
`;
}

export const pages = { 'docs/reference/errors.md': errorsPage, 'docs/reference/metrics.md': metricsPage };

if (import.meta.url === `file://${process.argv[1]}`) {
  for (const [file, make] of Object.entries(pages)) writeFileSync(join(root, file), make());
  console.log(`written: ${Object.keys(pages).join(', ')}`);
}
