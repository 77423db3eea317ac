import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Row { readonly id: string; readonly value: number; readonly unit: string; readonly ratio: number | null; readonly bar: number | null; readonly pass: boolean | null }

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, '../../../test/bench');
const exporterPath = '/usr/bin/prometheus-blackbox-exporter';
const checks = 12_000;
const ticksPerS = 100;

/** CPU per RTSP OPTIONS check: ours with schedule, state machine and metrics, against blackbox_exporter and a bare epoll loop, in one run against one peer. */
export async function bench(): Promise<{ rows: Row[] }> {
  const rows: Row[] = [];
  const peer = spawn(process.execPath, [join(here, 'prober-peer.js')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const dir = mkdtempSync(join(tmpdir(), 'fengsui-bench-'));
  try {
    const port = Number(await firstLine(peer));
    const ours = await run(port, 4_000, 10, 33);
    if (ours.checks < checks || ours.up < 4_000) throw new Error(`our prober made ${ours.checks} checks, ${ours.up} of 4,000 up: the row does not count`);
    const oursUs = ours.cpuUs / ours.checks;
    rows.push({ id: 'ours', value: round(oursUs), unit: 'us CPU/check', ratio: null, bar: null, pass: null });
    const exporter = await runExporter(port, dir);
    if (exporter) {
      rows.push({ id: 'blackbox_exporter', value: round(exporter), unit: 'us CPU/check', ratio: null, bar: null, pass: null });
      rows.push({ id: 'ours/blackbox_exporter', value: round(oursUs), unit: 'us CPU/check', ratio: oursUs / exporter, bar: 1 / 5, pass: oursUs / exporter <= 1 / 5 });
    } else console.log(`not measured: blackbox_exporter (no ${exporterPath}: apt-get install prometheus-blackbox-exporter)`);
    const floor = runFloor(port, dir);
    if (floor) {
      rows.push({ id: 'c-epoll', value: round(floor), unit: 'us CPU/check', ratio: null, bar: null, pass: null });
      rows.push({ id: 'ours/c-epoll', value: round(oursUs), unit: 'us CPU/check', ratio: oursUs / floor, bar: 4.5, pass: oursUs / floor <= 4.5 });
    } else console.log('not measured: C epoll loop (no C compiler)');
    for (const [cameras, real] of [[8_000, true], [100_000, false]] as const) {
      const at = await run(real ? port : 0, cameras, 60, 75);
      rows.push({ id: `lag p99, ${cameras} at 60 s, ${real ? 'real sockets' : 'no sockets'}`, value: at.lagP99Ms, unit: `ms (loop delay p99 ${round(at.loopP99Ms)} ms)`, ratio: at.lagP99Ms / 50, bar: 1, pass: at.lagP99Ms <= 50 && at.checks >= 0.999 * cameras });
      rows.push({ id: `memory per camera, ${cameras}`, value: Math.round(at.grown / cameras), unit: 'bytes', ratio: null, bar: null, pass: null });
      rows.push({ id: `resident, ${cameras}`, value: Math.round(at.rss / 1e6), unit: 'MB', ratio: null, bar: null, pass: null });
    }
  } finally {
    peer.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  }
  return { rows };
}

interface Ours { readonly checks: number; readonly up: number; readonly cpuUs: number; readonly lagP99Ms: number; readonly loopP99Ms: number; readonly grown: number; readonly rss: number }

async function run(port: number, cameras: number, cadenceS: number, seconds: number): Promise<Ours> {
  const child = spawn(process.execPath, [join(here, 'prober-ours.js'), String(port), String(cameras), String(cadenceS), String(seconds)], { stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(await firstLine(child)) as Ours;
}

/** 50 checks in flight through the exporter's HTTP door; only the exporter's own CPU counts. */
async function runExporter(port: number, dir: string): Promise<number | null> {
  if (!existsSync(exporterPath)) return null;
  const config = join(dir, 'blackbox.yml');
  writeFileSync(config, 'modules:\n  rtsp:\n    prober: tcp\n    timeout: 5s\n    tcp:\n      preferred_ip_protocol: ip4\n      query_response:\n        - send: "OPTIONS rtsp://127.0.0.1/ RTSP/1.0\\r\\nCSeq: 1\\r\\n\\r"\n        - expect: "RTSP/1.0 200"\n');
  const door = 29_115;
  const exporter = spawn(exporterPath, [`--config.file=${config}`, `--web.listen-address=127.0.0.1:${door}`, '--log.level=error'], { stdio: 'ignore' });
  try {
    await new Promise((wake) => setTimeout(wake, 1_500));
    const before = cpuOf(exporter.pid ?? 0);
    let left = checks;
    let good = 0;
    await Promise.all(Array.from({ length: 50 }, async () => {
      while (left-- > 0) if ((await fetchText(`http://127.0.0.1:${door}/probe?module=rtsp&target=127.0.0.1:${port}`)).includes('probe_success 1')) good++;
    }));
    if (good < 0.99 * checks) throw new Error(`blackbox_exporter answered ${good} of ${checks}: the row does not count`);
    return (cpuOf(exporter.pid ?? 0) - before) / checks;
  } finally {
    exporter.kill('SIGKILL');
  }
}

function runFloor(port: number, dir: string): number | null {
  const binary = join(dir, 'probe');
  if (spawnSync('cc', ['-O2', '-o', binary, join(source, 'epoll/probe.c')]).status !== 0) return null;
  const { stdout } = spawnSync(binary, [String(port), String(checks), '50'], { encoding: 'utf8', timeout: 60_000 });
  const [answered = 0, cpuUs = 0] = stdout.trim().split(' ').map(Number);
  if (answered < 0.99 * checks) throw new Error(`the epoll loop had ${answered} of ${checks} answers: the row does not count`);
  return cpuUs / answered;
}

/** User and system microseconds of a process (proc(5), fields 14 and 15 of stat). */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1e6) / ticksPerS;
}

function fetchText(url: string): Promise<string> {
  return new Promise((resolve) => { get(url, { agent: false }, (answer) => { let text = ''; answer.on('data', (part) => { text += String(part); }); answer.on('end', () => resolve(text)); }).on('error', () => resolve('')); });
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (data) => { text += String(data); if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n'))); });
    child.once('exit', (code) => reject(new Error(`a bench process ended with ${code} before it spoke`)));
  });
}

const round = (value: number): number => Math.round(value * 100) / 100;
