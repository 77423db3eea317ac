// npm start | npm run demo | npm run dev: from an empty machine to a running system.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, install, requireNode, root } from './steps.mjs';

const [mode = 'start', ...rest] = process.argv.slice(2);
requireNode();
install();
build();
const up = spawn(process.execPath, [join(root, 'dist/apps/cli/src/main.js'), 'up', ...(mode === 'demo' ? ['--demo'] : []), ...rest], { cwd: root, stdio: 'inherit' });
// Ctrl-C reaches the whole terminal group; a plain kill reaches only us, so it is passed on. Either way the child ends in its own order.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { if (signal !== 'SIGINT') up.kill(signal); });
up.on('exit', (code, signal) => process.exit(signal ? 1 : code ?? 1));
