import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Weight of the built console (web.md §11), read from Vite's manifest: what a browser must fetch before a page works.
 * The build comes before the tests (npm test); without it there is nothing to weigh, and that is a failure under CI.
 */
const dist = join(process.cwd(), 'dist', 'web');
const manifestFile = join(dist, '.vite', 'manifest.json');
const kB = 1000;

interface Chunk { readonly file: string; readonly imports?: readonly string[]; readonly isEntry?: boolean; readonly src?: string }
const built = existsSync(manifestFile);
const manifest: Readonly<Record<string, Chunk>> = built ? (JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, Chunk>) : {};

function needed(roots: readonly string[]): Set<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const walk = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    files.add(chunk.file);
    chunk.imports?.forEach(walk);
  };
  roots.forEach(walk);
  return files;
}

const weigh = (files: Iterable<string>): number => [...files].filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0);
const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry) ?? '';
const words = Object.keys(manifest).find((key) => key.includes('i18n/zh-CN/index')) ?? '';
const page = (name: string): string => Object.keys(manifest).find((key) => key.startsWith(`src/pages/${name}/index.tsx`)) ?? `no page ${name}`;

if (!built && process.env['CI'] !== 'true') {
  it('is weighed after `npm run build`', () => {
    expect(existsSync(manifestFile)).toBe(false);
  });
} else {
  it('loads the shell in 220 kB of gzipped JavaScript, Chinese included', () => {
    expect(weigh(needed([entry, words]))).toBeLessThanOrEqual(220 * kB);
  });

  it('loads the overview, chart and all, in 520 kB', () => {
    const chart = Object.keys(manifest).find((key) => key.includes('overview/trend-chart')) ?? 'no chart';
    expect(weigh(needed([entry, words, page('overview'), chart]))).toBeLessThanOrEqual(520 * kB);
  });

  it('paints the numbers of the overview without waiting for the chart library', () => {
    expect(weigh(needed([entry, words, page('overview')]))).toBeLessThanOrEqual(300 * kB);
  });

  it.each(['login', 'outages', 'cameras', 'camera-file', 'discovery', 'imports', 'settings', 'audit'])('keeps /%s under 520 kB', (name) => {
    const files = needed([entry, words, page(name)]);
    expect(files.size).toBeGreaterThan(1);
    expect(weigh(files)).toBeLessThanOrEqual(520 * kB);
  });

  it('asks no other origin for anything', () => {
    const html = readFileSync(join(dist, 'index.html'), 'utf8');
    expect([...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((found) => found[1]).filter((url) => !url?.startsWith('/'))).toEqual([]);
    const styles = Object.values(manifest).flatMap((chunk) => ('css' in chunk ? (chunk.css as string[]) : []));
    for (const file of styles) expect(readFileSync(join(dist, file), 'utf8')).not.toMatch(/url\(\s*["']?(?:https?:)?\/\//);
    expect(statSync(join(dist, 'logo.svg')).size).toBeGreaterThan(100);
  });
}
