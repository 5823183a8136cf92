import type { Command } from 'commander';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import type { PrintOptions } from '../kit/print';
import { withJson } from './options';

export const BACKUP_COMMAND: CliCommand = { place: 30, add: addBackupCommand };

function addBackupCommand(program: Command): void {
  const backup = withJson(program.command('backup').argument('<file>', 'a new file'))
    .description('write everything in the database of this machine to a file, whether the server runs or not')
    .action(async (file: string, options: PrintOptions) => {
      const { backupCommand } = await import('../machine/backup.js');
      await backupCommand(file, options);
    });
  withJson(backup.command('verify').argument('<file>', 'a backup'))
    .description('read a backup to its end and compare all counts and checksums; no database is needed')
    .action(async (file: string, _options: PrintOptions, command: Command) => {
      const { verifyCommand } = await import('../machine/backup.js');
      // `--json` is an option of `backup`, too, which takes it.
      await verifyCommand(file, command.optsWithGlobals<PrintOptions>());
    });
}
