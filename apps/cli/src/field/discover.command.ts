import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { onvif, rangeSweep } from '#adapters';
import type { DiscoveryRequest, Sighting } from '#inventory';
import { systemClock } from '#kernel';
import { printTable } from '../table.js';

interface Options { readonly sweep?: boolean; readonly ports?: string; readonly rate?: string; readonly json?: boolean }

/** `fengsui discover CIDR…`: what answers there. Writes nothing and sends no password; the console's discovery page enters candidates. */
export function discoverCommand(program: Command): void {
  program.command('discover').argument('[cidr...]', 'ranges like 10.36.12.0/24; none: multicast on every interface')
    .description('find devices: WS-Discovery to ranges or by multicast; with --sweep by TCP ports. No credentials are sent')
    .option('--sweep', 'ask TCP ports instead of WS-Discovery').option('--ports <list>', 'ports of the sweep, like 80,8000,554').option('--rate <n>', 'questions a second (200 for a sweep, 500 else)').option('--json', 'for programs')
    .action(async (cidrs: string[], options: Options) => {
      const request: DiscoveryRequest = cidrs.length === 0 ? { kind: 'multicast' } : { kind: options.sweep ? 'sweep' : 'unicast', cidrs, ...(options.ports ? { ports: options.ports.split(',').map(Number) } : {}), ...(options.rate ? { ratePerS: Number(options.rate) } : {}) };
      const stop = new AbortController();
      process.once('SIGINT', () => stop.abort());
      const found = new Map<string, Sighting>();
      const bar = process.stderr.isTTY && !options.json ? new SingleBar({ format: '{bar} {value}/{total} asked, {found} found', stream: process.stderr, clearOnComplete: true }) : undefined;
      bar?.start(1, 0, { found: 0 });
      const discoverer = [onvif({ clock: systemClock, loopback: true }).discoverer, rangeSweep({ clock: systemClock }).discoverer].find((each) => each.serves(request));
      await discoverer?.discover(request, { found: (sighting) => found.set(sighting.ip, sighting), progress: ({ total, asked }) => { bar?.setTotal(total); bar?.update(asked, { found: found.size }); } }, stop.signal);
      bar?.stop();
      const all = [...found.values()].sort((a, b) => a.ip.localeCompare(b.ip, 'en', { numeric: true }));
      if (options.json) return void process.stdout.write(`${JSON.stringify(all)}\n`);
      if (all.length > 0) printTable(['address', 'ports', 'ONVIF', 'name', 'hint'], all.map((each) => [each.ip, (each.openPorts ?? [each.httpPort ?? '']).join(' '), each.onvif ? each.onvifPath ?? 'yes' : 'no', each.name ?? '', each.brandHint ?? '']));
      process.stdout.write(`${all.length} found\n`);
    });
}
