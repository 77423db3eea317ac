// Docs are tested: the pages read off the source are current, every link resolves, no page names a place that readers do not have.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { pages } from './reference.mjs';
import { root } from './steps.mjs';

const problems = [];
for (const [file, make] of Object.entries(pages)) {
  const path = join(root, file);
  if (!existsSync(path) || readFileSync(path, 'utf8') !== make()) problems.push(`${file} is not what the source says: run npm run reference`);
}

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\n').filter((file) => existsSync(join(root, file)));
const anchorsOf = (text) => new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-')));
for (const file of files.filter((name) => name.endsWith('.md'))) {
  const text = readFileSync(join(root, file), 'utf8');
  for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^(https?|mailto):/.test(target)) continue;
    const [path, anchor] = target.split('#');
    const to = path ? normalize(join(dirname(file), path)) : file;
    if (!existsSync(join(root, to))) problems.push(`${file}: the link ${target} leads nowhere`);
    else if (anchor && !anchorsOf(readFileSync(join(root, to), 'utf8')).has(decodeURIComponent(anchor))) problems.push(`${file}: no heading #${anchor} in ${to}`);
  }
}

const adrs = files.filter((file) => /^docs\/adr\/\d{3}-/.test(file));
for (const adr of adrs) {
  const text = readFileSync(join(root, adr), 'utf8');
  for (const heading of ['Context', 'Decision', 'Alternatives considered', 'Consequences']) if (!text.includes(`## ${heading}`)) problems.push(`${adr}: no "## ${heading}"`);
}

// Every environment variable that the source reads is in the reference.
const config = existsSync(join(root, 'docs/reference/config.md')) ? readFileSync(join(root, 'docs/reference/config.md'), 'utf8') : '';
const variables = new Set();
for (const file of files.filter((name) => /^(apps|libs)\/.*\.ts$/.test(name) && !name.endsWith('.spec.ts'))) {
  for (const [variable] of readFileSync(join(root, file), 'utf8').matchAll(/\bFENGSUI_[A-Z0-9_]+\b/g)) variables.add(variable);
}
for (const variable of [...variables].sort()) if (!config.includes(`\`${variable}\``)) problems.push(`docs/reference/config.md does not tell about ${variable}`);

for (const problem of problems) console.error(`  ${problem}`);
process.exit(problems.length > 0 ? 1 : 0);
