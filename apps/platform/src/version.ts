import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The release's version, from the package.json above both the sources and dist. */
export const version = readVersion(dirname(fileURLToPath(import.meta.url)));

function readVersion(from: string): string {
  for (let dir = from; ; dir = dirname(dir)) {
    try {
      const { name, version: found } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { name: string; version: string };
      if (name === 'fengsui') return found;
    } catch { /* not this directory; the next one up */ }
    if (dir === dirname(dir)) return 'unknown';
  }
}
