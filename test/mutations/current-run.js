const { appendFileSync, existsSync, readFileSync } = require('node:fs');
const { PATCHES } = require('./patches.cjs');

/** Of one run of Jest, in the process that all runs of StrykerJS share. */
const run = {
  hasFailed: false,

  /** The mutant of StrykerJS that is switched on. */
  get mutant() {
    return process.env.__STRYKER_ACTIVE_MUTANT__;
  },

  get patch() {
    return PATCHES[Number(process.env.KEYWARD_MUTATION_PATCH)];
  },

  /** StrykerJS records which tests cover which mutants. */
  get isDry() {
    return this.mutant === undefined && this.patch === undefined;
  },

  /** A line for each spec file: the mutants that it covers, and by how many tests. */
  recordCoverage(line) {
    appendFileSync(process.env.KEYWARD_MUTATION_COVERAGE, `${JSON.stringify(line)}\n`);
  },

  /** The files of src that have mutants, in the copy of StrykerJS. */
  get mutatedFiles() {
    return JSON.parse(process.env.KEYWARD_MUTATION_FILES ?? '[]');
  },

  coverage() {
    const { KEYWARD_MUTATION_COVERAGE: file = '' } = process.env;
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
    return lines.map((line) => JSON.parse(line));
  },
};

module.exports = run;
