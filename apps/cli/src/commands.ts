import type { Command } from 'commander';
import { doctorCommand } from './doctor.command.js';
import { indicatorsCommand } from './indicators.command.js';
import { simCommand } from './sim/sim.command.js';
import { trailCommand } from './trail/trail.command.js';
import { upCommand } from './up/up.command.js';

/** Every command, in the order of the help page. */
export const commands: readonly ((program: Command) => void)[] = [upCommand, doctorCommand, indicatorsCommand, trailCommand, simCommand];
