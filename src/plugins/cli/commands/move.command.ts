import type { Command } from 'commander';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import type { PrintOptions } from '../kit/print';
import { withJson } from './options';

export const MOVE_COMMAND: CliCommand = { place: 50, add: addMoveCommand };

function addMoveCommand(program: Command): void {
  withJson(program.command('move').argument('<url>', 'the empty database, a postgres:// URL'))
    .description('copy everything from the database of this machine to an empty one, while no server runs')
    .action(async (url: string, options: PrintOptions) => {
      const { moveCommand } = await import('../machine/restore.js');
      await moveCommand(url, options);
    });
}
