// npm run build: only what is stale, unless --force.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, requireNode, root } from './steps.mjs';

requireNode();
install();
if (process.argv.includes('--force')) rmSync(join(root, 'dist'), { recursive: true, force: true });
build();
