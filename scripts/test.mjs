// Runs Jest: npm test [-- [--lane NAME,…] …], npm run test:deep [-- --suite NAME], npm run test:flakes -- [--suite NAME] FILE ….
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';

const require = createRequire(import.meta.url);
const { lanesOf } = require('../test/lanes.cjs');

const PROJECT = join(import.meta.dirname, '..');
const JEST = join(PROJECT, 'node_modules/jest/bin/jest.js');

/** Workers inherit it. Servers that start and end leave much garbage, which is collected less often with more room. */
const ROOM_FOR_GARBAGE = '--max-semi-space-size=64';

const FLAKE_RUNS = 10;
const BUSY_LOOPS = 3;
/** Ends with this process, also if it is killed. */
const BUSY_LOOP = 'const { ppid } = process; while (process.ppid === ppid);';

/** For complete samples: they take longer than the limits of ordinary runs. */
const DEEP_LIMIT_MS = 600_000;

const [mode, ...rest] = process.argv.slice(2);
const given = mode === '--flakes' || mode === '--deep' ? rest : process.argv.slice(2);
const options = takeSuite(takeLanes(given));

if (mode === '--flakes') {
  process.exitCode = await findFlakes(options);
} else if (mode === '--deep') {
  // Of test/testkit/sample.ts.
  process.env.KEYWARD_TEST_DEEP = '1';
  process.exitCode = run([`--testTimeout=${DEEP_LIMIT_MS}`, ...options]);
} else {
  process.exitCode = run(options);
}

/** The value of `--name VALUE` or `--name=VALUE`, undefined if it is not given, and the other options. */
function taken(name, options) {
  const at = options.findIndex((option) => option === name || option.startsWith(`${name}=`));
  if (at < 0) {
    return { others: options };
  }
  const isApart = options[at] === name;
  const value = isApart ? (options[at + 1] ?? '') : options[at].slice(name.length + 1);
  return { value, others: [...options.slice(0, at), ...options.slice(at + (isApart ? 2 : 1))] };
}

/** Replaces `--suite NAME` by its configuration. */
function takeSuite(options) {
  const { value, others } = taken('--suite', options);
  const config = `jest.${value}.config.js`;
  if (value !== undefined && !existsSync(join(PROJECT, config))) {
    stop(`Unknown suite: ${value || '(none)'}. The suites with names are processes and debian.`);
  }
  return value === undefined ? others : ['--config', config, ...others];
}

/** Replaces `--lane NAME,…` by the files of these lanes. */
function takeLanes(options) {
  const { value, others } = taken('--lane', options);
  if (value === undefined) {
    return others;
  }
  const names = value.split(',');
  const { stdout } = spawnSync(process.execPath, [JEST, '--listTests', '--json'], { cwd: PROJECT, encoding: 'utf8' });
  const paths = JSON.parse(stdout).map((path) => relative(PROJECT, path).replaceAll('\\', '/'));
  const lanes = [...new Set(paths.flatMap(lanesOf))].sort();
  const unknown = names.filter((name) => !lanes.includes(name));
  if (unknown.length > 0) {
    stop(`Unknown lane: ${unknown.join(', ') || '(none)'}. The lanes are ${lanes.join(', ')}.`);
  }
  return [...others, '--runTestsByPath', ...paths.filter((path) => lanesOf(path).some((lane) => names.includes(lane)))];
}

function run(options) {
  return (
    spawnSync(process.execPath, [ROOM_FOR_GARBAGE, JEST, ...options], { cwd: PROJECT, stdio: 'inherit' }).status ?? 1
  );
}

/** Runs specs ten times beside loops that keep the processors busy, and says how often each test failed. */
async function findFlakes(options) {
  if (options.length === 0) {
    stop('Name the spec files: npm run test:flakes -- test/core/platform/jobs.spec.ts');
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
