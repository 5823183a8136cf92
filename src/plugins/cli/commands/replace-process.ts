import { join } from 'node:path';
import { PROJECT_DIR } from '../../../core/common/project';

/** The server, with the limits of memory that `npm start` sets. */
export const SERVER_COMMAND: readonly string[] = [
  process.execPath,
  '--max-semi-space-size=16',
  '--max-old-space-size=1024',
  join(PROJECT_DIR, 'scripts', 'start.mjs'),
];

type Execve = (file: string, args: readonly string[], environment: NodeJS.ProcessEnv) => never;

/** Becomes another program, to which signals then go. Returns if the platform cannot do it. */
export function replaceProcess(command: readonly string[], environment: NodeJS.ProcessEnv): void {
  const { execve, platform } = process as { execve?: Execve } & NodeJS.Process;
  if (execve && platform !== 'win32') {
    execve.call(process, process.execPath, command, environment);
  }
}
