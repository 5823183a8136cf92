import { Argument, type Command } from 'commander';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import { LANGUAGES, type ProgramLanguage } from '../new-program/samples';

/** Reads the public key of the server at KEYWARD_URL. */
export const NEW_PROGRAM_COMMAND: CliCommand = { place: 124, add: addNewProgramCommand };

function addNewProgramCommand(program: Command): void {
  program
    .command('new-program')
    .addArgument(new Argument('<language>', 'language of the program').choices(LANGUAGES))
    .argument('<folder>', 'folder to write it to: a new or an empty one')
    .description('write a licensed sample program that pins the key of the server')
    .requiredOption('--product <reference>', 'product of the program')
    .action(async (language: ProgramLanguage, folder: string, options: { product: string }) => {
      const { newProgramCommand } = await import('../new-program/new-program.js');
      await newProgramCommand(language, folder, options.product);
    });
}
