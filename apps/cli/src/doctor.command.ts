import { statfsSync } from 'node:fs';
import { totalmem } from 'node:os';
import type { Command } from 'commander';
import { asFault, openDatabase } from '#kernel';
import { databaseUrl, readSettings, runningDataDir } from './settings.js';

interface Finding { readonly what: string; readonly ok: boolean; readonly said: string }

/** `fengsui doctor`: what is missing, in words. 0 all well, 1 something needs a person. */
export function doctorCommand(program: Command): void {
  program.command('doctor').description('what is missing or wrong on this machine, in words').option('--json', 'for programs').action(async ({ json }: { json?: boolean }) => {
    const findings = await examine();
    if (findings.some((finding) => !finding.ok)) process.exitCode = 1;
    if (json) return void process.stdout.write(`${JSON.stringify(findings)}\n`);
    for (const { what, ok, said } of findings) process.stdout.write(`${ok ? 'ok  ' : 'LOOK'} ${what}: ${said}\n`);
  });
}

async function examine(): Promise<Finding[]> {
  const findings: Finding[] = [];
  const add = (what: string, ok: boolean, said: string) => findings.push({ what, ok, said });
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  add('Node', major > 20 || (major === 20 && minor >= 19), `${process.versions.node}${major < 20 ? '; 20.19 or newer is needed' : ''}`);
  let settings;
  try { settings = readSettings(); } catch (thrown) { add('settings', false, asFault(thrown).message); return findings; }
  add('settings', true, 'every key is known and within its bounds');
  const dir = (await runningDataDir(settings)) ?? settings.dataDir;
  try {
    const { bavail, bsize } = statfsSync(dir);
    const freeGb = (bavail * bsize) / 1e9;
    add('disk', freeGb > 2, `${freeGb.toFixed(1)} GB free for ${dir}${freeGb > 2 ? '' : '; PostgreSQL stops when it is full'}`);
  } catch { add('disk', true, `${dir} will be made at the first start`); }
  add('memory', totalmem() > 2e9, `${(totalmem() / 1e9).toFixed(1)} GB${totalmem() > 2e9 ? '' : '; 2 GB are needed for 15,000 cameras'}`);
  try {
    const { url } = await databaseUrl(settings);
    const source = await openDatabase({ url, applicationName: 'fengsui doctor', poolSize: 1 });
    try {
      const [row] = await source.query<{ version: string; probers: number; stale: number; cameras: number }[]>(`select current_setting('server_version') as version, (select count(*)::int from prober where heartbeat_at > now() - interval '30 seconds') as probers,
        (select count(*)::int from prober where heartbeat_at <= now() - interval '30 seconds') as stale, (select count(*)::int from camera) as cameras`);
      add('PostgreSQL', Number.parseInt(row?.version ?? '0', 10) >= 15, `version ${row?.version ?? '?'}${settings.kernel.databaseUrl ? ', your own' : ', embedded'}`);
      add('probers', (row?.probers ?? 0) > 0 && row?.stale === 0, row?.probers ? `${row.probers} alive, ${row.cameras} cameras in the ledger${row.stale ? `; ${row.stale} silent for more than 30 s` : ''}` : 'none is alive: nothing is being checked');
    } finally { await source.destroy(); }
  } catch (thrown) { add('PostgreSQL', false, asFault(thrown).message); }
  return findings;
}
