// What the tests need from Debian. Installed when we are root on Debian; otherwise named exactly.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { say } from './steps.mjs';

const needed = {
  chromium: '/usr/bin/chromium',
  'fonts-noto-cjk': '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  'redis-server': '/usr/bin/redis-server',
  ffmpeg: '/usr/bin/ffmpeg',
  'python3-gi': '/usr/lib/python3/dist-packages/gi/__init__.py',
  'gir1.2-gst-rtsp-server-1.0': '/usr/lib/x86_64-linux-gnu/girepository-1.0/GstRtspServer-1.0.typelib',
  'gstreamer1.0-plugins-good': '/usr/lib/x86_64-linux-gnu/gstreamer-1.0/libgstrtp.so',
  'gstreamer1.0-plugins-ugly': '/usr/lib/x86_64-linux-gnu/gstreamer-1.0/libgstx264.so',
  'onvif-tools': '/usr/bin/onvif-util',
};

export function installTestPackages() {
  const absent = Object.keys(needed).filter((name) => !existsSync(needed[name]) && !existsSync(needed[name].replace('x86_64', 'aarch64')));
  if (absent.length === 0) return;
  const debian = existsSync('/usr/bin/apt-get');
  if (!debian || process.getuid() !== 0) {
    console.log(`  tests that need ${absent.join(', ')} will be skipped by name (as root on Debian they are installed by themselves)`);
    return;
  }
  say(`installing Debian packages for the tests: ${absent.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // apt may be locked for a while on a busy machine: it waits up to two minutes, then says so.
  const apt = (...args) => spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=120', '-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
  if (!(apt('update') && apt('install', '-y', '--no-install-recommends', ...absent)) && process.env.CI) process.exit(1);
}
