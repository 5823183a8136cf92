const { readFileSync } = require('node:fs');
const { join, relative } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');
const { AREAS, areaOf } = require('./areas.cjs');
const run = require('./current-run');

const PROJECT = join(__dirname, '..', '..');

/** Spec files that a mutant survives, if its area has fewer. */
const FILES_PER_MUTANT = 12;

/** Selects the spec files for a mutant or a patch, those first that will probably notice it. */
module.exports = class MutationSequencer extends Sequencer {
  sort(tests) {
    run.hasFailed = false;
    if (run.isDry) {
      return super.sort(tests);
    }
    const { patch } = run;
    return patch ? inOrder(tests, [patch.spec, ...AREAS[patch.area].specs]) : covering(tests, run.mutant);
  }
};

/** Those of the area of the mutant, and others that cover it: those with the most tests of it first. */
function covering(tests, mutant) {
  const counts = new Map(run.coverage().map(({ file, mutants }) => [file, mutants[mutant] ?? 0]));
  const all = tests.filter(({ path }) => counts.get(path) > 0);
  const own = inOrder(all, AREAS[areaOf(fileOf(mutant))].specs);
  const others = all.filter((test) => !own.includes(test));
  others.sort((one, other) => counts.get(other.path) - counts.get(one.path));
  return [...own, ...others.slice(0, Math.max(0, FILES_PER_MUTANT - own.length))];
}

/** Those whose paths begin so, in this order. */
function inOrder(tests, specs) {
  const placed = tests.map((test) => ({ test, place: specs.findIndex((path) => pathOf(test).startsWith(path)) }));
  return placed
    .filter(({ place }) => place >= 0)
    .sort((one, other) => one.place - other.place)
    .map(({ test }) => test);
}

/** The file in which StrykerJS has put the mutant. */
function fileOf(mutant) {
  const found = run.mutatedFiles.find((file) => idsIn(file).has(mutant));
  if (found === undefined) {
    throw new Error(`No file has the mutant ${mutant}`);
  }
  return found;
}

const known = new Map();

function idsIn(file) {
  const ids = known.get(file) ?? new Set(readFileSync(join(PROJECT, file), 'utf8').match(/(?<=stryMutAct_\w+\(")\d+/g));
  known.set(file, ids);
  return ids;
}

function pathOf({ path }) {
  return relative(PROJECT, path).replaceAll('\\', '/');
}
