import type { Command } from 'commander';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import type { PrintOptions } from '../../cli/kit/print';
import { withJson } from '../../cli/commands/options';
import { type ImportOptions, withSource } from './import-source';

/** Commands that call the server at KEYWARD_URL. */
export const IMPORT_COMMAND: CliCommand = { place: 120, add: addImportCommand };

function addImportCommand(program: Command): void {
  const command = withSource(withJson(program.command('import')))
    .description('bring in everything from another license server; needs KEYWARD_API_KEY or KEYWARD_TOKEN')
    .option('--dry-run', 'show what would be imported, and import nothing', false)
    .option('--yes', 'do not ask', false)
    .option(
      '--resume <id>',
      'go on with an import that was interrupted, whose API could not be read, or that waits to be confirmed',
    )
    .action(async (from: string | undefined, file: string | undefined, options: ImportOptions) => {
      const { importCommand } = await import('./imports.js');
      await importCommand(from, file, options);
    });
  withJson(command.command('undo').argument('<id>', 'an import of the last seven days'))
    .description('delete everything that an import has made, unless something was used since')
    .action(async (id: string, _options: PrintOptions, undo: Command) => {
      const { undoImportCommand } = await import('./imports.js');
      // `--json` is an option of `import`, too, which takes it.
      await undoImportCommand(id, undo.optsWithGlobals<PrintOptions>());
    });
}
