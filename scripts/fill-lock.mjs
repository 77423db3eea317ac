// After `npm install -D x`: npm leaves optional platform packages that this registry lacks out of the lock, and `npm ci` then refuses it
// ("Missing: … from lock file"). Adds them as optional, with no download address, so that the same lock installs everywhere.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './steps.mjs';

const file = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const found = [join(path, 'node_modules', name), `node_modules/${name}`].some((key) => lock.packages[key]);
    if (found) continue;
    const version = range.replace(/^[\^~]/, '');
    if (!/^\d+\.\d+\.\d+/.test(version)) continue;
    lock.packages[`node_modules/${name}`] = { version, ...(entry.dev ? { dev: true } : {}), optional: true, ...platformOf(name) };
    added++;
  }
}
for (const entry of Object.values(lock.packages)) { delete entry.resolved; }
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} optional platform packages added to the lock`);

/** os and cpu as the package's own name says them; without these npm would try to install it everywhere. */
function platformOf(name) {
  const os = ['darwin', 'win32', 'windows', 'linux', 'freebsd', 'android', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony'].find((word) => name.includes(word));
  const cpu = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32'].find((word) => new RegExp(`[-_.]${word}`).test(name));
  return { ...(os ? { os: [os === 'windows' ? 'win32' : os] } : {}), ...(cpu ? { cpu: [cpu] } : {}) };
}
