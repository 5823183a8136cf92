import type { Command } from 'commander';
import type { CliCommand } from '../../../core/common/plugins/cli-command';

/** Commands for those who write plug-ins. */
export const PLUGIN_COMMANDS: CliCommand = { place: 125, add: addPluginCommands };

function addPluginCommands(program: Command): void {
  program
    .command('texts <file>')
    .description('write the types of the texts of a plug-in: src/notes.texts.json')
    .action(async (file: string) => {
      const { writeTextsCommand } = await import('../machine/write-texts.js');
      writeTextsCommand(file);
    });
  program
    .command('openapi')
    .description('write the document of the native API, with the operations of plug-ins')
    .option('--plugins <list>', 'plug-ins, as in PLUGINS, which is the default')
    .option('--api <name>', 'the document of another API instead, such as that of a plug-in')
    .option('--output <file>', 'file to write; standard output by default')
    .action(async (options: { plugins?: string; api?: string; output?: string }) => {
      const { openApiCommand } = await import('../machine/openapi.js');
      await openApiCommand(options);
    });
}
