import { type ChildProcess, type ChildProcessWithoutNullStreams, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { running } from '../testkit/leftovers';

const KEYWARD = resolve(__dirname, '../../scripts/keyward.mjs');
const HOST = resolve(__dirname, 'command-host.mjs');

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Starts the command `keyward` with nothing but these variables in its environment. */
export function startCommand(
  args: readonly string[],
  environment: Record<string, string> = {},
): ChildProcessWithoutNullStreams {
  return start(process.execPath, [KEYWARD, ...args], environment);
}

function start(program: string, args: string[], environment: Record<string, string>): ChildProcessWithoutNullStreams {
  return leftover(spawn(program, args, { cwd: '/', env: { ...common(), ...environment } }));
}

/** The variables that every process needs. */
function common(): Record<string, string> {
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env;
  return { PATH, HOME, NODE_COMPILE_CACHE };
}

function leftover<T extends ChildProcess>(child: T): T {
  const one = { stop: () => Promise.resolve(void child.kill('SIGKILL')) };
  running.add(one);
  child.once('close', () => running.delete(one));
  return child;
}

/** Runs the command `keyward` to its end. */
export function runCommand(
  args: readonly string[],
  environment: Record<string, string> = {},
  input = '',
): Promise<Ended> {
  return ended(startCommand(args, environment), input);
}

/** Runs the command `keyward` with a limit of open files. */
export function runWithOpenFiles(limit: number, args: readonly string[], environment: Record<string, string>) {
  return ended(
    start('sh', ['-c', `ulimit -n ${limit}; exec "$@"`, 'sh', process.execPath, KEYWARD, ...args], environment),
  );
}

async function ended(child: ChildProcessWithoutNullStreams, input = ''): Promise<Ended> {
  // A command that reads no input may have ended already.
  child.stdin.on('error', () => undefined).end(input);
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: code as number | null, output, errors };
}

let host: ChildProcess | undefined;
let previous: Promise<unknown> = Promise.resolve();

/**
 * Runs a command that other tests run as a process of its own. All commands of a spec file that are run like this share a
 * process, one after the other: loading the program takes longer than most commands do.
 */
export function runCommandAgain(
  args: readonly string[],
  environment: Record<string, string> = {},
  input = '',
): Promise<Ended> {
  const result = previous.then(() => runInHost({ args, environment: { ...common(), ...environment }, input }));
  previous = result.catch(() => undefined);
  return result;
}

async function runInHost(command: { args: readonly string[]; environment: object; input: string }): Promise<Ended> {
  const { stdout, stderr } = (host ??= startHost());
  host.send(command);
  const [[output, code], [errors]] = await Promise.all([untilNul(stdout), untilNul(stderr)]);
  return { code: Number(code), output, errors };
}

function startHost(): ChildProcess {
  const child = fork(HOST, { cwd: '/', env: common(), execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  return leftover(child).once('close', () => (host = undefined));
}

/** The text before a NUL, and the line after it. */
function untilNul(stream: Readable | null): Promise<[string, string]> {
  return new Promise((found, failed) => {
    let received = '';
    const settle = () => {
      stream?.off('data', read).off('close', settle);
      const [before = '', after] = received.split('\0');
      if (after === undefined) {
        failed(new Error(`The process of the commands has ended: ${before}`));
      } else {
        found([before, after]);
      }
    };
    const read = (data: string) => {
      received += data;
      if (/\0.*\n$/.test(received)) {
        settle();
      }
    };
    stream?.setEncoding('utf8').on('data', read).on('close', settle);
  });
}
