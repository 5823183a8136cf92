import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '..', '..');
const require = createRequire(import.meta.url);
const { PATCHES } = require('../../test/mutations/patches.cjs');

const JEST = require.resolve('jest/bin/jest');
const CONFIG = join(PROJECT, 'test', 'mutations', 'jest.config.js');
const OPTIONS = ['--config', CONFIG, '--runInBand', '--bail', '--silent'];
const AT_ONCE = Number(process.env.AT_ONCE ?? 2);
/** A run that takes longer does not end: the fault is noticed. */
const TIMEOUT_MS = 15 * 60_000;

/**
 * Runs the specs of its area with each of these patches, two patches at a time.
 * @param onResult called after each
 */
export async function runPatches(patches, onResult) {
  const waiting = [...patches];
  const runWaiting = async () => {
    for (let patch = waiting.shift(); patch; patch = waiting.shift()) {
      onResult(await runPatch(patch));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runWaiting));
}

function runPatch(patch) {
  const begun = performance.now();
  const env = { ...process.env, KEYWARD_MUTATION_PATCH: String(PATCHES.indexOf(patch)) };
  const options = { cwd: PROJECT, env, timeout: TIMEOUT_MS, maxBuffer: 2 ** 28 };
  return new Promise((resolve) => {
    execFile(process.execPath, [JEST, ...OPTIONS], options, (error, _stdout, stderr) =>
      resolve({ patch, isCaught: error !== null, seconds: (performance.now() - begun) / 1000, ...failureIn(stderr) }),
    );
  });
}

/** The first test that failed, as Jest reports it. */
function failureIn(text) {
  const [, file, rest = ''] = /^FAIL (\S+)([^]*)/m.exec(text) ?? [];
  const [, test, message = ''] = /^ {2}● (.*)\n([^]*)/m.exec(rest) ?? [];
  return { file, test, message };
}
