import { type Command, Option } from 'commander';
import { DAMAGED_VALUES } from '../../../core/common/csv/damaged-values';
import type { PrintOptions } from '../../cli/kit/print';
import { DATE_ORDERS } from '../imports/sources/csv-dates';

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
