import { monitorEventLoopDelay } from 'node:perf_hooks';
import { rtsp } from '#adapters';
import { defaultRule, Watch, type Watched } from '#health';
import { openLog, openMetrics, systemClock } from '#kernel';

/**
 * Our prober as it runs in production (schedule, prober, state machine, guard, metrics; no database) against the peer. Prints one JSON line.
 * Usage: node prober-ours.js PORT CAMERAS CADENCE_S SECONDS; port 0: checks that answer at once, without sockets.
 */
const [port = 0, cameras = 100, cadenceS = 60, seconds = 10] = process.argv.slice(2).map(Number);
const idle = { name: 'rtsp', probe: () => Promise.resolve({ state: 'up' as const, evidence: 'E1' as const, latencyMs: 0 }) };
const before = process.memoryUsage().rss;
const watch = new Watch({ clock: systemClock, log: openLog('bench', 'fatal'), rule: { ...defaultRule, cadenceMs: cadenceS * 1000 }, probers: [port === 0 ? idle : rtsp({ clock: systemClock }).prober], inFlight: 500, perAddress: 4, handshakeEvery: 1_000_000, reloginMs: 1 });
watch.keep(Array.from({ length: cameras }, (_, n): Watched => ({
  shard: 0, state: 'online', reason: null, since: new Date(), authRefusedAt: null,
  target: { cameraId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, siteId: `site-${n >> 5}`, ip: `127.${100 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`, rtspPort: port || 1, rtspPath: null, onvifPort: null, onvifPath: null, recorderKey: null, credential: null },
})));
const grown = process.memoryUsage().rss - before;
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
watch.start();
const cpu0 = process.cpuUsage();
let checks = 0;
const second = setInterval(() => { watch.look(); watch.collect(); checks += watch.figures().checks; }, 1_000);
/** Over every check of the run, as the operators' metric has it: the upper bound of the histogram's bucket that holds the 99th percentile. */
async function lagP99Ms(): Promise<number> {
  const found = await openMetrics().getSingleMetric('fengsui_health_schedule_lag_seconds')?.get();
  const buckets = (found?.values ?? []).filter((each) => 'le' in each.labels);
  const all = Math.max(...buckets.map((each) => each.value));
  return Number(buckets.find((each) => each.value >= 0.99 * all)?.labels['le' as never] ?? Infinity) * 1000;
}

setTimeout(async () => {
  const lag = await lagP99Ms();
  clearInterval(second);
  const { user, system } = process.cpuUsage(cpu0);
  checks += watch.figures().checks;
  const up = [...watch.all()].filter((post) => post.memory.state === 'online' && post.checks > 0).length;
  watch.stop();
  process.stdout.write(`${JSON.stringify({ checks, up, cpuUs: user + system, lagP99Ms: lag, loopP99Ms: delay.percentile(99) / 1e6, grown, rss: process.memoryUsage().rss })}\n`);
  process.exit(0);
}, seconds * 1_000);
