import { join } from 'node:path';
import { overlap, placesOf, rangeOf } from './places.mjs';
import { drawFrom } from './sample.mjs';
import { importTool } from './tools.mjs';

/** A worker becomes larger with each run. */
const RUNS_OF_WORKER = 15;
/** Added to what the tests took without the mutant. */
const TIMEOUT_MS = 60_000;
const DRY_RUN_MINUTES = 60;

/**
 * Lets StrykerJS run a sample of its mutants. It loads the application once in each worker, and switches mutants.
 * @param folder for its copy of the project
 */
export async function runMutants({ filesByArea, count, seed, folder }, onResult) {
  const groups = await Promise.all(filesByArea.map(async (files) => (await Promise.all(files.map(placesOf))).flat()));
  const places = drawFrom(
    groups,
    count,
    (place) => `${seed} ${rangeOf(place)}`,
    (place, drawn) => (drawn.some((other) => overlap(place, other)) ? 0 : place.mutants),
  );
  process.env.KEYWARD_MUTATION_FILES = JSON.stringify([...new Set(places.map(({ file }) => file))]);
  process.env.KEYWARD_MUTATION_COVERAGE = join(folder, 'coverage.jsonl');
  const { Stryker } = await importTool('@stryker-mutator/core');
  const results = await new Stryker({
    plugins: ['@stryker-mutator/jest-runner'],
    testRunner: 'jest',
    jest: { projectType: 'custom', configFile: 'test/mutations/jest.config.js', enableFindRelatedTests: false },
    coverageAnalysis: 'perTest',
    // What runs while a file is loaded: the patches have such faults.
    ignoreStatic: true,
    // SWC checks no types.
    disableTypeChecks: false,
    mutate: places.map(rangeOf),
    concurrency: 2,
    maxTestRunnerReuse: RUNS_OF_WORKER,
    timeoutMS: TIMEOUT_MS,
    dryRunTimeoutMinutes: DRY_RUN_MINUTES,
    tempDirName: join(folder, 'sandbox'),
    ignorePatterns: ['dist', '.data', 'bench/results*'],
    reporters: ['progress-append-only'],
    fileLogLevel: 'off',
    allowConsoleColors: false,
  }).runMutationTest();
  results.forEach(onResult);
}
