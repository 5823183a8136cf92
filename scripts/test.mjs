// Runs Jest: npm test [-- [--lane NAME,…] …], npm run test:deep, npm run test:flakes -- FILE ….
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';

const require = createRequire(import.meta.url);
const { laneOf, NAMES } = require('../test/lanes.cjs');

const PROJECT = join(import.meta.dirname, '..');
const JEST = join(PROJECT, 'node_modules/jest/bin/jest.js');

const FLAKE_RUNS = 10;
const BUSY_LOOPS = 3;
/** Ends with this process, also if it is killed. */
const BUSY_LOOP = 'const { ppid } = process; while (process.ppid === ppid);';

const [mode, ...rest] = process.argv.slice(2);
const given = mode === '--flakes' ? rest : process.argv.slice(2);
const lanes = takeLanes(given);

if (mode === '--flakes') {
  process.exitCode = await findFlakes(lanes);
} else {
  process.exitCode = run(lanes);
}

/** Replaces `--lane NAME,…` by the files of these lanes. */
function takeLanes(options) {
  const at = options.findIndex((option) => option === '--lane' || option.startsWith('--lane='));
  if (at < 0) {
    return options;
  }
  const [flag, after] = [options[at], options[at + 1]];
  const names = (flag === '--lane' ? (after ?? '') : flag.slice('--lane='.length)).split(',');
  const unknown = names.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) {
    stop(`Unknown lane: ${unknown.join(', ') || '(none)'}. The lanes are ${NAMES.join(', ')}.`);
  }
  const others = [...options.slice(0, at), ...options.slice(at + (flag === '--lane' ? 2 : 1))];
  const { stdout } = spawnSync(process.execPath, [JEST, '--listTests', '--json'], { cwd: PROJECT, encoding: 'utf8' });
  const paths = JSON.parse(stdout).map((path) => relative(PROJECT, path).replaceAll('\\', '/'));
  return [...others, '--runTestsByPath', ...paths.filter((path) => names.includes(laneOf(path)))];
}

function run(options) {
  return spawnSync(process.execPath, [JEST, ...options], { cwd: PROJECT, stdio: 'inherit' }).status ?? 1;
}

/** Runs specs ten times beside loops that keep the processors busy, and says how often each test failed. */
async function findFlakes(options) {
  if (options.length === 0) {
    stop('Name the spec files: npm run test:flakes -- test/e2e/jobs.spec.ts');
  }
  const loops = Array.from({ length: BUSY_LOOPS }, () => spawn(process.execPath, ['-e', BUSY_LOOP]));
  let failed = 0;
  for (let round = 1; round <= FLAKE_RUNS; round += 1) {
    const status = run(options);
    failed += status === 0 ? 0 : 1;
    console.log(`Run ${round} of ${FLAKE_RUNS} beside ${BUSY_LOOPS} busy loops: ${status === 0 ? 'passed' : 'FAILED'}`);
  }
  loops.forEach((loop) => loop.kill());
  console.log(`${failed} of ${FLAKE_RUNS} runs failed, with ${availableParallelism()} processors`);
  return failed === 0 ? 0 : 1;
}

function stop(message) {
  console.error(message);
  process.exit(2);
}
