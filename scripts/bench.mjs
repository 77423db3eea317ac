// npm run bench -- NAME [--json FILE]: baseline and candidate side by side in one run; prints ratios.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, fail, install, requireNode, root, run } from './steps.mjs';

requireNode();
install();
build(['server']);
run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.bench.json']);
const [name, ...options] = process.argv.slice(2);
const known = readdirSync(join(root, 'test/bench')).filter((file) => /^[a-z]+\.ts$/.test(file)).map((file) => file.slice(0, -3));
if (!known.includes(name)) fail(`bench what? ${known.join(', ')}`);
const { bench } = await import(join(root, 'dist/test/bench', `${name}.js`));
const { rows } = await bench(options);
const file = options[options.indexOf('--json') + 1];
if (options.includes('--json') && file) writeFileSync(file, `${JSON.stringify({ rows }, null, 2)}\n`);
for (const row of rows) {
  const ratio = row.ratio === undefined || row.ratio === null ? '' : ` ratio ${row.ratio.toFixed(3)}${row.bar === undefined || row.bar === null ? '' : ` (bar ${row.bar})`}`;
  console.log(`${row.pass === false ? 'MISS' : 'ok  '} ${row.id}: ${row.value} ${row.unit}${ratio}`);
}
process.exit(rows.some((row) => row.pass === false) ? 1 : 0);
