import type { Command } from 'commander';
import type { ChangeReason } from '#sdk';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import { CliError } from '../../cli/kit/cli-error';
import type { PrintOptions } from '../../cli/kit/print';
import { withJson, withReason } from '../../cli/commands/options';

interface DiffOptions extends PrintOptions {
  readonly prune: boolean;
}

interface ApplyOptions extends DiffOptions, ChangeReason {
  readonly yes: boolean;
}

/** Commands that call the server at KEYWARD_URL. */
export const CATALOG_COMMANDS: CliCommand = { place: 110, add: addCatalogCommands };

function addCatalogCommands(program: Command): void {
  const catalog = program
    .command('catalog')
    .description('the catalog as a file; needs KEYWARD_API_KEY or KEYWARD_TOKEN');
  withJson(catalog.command('export'))
    .description('print products, policies, entitlements, meters, webhooks and roles as YAML')
    .action(async (options: PrintOptions) => {
      const { exportCatalogCommand } = await import('./catalog-commands.js');
      await exportCatalogCommand(options);
    });
  withFile(catalog.command('diff'))
    .description('compare a file with the server: exit code 0 if they are equal, 2 if they differ, 1 for any error')
    // Otherwise its exit code would say that the two differ.
    .configureOutput({ outputError: () => undefined })
    .exitOverride((error) => {
      throw error.exitCode === 0 ? error : new CliError(error.message.replace(/^error: /, ''));
    })
    .action(async (file: string, options: DiffOptions) => {
      const { diffCatalogCommand } = await import('./catalog-commands.js');
      await diffCatalogCommand(file, options);
    });
  withReason(withFile(catalog.command('apply')))
    .description('make the server equal to a file, after a look at what changes')
    .option('--yes', 'do not ask', false)
    .action(async (file: string, options: ApplyOptions) => {
      const { applyCatalogCommand } = await import('./catalog-commands.js');
      await applyCatalogCommand(file, options);
    });
}

function withFile(command: Command): Command {
  return withJson(command)
    .argument('<file>', 'YAML or JSON; - for standard input')
    .option('--prune', 'delete what the file lacks, in the sections that it has', false);
}
