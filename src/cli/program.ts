import { Command } from 'commander';
import { VERSION } from '../core/common/version';
import { addBackupCommand } from './commands/backup.command';
import { addCatalogCommands } from './commands/catalog.command';
import { addCompletionCommand } from './commands/completion.command';
import { addDoctorCommand } from './commands/doctor.command';
import { addImportCommand } from '../plugins/migration/cli/import.command';
import { addKeyCommands } from './commands/key.command';
import { addLicenseCommands } from './commands/license.command';
import { addMcpCommand } from './commands/mcp.command';
import { addMigrateCommand } from './commands/migrate.command';
import { addMoveCommand } from './commands/move.command';
import { addRestoreCommand } from './commands/restore.command';
import { addServeCommand } from './commands/serve.command';
import { addSupportBundleCommand } from './commands/support-bundle.command';
import { addUserCommands } from './commands/user.command';

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
