import type { Command } from 'commander';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import type { PrintOptions } from '../kit/print';
import { integer, withJson } from './options';

interface StartOptions extends PrintOptions {
  readonly minutes: number;
  readonly reason?: string;
}

/** Commands that call the server at KEYWARD_URL. */
export const MAINTENANCE_COMMANDS: CliCommand = { place: 105, add: addMaintenanceCommands };

function addMaintenanceCommands(program: Command): void {
  const maintenance = program
    .command('maintenance')
    .description('refuse changes for a time; needs the token of a user in KEYWARD_TOKEN');
  withJson(maintenance.command('start'))
    .description('refuse changes from now on; checks and sessions go on')
    .requiredOption('--minutes <number>', 'when it ends by itself, at most 10080', integer)
    .option('--reason <text>', 'shown to whoever is refused')
    .action(async ({ json, minutes, reason }: StartOptions) => {
      const { startMaintenanceCommand } = await import('../server/maintenance.js');
      await startMaintenanceCommand(minutes, reason, { json });
    });
  withJson(maintenance.command('end'))
    .description('accept changes again')
    .action(async (options: PrintOptions) => {
      const { endMaintenanceCommand } = await import('../server/maintenance.js');
      await endMaintenanceCommand(options);
    });
}
