import type { Command } from 'commander';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import type { PrintOptions } from '../kit/print';
import { withJson } from './options';

export const MIGRATE_COMMAND: CliCommand = { place: 20, add: addMigrateCommand };

function addMigrateCommand(program: Command): void {
  withJson(program.command('migrate'))
    .description('prepare the database of this machine, as a start of the server does')
    .option('--check', 'only list the migrations that are pending, and fail if there are any', false)
    .option('--finish', 'also finish background migrations, however long they take', false)
    .action(async ({ check, ...options }: PrintOptions & { check: boolean; finish: boolean }) => {
      const { checkMigrationsCommand, migrateCommand } = await import('../machine/migrate.js');
      if (check) {
        await checkMigrationsCommand(options);
      } else {
        await migrateCommand(options);
      }
    });
}
