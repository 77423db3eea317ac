// Shared by the scripts that a bare clone runs: only node: modules, nothing needs to be installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Fengsui needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

export function fail(message) {
  console.error(`\n  ${message}\n`);
  process.exit(1);
}

export function say(message) { console.log(`\u001b[2m»\u001b[0m ${message}`); }

/** Runs a command and stops everything when it fails. npm is called through its own script, so that PATH does not matter. */
export function run(command, args, env = {}) {
  const npm = process.env.npm_execpath;
  const [file, rest] = command === 'npm' && npm ? [process.execPath, [npm, ...args]] : [command, args];
  const { status, signal, error } = spawnSync(file, rest, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  if (error) fail(`${command} could not be started: ${error.message}`);
  if (signal) process.exit(130);
  if (status !== 0) fail(`${command} ${args.join(' ')} failed (exit ${status}). Its output above says why.`);
}

/** npm ci, when the lock differs from what node_modules was made from. */
export function install() {
  const stamp = join(root, 'node_modules', '.fengsui-lock');
  const wanted = hashOf([join(root, 'package-lock.json')]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('installing packages (about a minute, once)');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, wanted);
}

const parts = {
  server: { from: ['apps/platform', 'apps/prober', 'apps/cli', 'apps/simulator', 'libs', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'package-lock.json'], make: buildServer },
  web: { from: ['apps/web', 'package-lock.json'], make: buildWeb },
};

/** Builds only what is older than its sources. */
export function build(names = Object.keys(parts)) {
  for (const name of names) {
    const { from, make } = parts[name];
    const stamp = join(root, 'dist', `.${name}-stamp`);
    const wanted = hashOf(from.flatMap((path) => filesBelow(join(root, path))));
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) continue;
    say(`building ${name}`);
    make();
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, wanted);
  }
}

function buildServer() {
  // Clean first: a file that was renamed must not live on in dist. One nest build compiles every server app and room.
  for (const dir of ['apps', 'libs']) rmSync(join(root, 'dist', dir), { recursive: true, force: true });
  rmSync(join(root, 'dist', '.tsbuildinfo'), { force: true });
  run(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'build', 'platform']);
}

function buildWeb() {
  run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', 'apps/web', '--logLevel', 'warn']);
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.spec\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function hashOf(files) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}
