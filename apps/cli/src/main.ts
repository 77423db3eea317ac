import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { asFault } from '#kernel';
import { commands } from './commands.js';
import { exitCodeOf } from './exit-codes.js';

const program = new Command('fengsui')
  .description('烽燧 Fengsui at a prompt: the same services as the console')
  .showSuggestionAfterError()
  .exitOverride();
for (const add of commands) add(program);

try {
  await program.parseAsync();
} catch (thrown) {
  if (thrown instanceof CommanderError) process.exit(thrown.exitCode === 0 ? 0 : 2);
  const fault = asFault(thrown);
  process.stderr.write(`fengsui: ${fault.message}\n`);
  if (fault.kind === 'bug') process.stderr.write(`${fault.cause instanceof Error ? fault.cause.stack : ''}\n`);
  process.exit(exitCodeOf(fault.kind));
}
