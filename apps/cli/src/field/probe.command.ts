import type { Command } from 'commander';
import { onvif, rtsp } from '#adapters';
import type { ProbeTarget, Verdict } from '#health';
import { Fault, systemClock } from '#kernel';

/** `fengsui probe URL`: one question to one camera, with the same code the prober uses. 0 up, 1 down or unknown. */
export function probeCommand(program: Command): void {
  program.command('probe').argument('<url>', 'rtsp://10.1.2.3:554/… or http://10.1.2.3:80/onvif/device_service')
    .description('ask one camera once and say what it answered. User name by --user, password by FENGSUI_PROBE_PASSWORD (never as an argument)')
    .option('--user <name>', 'user name for the ONVIF question').option('--json', 'for programs')
    .action(async (url: string, options: { user?: string; json?: boolean }) => {
      const { prober, target } = questionOf(url, options.user);
      const verdict = await prober.probe(target, AbortSignal.timeout(15_000));
      if (verdict.state !== 'up') process.exitCode = 1;
      process.stdout.write(`${options.json ? JSON.stringify(verdict) : inWords(verdict)}\n`);
    });
}

function questionOf(text: string, user: string | undefined) {
  let url: URL;
  try { url = new URL(text); } catch (cause) { throw new Fault('invalid', { code: 'cli.probe-url', message: `"${text.replace(/:[^:@/]*@/, ':…@')}" is not an address like rtsp://10.1.2.3:554/ or http://10.1.2.3/onvif/device_service`, cause }); }
  if (url.password) throw new Fault('invalid', { code: 'cli.probe-password', message: 'leave the password out of the address, other people of this machine can read arguments: set FENGSUI_PROBE_PASSWORD' });
  const password = process.env['FENGSUI_PROBE_PASSWORD'];
  const target: ProbeTarget = { cameraId: 'prompt', siteId: 'prompt', ip: url.hostname, rtspPort: null, rtspPath: null, onvifPort: null, onvifPath: null, recorderKey: null, credential: user && password ? { username: user, password, version: '1' } : null };
  if (url.protocol === 'rtsp:') return { prober: rtsp({ clock: systemClock }).prober, target: { ...target, rtspPort: Number(url.port || 554), rtspPath: url.pathname } };
  if (url.protocol === 'http:') return { prober: onvif({ clock: systemClock }).prober, target: { ...target, onvifPort: Number(url.port || 80), onvifPath: url.pathname === '/' ? '/onvif/device_service' : url.pathname } };
  throw new Fault('unsupported', { code: 'cli.probe-protocol', message: `${url.protocol}// is not asked: rtsp:// and http:// (ONVIF) are` });
}

function inWords(verdict: Verdict): string {
  if (verdict.state === 'up') return `up, evidence ${verdict.evidence}, ${verdict.latencyMs.toFixed(1)} ms${verdict.degraded ? `; degraded: ${verdict.degraded.reason}, ${verdict.degraded.detail}` : ''}${verdict.facts?.clockOffsetMs === undefined ? '' : `; its clock is off by ${Math.round(verdict.facts.clockOffsetMs / 1000)} s`}`;
  return `${verdict.state}: ${verdict.reason}, ${verdict.detail}`;
}
