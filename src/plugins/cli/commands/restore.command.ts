import type { Command } from 'commander';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import type { PrintOptions } from '../kit/print';
import { withJson } from './options';

export const RESTORE_COMMAND: CliCommand = { place: 40, add: addRestoreCommand };

function addRestoreCommand(program: Command): void {
  withJson(program.command('restore').argument('<file>', 'a backup'))
    .description('fill the empty database of this machine from a backup: DATABASE_URL, or a new DATA_DIR')
    .action(async (file: string, options: PrintOptions) => {
      const { restoreCommand } = await import('../machine/restore.js');
      await restoreCommand(file, options);
    });
}
