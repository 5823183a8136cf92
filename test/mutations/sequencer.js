const { relative, join } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');
const { AREAS } = require('./areas.cjs');
const run = require('./current-run');

const PROJECT = join(__dirname, '..', '..');

/** A mutant that so many spec files do not notice has survived. */
const FILES_PER_MUTANT = 12;

/** Selects the spec files for a mutant or a patch, those first that will probably notice it. */
module.exports = class MutationSequencer extends Sequencer {
  sort(tests) {
    run.hasFailed = false;
    if (run.patch) {
      return ofArea(tests, AREAS[run.patch.area]);
    }
    return run.isDry ? super.sort(tests) : covering(tests, run.mutant);
  }
};

/** In the order of the table. */
function ofArea(tests, { specs }) {
  const placed = tests.map((test) => ({
    test,
    place: specs.findIndex((beginning) => pathOf(test).startsWith(beginning)),
  }));
  return placed
    .filter(({ place }) => place >= 0)
    .sort((one, other) => one.place - other.place)
    .map(({ test }) => test);
}

/** Those with the most tests of the mutant first. */
function covering(tests, mutant) {
  const counts = new Map(run.coverage().map(({ file, mutants }) => [file, mutants[mutant] ?? 0]));
  return tests
    .filter(({ path }) => counts.get(path) > 0)
    .sort((one, other) => counts.get(other.path) - counts.get(one.path))
    .slice(0, FILES_PER_MUTANT);
}

function pathOf({ path }) {
  return relative(PROJECT, path).replaceAll('\\', '/');
}
