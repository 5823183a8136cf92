import { type Command, Option } from 'commander';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import type { SimulateOptions } from '../simulate/simulate';
import { TROUBLES, type TroubleName } from '../simulate/troubles';
import { integer } from './options';

const PORT = 8090;

/** Calls the server at KEYWARD_URL. */
export const SIMULATE_COMMAND: CliCommand = { place: 125, add: addSimulateCommand };

function addSimulateCommand(program: Command): void {
  program
    .command('simulate')
    .description('stand between a program on this machine and its server, and play the server in trouble')
    .option('--port <number>', 'port on which the program finds it; 0 for a free one', integer, PORT)
    .addOption(
      new Option('--trouble <name>', 'what to play first')
        .choices(Object.keys(TROUBLES))
        .default('none' satisfies TroubleName),
    )
    .action(async (options: SimulateOptions) => {
      const { simulateCommand } = await import('../simulate/simulate.js');
      await simulateCommand(options);
    });
}
