import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Half an hour: crates, images and packages are built, also beside other programs. */
const LIMIT_MS = 1_800_000;
const SHOWN_CHARACTERS = 4_000;

/** Runs a command to its end and returns what it printed. Fails with the end of its output. */
export async function run(command, args, { cwd, env = process.env, limitMs = LIMIT_MS } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: limitMs });
  const output = { stdout: '', all: '' };
  child.stdout.on('data', (bytes) => {
    output.stdout += bytes;
    output.all += bytes;
  });
  child.stderr.on('data', (bytes) => (output.all += bytes));
  const [code, signal] = await once(child, 'close').catch((error) => [error.message]);
  if (code !== 0) {
    throw new Error(
      `${[command, ...args].join(' ')} ended with ${signal ?? code}:\n${output.all.slice(-SHOWN_CHARACTERS)}`,
    );
  }
  return output.stdout;
}

/** Starts a program that runs on, and resolves with what it printed when a line matches. `end` ends it. */
export async function start(command, args, ready, { cwd, env = process.env, limitMs = LIMIT_MS } = {}) {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close').catch((error) => [error.message]);
  let printed = '';
  const matched = new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        printed += `${line}\n`;
        if (ready.test(line)) {
          resolve(true);
        }
      });
    }
  });
  const end = async () => {
    child.kill('SIGTERM');
    await closed;
  };
  const limit = AbortSignal.timeout(limitMs);
  const late = once(limit, 'abort').then(() => false);
  if (!(await Promise.race([matched, closed.then(() => false), late]))) {
    await end();
    throw new Error(`${[command, ...args].join(' ')} did not start:\n${printed.slice(-SHOWN_CHARACTERS)}`);
  }
  return { printed, end };
}

/** Whether a program is on the path. */
export async function exists(program) {
  return run('sh', ['-c', `command -v ${program}`]).then(
    () => true,
    () => false,
  );
}
