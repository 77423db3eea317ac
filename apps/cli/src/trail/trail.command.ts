import type { Command } from 'commander';
import { lastAnchor, verifyTrail, type TrailAnchor } from '#access';
import { Fault } from '#kernel';
import { withDatabase } from '../open.js';

/** `fengsui trail verify`: 0 the chain holds, 1 it does not, with the first bad line. `trail anchor`: what to keep elsewhere. */
export function trailCommand(program: Command): void {
  const trail = program.command('trail').description('the record of who did and watched what');
  trail.command('verify').description('check the hash chain from its first line').option('--anchor <seq:hash>', 'a line that must be there with this hash (from trail anchor)').option('--json', 'for programs')
    .action(async ({ json, anchor }: { json?: boolean; anchor?: string }) => {
      const kept = anchor === undefined ? undefined : readAnchor(anchor);
      const verdict = await withDatabase((source) => verifyTrail(source, kept));
      if (verdict.firstBad) process.exitCode = 1;
      const text = verdict.firstBad ? `broken: line ${verdict.firstBad.seq} is ${verdict.firstBad.why}; ${verdict.lines} lines before it hold` : `the trail holds: ${verdict.lines} lines${kept ? ', the anchor among them' : ''}`;
      process.stdout.write(`${json ? JSON.stringify(verdict) : text}\n`);
    });
  trail.command('anchor').description('place and hash of the last line, to be kept where the database cannot be changed').option('--json', 'for programs')
    .action(async ({ json }: { json?: boolean }) => {
      const last = await withDatabase((source) => lastAnchor(source));
      if (!last) throw new Fault('missing', { code: 'access.no-trail', message: 'the trail is empty: there is nothing to anchor yet' });
      process.stdout.write(`${json ? JSON.stringify(last) : `${last.seq}:${last.hash}`}\n`);
    });
}

function readAnchor(text: string): TrailAnchor {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!seq || !hash) throw new Fault('invalid', { code: 'access.anchor', message: 'an anchor is SEQ:HASH with 64 hex digits, as fengsui trail anchor prints it' });
  return { seq: Number(seq), hash };
}
