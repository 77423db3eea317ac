// npm run check: types, lint, import directions and cycles, docs. Two at a time; every failure is shown.
import { spawn } from 'node:child_process';
import { install, requireNode, root } from './steps.mjs';

requireNode();
install();
const checks = {
  types: ['node_modules/typescript7/bin/tsc', '--noEmit', '-p', 'tsconfig.json'],
  lint: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0', '--cache', '--cache-location', 'node_modules/.cache/eslint/'],
  directions: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'apps', 'libs', 'test', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
  docs: ['scripts/check-docs.mjs'],
};
const waiting = Object.entries(checks);
let failed = false;
await Promise.all([0, 1].map(async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const [name, args] = next;
    const started = performance.now();
    const { code, output } = await new Promise((resolve) => {
      const child = spawn(process.execPath, args, { cwd: root });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { text += data; });
      child.on('exit', (exit) => resolve({ code: exit, output: text }));
    });
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} ${((performance.now() - started) / 1000).toFixed(1)} s`);
    if (code !== 0) { failed = true; console.log(output.trimEnd()); }
  }
}));
process.exit(failed ? 1 : 0);
