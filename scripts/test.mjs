// npm test: installs what tests need, builds what is stale, runs every height of the house.
// npm test -- FILE… and npm test -- --selectProjects unit pass through to Jest.
import { spawnSync } from 'node:child_process';
import { build, install, requireNode, root } from './steps.mjs';
import { installTestPackages } from './debian.mjs';

requireNode();
install();
installTestPackages();
build();
const args = process.argv.slice(2);
// Two passes: what measures nothing may share the cores; browsers, servers and clocks get the machine to themselves.
const passes = args.length > 0 ? [args] : [['--selectProjects', 'unit', 'web'], ['--selectProjects', 'integration', 'interop', '--maxWorkers=2'], ['--selectProjects', 'e2e', '--runInBand']];
let failed = false;
for (const pass of passes) {
  const { status } = spawnSync(process.execPath, ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--forceExit', ...pass], { cwd: root, stdio: 'inherit' });
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
