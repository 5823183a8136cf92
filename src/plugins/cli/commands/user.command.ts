import type { Command } from 'commander';
import type { PasswordOptions } from '../machine/users';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import type { PrintOptions } from '../kit/print';
import { withJson } from './options';

/** Commands on the database of this machine: they need no server, and no credential. */
export const USER_COMMANDS: CliCommand = { place: 80, add: addUserCommands };

function addUserCommands(program: Command): void {
  const user = program.command('user').description('users, on the database of this machine');
  withPassword(user.command('add <name>'))
    .description('add a user; the password is asked for, or read from standard input')
    .requiredOption('--role <role>', 'owner, admin, support, viewer or the name of another role')
    .option('--email <address>', 'e-mail address')
    .action(async (name: string, options: PasswordOptions & { role: string; email?: string }) => {
      const { addUserCommand } = await import('../machine/users.js');
      await addUserCommand(name, options);
    });
  withPassword(user.command('password <name>'))
    .description('set a password, end the sessions and turn the second factor off')
    .action(async (name: string, options: PasswordOptions) => {
      const { setPasswordCommand } = await import('../machine/users.js');
      await setPasswordCommand(name, options);
    });
  withJson(user.command('list'))
    .description('list users, at most 1000')
    .action(async (options: PrintOptions) => {
      const { listUsersCommand } = await import('../machine/users.js');
      await listUsersCommand(options);
    });
}

function withPassword(command: Command): Command {
  return withJson(command).option('--generate', 'generate the password and print it', false);
}
