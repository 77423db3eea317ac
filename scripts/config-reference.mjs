// The settings' page and config/default.yaml, read off the schemas of the built product. Part of `npm run reference`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, root } from './steps.mjs';

build(['server']);
const at = (path) => import(join(root, 'dist', path));
const sections = [
  (await at('libs/kernel/src/index.js')).kernelConfig, (await at('apps/cli/src/settings.js')).startConfig, (await at('apps/platform/src/settings.js')).platformConfig,
  (await at('libs/inventory/src/index.js')).inventoryConfig, (await at('libs/health/src/index.js')).healthConfig, (await at('libs/reporting/src/index.js')).reportingConfig, (await at('apps/prober/src/settings.js')).proberConfig,
];
const secret = (key) => /password|token|Url$/i.test(key);
const shown = (value) => (Array.isArray(value) ? `[${value.join(', ')}]` : typeof value === 'string' ? (value === '' ? '""' : value) : String(value));

let yaml = '# Every setting with its default. Copy what you change to config/local.yaml; the environment wins over both.\n# Secrets (DATABASE_URL, REDIS_URL, passwords, tokens) come by environment only and are not listed here.\n';
let page = `# Settings

Read in this order, later wins: \`config/default.yaml\`, \`config/local.yaml\` (or the file that \`FENGSUI_CONFIG\` names), the environment. Everything is checked
once at start; a wrong file or variable stops the process with every problem listed: key, what was found, what is allowed. Written by \`npm run reference\`.

`;
for (const { name, schema, env } of sections) {
  yaml += `\n${name}:\n`;
  page += `## ${name}\n\n| key | environment | default | meaning |\n|---|---|---|---|\n`;
  const defaults = schema.parse({});
  for (const [key, type] of Object.entries(schema.shape)) {
    if (!secret(key)) yaml += `  # ${type.description}\n  ${key}: ${shown(defaults[key])}\n`;
    page += `| \`${key}\` | ${env[key] ? `\`${env[key]}\`` : ''} | ${defaults[key] === '' ? '' : `\`${shown(defaults[key])}\``} | ${type.description} |\n`;
  }
  page += '\n';
}
page += `## Set by the product itself

| variable | meaning |
|---|---|
| \`FENGSUI_CONFIG\` | a file to read instead of config/local.yaml |
| \`FENGSUI_PROBE_PASSWORD\` | the password for one \`fengsui probe\`, because arguments can be read by everybody |
| \`FENGSUI_SUPERVISED\`, \`FENGSUI_EMBEDDED\` | set by the supervisor for its children: it tells set-up links, it runs the embedded database |
| \`FENGSUI_SIM_TOKEN\`, \`FENGSUI_SIM_URL\` | set by the supervisor for the simulator's control port (demonstration only) |
| \`FENGSUI_WEB_PROXY\` | the platform that the console's development server asks (\`npm run dev\`) |
`;
const pages = { 'config/default.yaml': yaml, 'docs/reference/config.md': page };
if (process.argv.includes('--check')) {
  const stale = Object.entries(pages).filter(([file, text]) => readFileSync(join(root, file), 'utf8') !== text).map(([file]) => file);
  for (const file of stale) console.error(`${file} is not what the schemas say: run npm run reference`);
  process.exit(stale.length > 0 ? 1 : 0);
}
for (const [file, text] of Object.entries(pages)) writeFileSync(join(root, file), text);
