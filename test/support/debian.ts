import { existsSync } from 'node:fs';

/** What a suite needs from the system, by the file that proves it is there, and the Debian package that brings it. */
const proofs = {
  chromium: ['/usr/bin/chromium'],
  'fonts-noto-cjk': ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'],
  'redis-server': ['/usr/bin/redis-server'],
  'gir1.2-gst-rtsp-server-1.0': ['/usr/lib/x86_64-linux-gnu/girepository-1.0/GstRtspServer-1.0.typelib', '/usr/lib/aarch64-linux-gnu/girepository-1.0/GstRtspServer-1.0.typelib'],
  'python3-gi': ['/usr/lib/python3/dist-packages/gi/__init__.py'],
  'onvif-tools': ['/usr/bin/onvif-util'],
  ffmpeg: ['/usr/bin/ffmpeg'],
} as const;
export type DebianPackage = keyof typeof proofs;

export function missing(packages: readonly DebianPackage[]): DebianPackage[] {
  return packages.filter((name) => !proofs[name].some((path) => existsSync(path)));
}

/**
 * `describe` for suites that need Debian packages. `npm test` installs them when it may; where it may not, the suite is skipped and its
 * title says what is missing. Under CI a missing package fails: silence there would be a lie.
 */
export function describeWith(packages: readonly DebianPackage[], title: string, body: () => void): void {
  const absent = missing(packages);
  if (absent.length === 0) return describe(title, body);
  if (process.env['CI']) return describe(title, () => { it('has what it needs', () => { throw new Error(`missing Debian packages: ${absent.join(', ')}`); }); });
  return describe.skip(`${title} [skipped: apt-get install ${absent.join(' ')}]`, body);
}
