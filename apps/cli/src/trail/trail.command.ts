import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { lastAnchor, readAnchors, verifyTrail, type TrailAnchor } from '#access';
import { Fault } from '#kernel';
import { withDatabase } from '../open.js';

interface VerifyOptions { readonly json?: boolean; readonly anchor: readonly string[]; readonly anchors?: string }

/** `fengsui trail verify`: 0 the chain holds, 1 it does not, with the first bad line. `trail anchor`: what to keep elsewhere. */
export function trailCommand(program: Command): void {
  const trail = program.command('trail').description('the record of who did and watched what');
  trail.command('verify').description('check the hash chain from its first line')
    .option('--anchor <seq:hash>', 'a line that must be there with this hash (from trail anchor); may be given again', (text: string, before: string[]) => [...before, text], [])
    .option('--anchors <file>', 'a file of such lines (anchors.txt)').option('--json', 'for programs')
    .action(async (options: VerifyOptions) => {
      const anchors = [...options.anchor.flatMap((text) => anchorsIn(text, `"${text}"`)), ...(options.anchors === undefined ? [] : anchorsIn(await readText(options.anchors), options.anchors))];
      const verdict = await withDatabase((source) => verifyTrail(source, anchors));
      if (verdict.firstBad) process.exitCode = 1;
      const text = verdict.firstBad ? `broken: line ${verdict.firstBad.seq} is ${verdict.firstBad.why}; ${verdict.lines} lines before it hold` : `the trail holds: ${verdict.lines} lines${anchors.length > 0 ? `, and every anchor (${anchors.length})` : ''}`;
      process.stdout.write(`${options.json ? JSON.stringify(verdict) : text}\n`);
    });
  trail.command('anchor').description('place, hash and time of the last line, to be kept where the database cannot be changed').option('--json', 'for programs')
    .action(async ({ json }: { json?: boolean }) => {
      const last = await withDatabase((source) => lastAnchor(source));
      if (!last) throw new Fault('missing', { code: 'access.no-trail', message: 'the trail is empty: there is nothing to anchor yet', zh: '记录为空，尚无可锚定的行' });
      process.stdout.write(`${json ? JSON.stringify(last) : `${last.seq}:${last.hash} ${last.at.toISOString()}`}\n`);
    });
}

/** No anchor where one was promised is an error: a check against nothing would pass. */
function anchorsIn(text: string, where: string): TrailAnchor[] {
  const anchors = readAnchors(text);
  if (anchors.length === 0) throw new Fault('invalid', { code: 'access.anchor', message: `no anchor in ${where}: one is SEQ:HASH with 64 hex digits, as fengsui trail anchor prints it`, zh: `${where} 中没有锚点：应为 序号:64 位十六进制哈希` });
  return anchors;
}

async function readText(file: string): Promise<string> {
  try { return await readFile(file, 'utf8'); } catch (cause) {
    throw new Fault('invalid', { code: 'cli.file-unreadable', message: `cannot read ${file}: ${(cause as Error).message}`, zh: `无法读取文件 ${file}`, cause });
  }
}
