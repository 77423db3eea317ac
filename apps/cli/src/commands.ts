import type { Command } from 'commander';
import { simCommand } from './sim/sim.command.js';
import { upCommand } from './up/up.command.js';

/** Every command, in the order of the help page. */
export const commands: readonly ((program: Command) => void)[] = [upCommand, simCommand];
