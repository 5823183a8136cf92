import type { Command } from 'commander';
import type { ChangeReason } from '#sdk';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import { withJson, withReason } from '../../cli/commands/options';
import type { PrintOptions } from '../../cli/kit/print';

interface EraseOptions extends PrintOptions, ChangeReason {
  readonly yes: boolean;
}

/** Commands that call the server at KEYWARD_URL. */
export const PERSON_COMMANDS: CliCommand = { place: 107, add: addPersonCommands };

function addPersonCommands(program: Command): void {
  const person = program
    .command('person')
    .description('what is stored of a person; needs KEYWARD_API_KEY or KEYWARD_TOKEN');
  withJson(person.command('show <email>'))
    .description('count what is stored, by table, and list former erasures')
    .action(async (email: string, options: PrintOptions) => {
      const { showPersonCommand } = await import('./people.js');
      await showPersonCommand(email, options);
    });
  withJson(person.command('export <email>'))
    .description('write what is stored to a ZIP file: each table as JSON and as CSV')
    .option('--output <file>', 'the file', 'person.zip')
    .action(async (email: string, options: PrintOptions & { output: string }) => {
      const { exportPersonCommand } = await import('./people.js');
      await exportPersonCommand(email, options);
    });
  withReason(withJson(person.command('erase <email>')))
    .description('erase a person, wait for the end and print the protocol; it cannot be undone')
    .option('--yes', 'do not ask', false)
    .action(async (email: string, options: EraseOptions) => {
      const { erasePersonCommand } = await import('./people.js');
      await erasePersonCommand(email, options);
    });
}
