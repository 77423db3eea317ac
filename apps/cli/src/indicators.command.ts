import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Fault } from '#kernel';
import { differences, evaluate, printExact, readVectorFile } from '#health';

/** `fengsui indicators FILE`: 0 all equal, 1 a figure differs, 2 the file cannot be read. */
export function indicatorsCommand(program: Command): void {
  program.command('indicators')
    .argument('<file>', 'worked cases in the shape of test/vectors/README.md')
    .description('compute the indicators of worked cases and compare them: one JSON line per case {id, pass, actual, expected}')
    .action(async (file: string) => {
      const different = await checkVectors(file, (line) => process.stdout.write(`${line}\n`));
      if (different > 0) process.exitCode = 1;
    });
}

/** How many cases differ. The whole file is checked and computed before the first line is written: a bad file gives no half answer. */
export async function checkVectors(file: string, write: (line: string) => void): Promise<number> {
  const vectors = readVectorFile(await read(file), file);
  const results = vectors.map(({ expected, ...vector }) => {
    const actual = evaluate(vector);
    return { id: vector.id, pass: differences(expected, actual).length === 0, actual, expected };
  });
  for (const result of results) write(printExact(result));
  return results.filter(({ pass }) => !pass).length;
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new Fault('invalid', { code: 'cli.file-unreadable', message: `cannot read ${file}: ${(cause as Error).message}`, zh: `无法读取文件 ${file}`, cause });
  }
}
