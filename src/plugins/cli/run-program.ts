import { CommanderError } from 'commander';
import { CliError, WrongUse } from './kit/cli-error';
import { createProgram } from './program';

/** The exit codes of the command line. */
const FAILED = 1;
const WRONG_USE = 2;

/** Without a command, the server runs: `npx keyward`. */
const SERVE = ['serve'];

/** Runs a command to its end, which sets the exit code of the process unless it is 0. */
export async function runProgram(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(args.length === 0 ? SERVE : args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has written its sentence; help and the version are no failure.
      process.exitCode = error.exitCode === 0 ? 0 : WRONG_USE;
      return;
    }
    process.stderr.write(`keyward: ${describe(error)}\n`);
    process.exitCode = error instanceof WrongUse ? WRONG_USE : FAILED;
  }
}

/** Whoever can mend it gets one line, a mistake of the program its stack. */
function describe(error: unknown): string {
  if (error instanceof CliError) {
    return error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
