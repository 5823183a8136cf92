import { type Command, Option } from 'commander';
import { DAMAGED_VALUES } from '../../../core/common/csv/damaged-values';
import { DATE_ORDERS } from '../imports/sources/csv-dates';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import type { PrintOptions } from '../../cli/kit/print';
import { withJson } from '../../cli/commands/options';

export interface ImportOptions extends PrintOptions {
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly timeZone?: string;
  readonly tablePrefix?: string;
  /** Reference of the product of licenses that name none. */
  readonly product?: string;
  /** `HEADING=MEANING` of columns. */
  readonly column: readonly string[];
  readonly charset?: string;
  readonly dates?: string;
  readonly damaged?: string;
  readonly headerLine?: string;
  readonly account?: string;
  readonly apiUrl?: string;
  /** `NUMBER=NAME`, or `NUMBER=ID` of a policy that exists. */
  readonly policy: readonly string[];
  readonly resume?: string;
}

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

/** Names the other server and its data. */
export function withSource(command: Command): Command {
  return command
    .argument('[from]', 'the other server, such as licensebox')
    .argument(
      '[file]',
      'its dump or export, plain or as gzip; left out, the server reads its API (keygen, lemon-squeezy)',
    )
    .option('--time-zone <name>', 'zone of dates without one, such as Europe/Berlin')
    .option('--table-prefix <prefix>', 'prefix of the tables of one site, in a dump of several')
    .option('--charset <name>', 'character set of the file, such as windows-1252; UTF-8 or UTF-16 by default')
    .addOption(
      new Option('--dates <order>', 'dmy or mdy: order of day and month in dates such as 12/11/2030').choices(
        DATE_ORDERS,
      ),
    )
    .addOption(
      new Option(
        '--damaged <choice>',
        'repair or keep: what becomes of values that a spreadsheet has changed, such as ="00123"',
      ).choices(DAMAGED_VALUES),
    )
    .option('--header-line <number>', 'line of the headings of a spreadsheet, if the lines above it are not recognized')
    .option('--product <reference>', 'product of licenses that name none')
    .option('--column <meaning>', 'HEADING=MEANING of a column of a spreadsheet, such as "Serial no.=key"', collect, [])
    .option('--account <id>', 'account at Keygen')
    .option('--api-url <url>', 'address of the API that is read')
    .option('--policy <choice>', 'NUMBER=NAME renames a recognized policy, NUMBER=ID uses another', collect, []);
}

function collect(value: string, all: readonly string[]): string[] {
  return [...all, value];
}
