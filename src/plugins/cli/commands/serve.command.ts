import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Command } from 'commander';
import { PROJECT_DIR } from '../../../core/common/project';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import { MISSING_PLUGINS } from '../missing-plugins';

/** Limits of memory, as `npm start` sets them. */
const NODE_OPTIONS = ['--max-semi-space-size=16', '--max-old-space-size=1024'];
const START = join(PROJECT_DIR, 'scripts', 'start.mjs');
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
      replaceProcess([process.execPath, ...NODE_OPTIONS, START]);
      createRequire(__filename)(SERVER);
    });
}

/** Becomes another program, to which signals then go. Returns if the platform cannot do it. */
function replaceProcess(command: string[]): void {
  const { execve, platform, env } = process as { execve?: Execve } & NodeJS.Process;
  if (execve && platform !== 'win32') {
    execve.call(process, process.execPath, command, env);
  }
}

type Execve = (file: string, args: string[], environment: NodeJS.ProcessEnv) => never;
