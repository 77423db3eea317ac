// npm run dev: the demo in watch mode. One compiler watches all server code; each process restarts when its output changes; Vite serves the console.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, install, requireNode, root, say } from './steps.mjs';

requireNode();
install();
build();
const children = [
  ['compiler', ['node_modules/typescript7/bin/tsc', '-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput']],
  ['system', [join(root, 'dist/apps/cli/src/main.js'), 'up', '--demo', '--watch']],
  ['console', ['node_modules/vite/bin/vite.js', 'apps/web', '--clearScreen', 'false']],
].map(([name, args]) => ({ name, child: spawn(process.execPath, args, { cwd: root, stdio: 'inherit', detached: name !== 'system' }) }));
say('console with hot reload: http://127.0.0.1:5173 (the built one stays on FENGSUI_PORT, 8088)');

let stopping = false;
function stop(code) {
  if (stopping) return;
  stopping = true;
  for (const { child } of children) child.kill('SIGTERM');
  Promise.all(children.map(({ child }) => (child.exitCode !== null ? undefined : new Promise((resolve) => child.once('exit', resolve))))).then(() => process.exit(code));
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(0));
for (const { name, child } of children) child.on('exit', (code) => { if (!stopping) { say(`${name} ended`); stop(code ?? 1); } });
