import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Command } from 'commander';
import { PROJECT_DIR } from '../../../core/common/project';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import { MISSING_PLUGINS } from '../missing-plugins';
import { replaceProcess, SERVER_COMMAND } from './replace-process';

/** The command line is built with it. */
const SERVER = join(PROJECT_DIR, 'dist', 'main.js');

export const SERVE_COMMAND: CliCommand = { place: 10, add: addServeCommand };

function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('run the server, as `npm start` does')
    .action(() => {
      MISSING_PLUGINS.forEach((reason) => process.stderr.write(`${reason} It is left out.\n`));
      // Node before 22.15 and Windows cannot replace a process: there, Node chooses the limits of memory.
      replaceProcess(SERVER_COMMAND, process.env);
      createRequire(__filename)(SERVER);
    });
}
