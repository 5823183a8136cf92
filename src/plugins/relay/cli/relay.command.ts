import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import { integer, withJson } from '../../cli/commands/options';
import type { PrintOptions } from '../../cli/kit/print';
import { VENDOR } from '../relay-mode';
import { REPORT_NAMES, type ReportNames } from '../report-claims';
import type { RelayFolder, RelayStart } from './relay-environment';
import type { WitnessOptions } from './witness';

export const RELAY_COMMANDS: CliCommand = { place: 15, add: addRelayCommands };

function addRelayCommands(program: Command): void {
  const relay = program.command('relay').description("serve a pool of licenses in a customer's network");
  withFolder(relay.command('start'))
    .description('run the relay; the data folder keeps the pool for further starts')
    .option('--license <file>', "the relay file from the vendor's server")
    .option('--port <number>', 'the port; PORT by default', integer)
    .option('--announce', 'let programs find it by multicast DNS', false)
    .option('--partner <url>', 'the other relay of a pair', webAddress)
    .option('--witness <url>', "the witness of the pair; `vendor` for the vendor's server", witnessAddress)
    .option(
      '--lease <seconds>',
      'time for which it serves after a contact, with a witness; 30 by default',
      leaseSeconds,
    )
    .option('--log-days <days>', 'days for which logs are kept, in whole months; 400 by default', logDays)
    .addOption(namesOption('of users and devices in the reports that a relay with a connection sends'))
    .action(async (options: RelayStart) => {
      const { startRelay } = await import('./start-relay.js');
      await startRelay(options);
    });
  withJson(withFolder(relay.command('request')))
    .description("print the code with which the vendor's server issues a file for the key of this relay")
    .option('--name <text>', 'name of the relay; the name of this machine by default')
    .option('--any-machine', 'the file may be used on another machine', false)
    .action(async (options: PrintOptions & RelayFolder & { name?: string; anyMachine: boolean }) => {
      const { requestCommand } = await import('./relay-codes.js');
      await requestCommand(options);
    });
  withJson(withFolder(relay.command('import').argument('<file>', 'a relay file')))
    .description('take a renewed relay file, whether the relay runs or not')
    .action(async (file: string, options: PrintOptions & RelayFolder) => {
      const { importCommand } = await import('./relay-codes.js');
      await importCommand(file, options);
    });
  withFolder(relay.command('report'))
    .description('write a usage report for the vendor')
    .option('--output <file>', 'the file; standard output by default')
    .option('--short', 'a code that can be read over the telephone', false)
    .addOption(namesOption('of users and devices'))
    .action(async (options: RelayFolder & { output?: string; short: boolean; users: ReportNames }) => {
      const { reportCommand } = await import('./relay-report.js');
      await reportCommand(options);
    });
  withJson(withFolder(relay.command('release')))
    .description('stop serving the pool for good, and print the code that gives it back')
    .option('--yes', 'do not ask', false)
    .action(async (options: PrintOptions & RelayFolder & { yes: boolean }) => {
      const { releaseCommand } = await import('./relay-codes.js');
      await releaseCommand(options);
    });
  addPairCommands(relay);
}

function addPairCommands(relay: Command): void {
  withFolder(relay.command('witness'))
    .description('run the witness of a pair of relays, on a third machine')
    .requiredOption('--license <file>', 'the relay file of one of them')
    .option('--port <number>', 'the port; 8080 by default', integer, 8080)
    .action(async (options: WitnessOptions) => {
      const { runWitness } = await import('./witness.js');
      await runWitness(options);
    });
  withFolder(relay.command('take-over'))
    .description('serve the whole pool, because the machine of the partner is dead')
    .requiredOption('--partner-is-dead', 'it does not run, and will not come back by itself')
    .action(async (options: RelayFolder) => {
      const { takeOverCommand } = await import('./take-over.js');
      await takeOverCommand(options);
    });
}

function webAddress(text: string): string {
  if (!/^https?:\/\/[^\s/?#]+\/*$/i.test(text)) {
    throw new InvalidArgumentError('It is no address like http://relay-2:8080.');
  }
  return text.replace(/\/+$/, '');
}

function witnessAddress(text: string): string {
  return text === VENDOR ? text : webAddress(text);
}

function leaseSeconds(text: string): number {
  const seconds = integer(text);
  if (seconds < 3 || seconds > 600) {
    throw new InvalidArgumentError('It is from 3 to 600.');
  }
  return seconds;
}

function logDays(text: string): number {
  const days = integer(text);
  if (days < 31 || days > 36_500) {
    throw new InvalidArgumentError('It is from 31 to 36500.');
  }
  return days;
}

function namesOption(ofWhom: string): Option {
  return new Option('--users <names>', `names ${ofWhom}`).choices(REPORT_NAMES).default('none');
}

function withFolder(command: Command): Command {
  return command.option('--data <folder>', 'the data folder; DATA_DIR by default');
}
