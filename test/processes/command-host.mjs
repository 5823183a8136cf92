// Runs commands of `keyward` that a test sends, one after the other. A NUL ends the output of each, before its exit code.
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';

const { runProgram } = createRequire(import.meta.url)('../../dist/plugins/cli/run-program.js');

process.on('message', async ({ args, environment, input }) => {
  Object.keys(process.env).forEach((name) => delete process.env[name]);
  Object.assign(process.env, environment);
  Object.defineProperty(process, 'stdin', { configurable: true, value: Readable.from(input === '' ? [] : [input]) });
  process.exitCode = undefined;
  await runProgram(args);
  process.stderr.write('\0\n');
  process.stdout.write(`\0${process.exitCode ?? 0}\n`);
});
