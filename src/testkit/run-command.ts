import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** The end of a command. */
export interface CommandResult {
  /** The exit code. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const COMMANDS = join(__dirname, '..', 'plugins', 'cli', 'main.js');

/** Runs `keyward` with these parameters. */
export function runCommand(parameters: readonly string[], env: NodeJS.ProcessEnv): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [COMMANDS, ...parameters], { env }, (_error, stdout, stderr) =>
      resolve({ status: child.exitCode ?? 1, stdout, stderr }),
    );
  });
}
