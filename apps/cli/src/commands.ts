import type { Command } from 'commander';
import { doctorCommand } from './doctor.command.js';
import { discoverCommand } from './field/discover.command.js';
import { probeCommand } from './field/probe.command.js';
import { indicatorsCommand } from './indicators.command.js';
import { exportCommand, importCommand } from './ledger/ledger.commands.js';
import { simCommand } from './sim/sim.command.js';
import { trailCommand } from './trail/trail.command.js';
import { upCommand } from './up/up.command.js';
import { userCommand } from './user/user.command.js';

/** Every command, in the order of the help page. */
export const commands: readonly ((program: Command) => void)[] = [upCommand, doctorCommand, discoverCommand, probeCommand, importCommand, exportCommand, indicatorsCommand, trailCommand, userCommand, simCommand];
