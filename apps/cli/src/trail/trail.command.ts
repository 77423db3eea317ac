import type { Command } from 'commander';
import { verifyTrail } from '#access';
import { withDatabase } from '../open.js';

/** `fengsui trail verify`: 0 the chain holds, 1 it does not, with the first bad line. */
export function trailCommand(program: Command): void {
  program.command('trail').description('the record of who did and watched what')
    .command('verify').description('check the hash chain from its first line').option('--json', 'for programs')
    .action(async ({ json }: { json?: boolean }) => {
      const verdict = await withDatabase((source) => verifyTrail(source));
      if (verdict.firstBad) process.exitCode = 1;
      const text = verdict.firstBad ? `broken: line ${verdict.firstBad.seq} is ${verdict.firstBad.why}; ${verdict.lines} lines before it hold` : `the trail holds: ${verdict.lines} lines`;
      process.stdout.write(`${json ? JSON.stringify(verdict) : text}\n`);
    });
}
