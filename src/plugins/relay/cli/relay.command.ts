import { type Command, Option } from 'commander';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import { integer, withJson } from '../../cli/commands/options';
import type { PrintOptions } from '../../cli/kit/print';
import { REPORT_NAMES, type ReportNames } from '../report-claims';
import type { RelayFolder, RelayStart } from './relay-environment';

export const RELAY_COMMANDS: CliCommand = { place: 15, add: addRelayCommands };

function addRelayCommands(program: Command): void {
  const relay = program.command('relay').description("serve a pool of licenses in a customer's network");
  withFolder(relay.command('start'))
    .description('run the relay; the data folder keeps the pool for further starts')
    .option('--license <file>', "the relay file from the vendor's server")
    .option('--port <number>', 'the port; PORT by default', integer)
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
}

function namesOption(ofWhom: string): Option {
  return new Option('--users <names>', `names ${ofWhom}`).choices(REPORT_NAMES).default('none');
}

function withFolder(command: Command): Command {
  return command.option('--data <folder>', 'the data folder; DATA_DIR by default');
}
