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
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env;
  const child = spawn(process.execPath, [KEYWARD, ...args], {
    cwd: '/',
    env: { PATH, HOME, NODE_COMPILE_CACHE, ...environment },
  });
  const leftover = { stop: () => Promise.resolve(void child.kill('SIGKILL')) };
  running.add(leftover);
  child.once('close', () => running.delete(leftover));
  return child;
}

/** Runs the command `keyward` to its end. */
export async function runCommand(args: readonly string[], environment: Record<string, string> = {}, input = '') {
  const child = startCommand(args, environment);
  // A command that reads no input may have ended already.
  child.stdin.on('error', () => undefined).end(input);
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: code as number | null, output, errors };
}
