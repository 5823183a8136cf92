import { Command } from 'commander';
import { declarationsOf } from '../../core/common/declarations/declarations';
import type { CliCommand } from '../../core/common/plugins/cli-command';
import { VERSION } from '../../core/common/version';

/** The commands of `keyward`, without those of plug-ins that are off. */
export function createProgram(): Command {
  const program = new Command('keyward')
    .description('The license server Keyward: run it, and administer it from a shell.')
    .version(VERSION, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'keyward: ')) })
    .exitOverride();
  const commands = declarationsOf<CliCommand>('command').sort((one, other) => one.place - other.place);
  commands.forEach(({ add }) => add(program));
  return program;
}
