import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { running } from '../support/leftovers';

const KEYWARD = resolve(__dirname, '../../scripts/keyward.mjs');

/** Starts the command `keyward` with nothing but these variables in its environment. */
export function startCommand(
  args: readonly string[],
  environment: Record<string, string> = {},
): ChildProcessWithoutNullStreams {
  return start(process.execPath, [KEYWARD, ...args], environment);
}

function start(program: string, args: string[], environment: Record<string, string>): ChildProcessWithoutNullStreams {
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env;
  const child = spawn(program, args, { cwd: '/', env: { PATH, HOME, NODE_COMPILE_CACHE, ...environment } });
  const leftover = { stop: () => Promise.resolve(void child.kill('SIGKILL')) };
  running.add(leftover);
  child.once('close', () => running.delete(leftover));
  return child;
}

/** Runs the command `keyward` to its end. */
export function runCommand(args: readonly string[], environment: Record<string, string> = {}, input = '') {
  return ended(startCommand(args, environment), input);
}

/** Runs the command `keyward` with a limit of open files. */
export function runWithOpenFiles(limit: number, args: readonly string[], environment: Record<string, string>) {
  return ended(
    start('sh', ['-c', `ulimit -n ${limit}; exec "$@"`, 'sh', process.execPath, KEYWARD, ...args], environment),
  );
}

async function ended(child: ChildProcessWithoutNullStreams, input = '') {
  // A command that reads no input may have ended already.
  child.stdin.on('error', () => undefined).end(input);
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: code as number | null, output, errors };
}
