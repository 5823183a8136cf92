import type { Command } from 'commander';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import { withJson } from '../../cli/commands/options';
import { type ImportOptions, withSource } from './import-source';

/** Options of a rehearsal of an import. */
export interface RehearsalOptions extends Omit<ImportOptions, 'dryRun' | 'yes' | 'resume'> {
  /** Days ahead that count as soon. */
  readonly days: string;
}

/** Commands that work on the database of this machine. */
export const REHEARSE_IMPORT_COMMAND: CliCommand = { place: 122, add: addRehearseCommand };

function addRehearseCommand(program: Command): void {
  withSource(withJson(program.command('rehearse-import')))
    .description(
      'import into a copy of the database of this machine, show the result, and drop the copy; nothing is sent',
    )
    .option('--days <number>', 'days ahead that count as soon in the renewals', '30')
    .action(async (from: string | undefined, file: string | undefined, options: RehearsalOptions) => {
      const { rehearseImportCommand } = await import('./rehearse-import.js');
      await rehearseImportCommand(from, file, options);
    });
}
