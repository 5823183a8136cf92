const { createRequire } = require('node:module');
const { join } = require('node:path');
const run = require('./current-run');
const { requireTypeScript } = require('./require-typescript.cjs');

// StrykerJS requires this file, and not Jest.
const stopRequiring = requireTypeScript();
const SharedEnvironment = require('../testkit/jest/environment');
stopRequiring();

const requireTool = createRequire(join(__dirname, '..', '..', 'tools', 'package.json'));
const { mixinJestEnvironment } = requireTool('@stryker-mutator/jest-runner');

const RETRIES = Symbol.for('RETRY_TIMES');

/** Switches mutants while the application stays loaded, and stops at the first failure. */
module.exports = class MutationEnvironment extends mixinJestEnvironment(SharedEnvironment) {
  constructor(config, context) {
    super(config, context);
    this.file = context.testPath;
    this.tests = new Set();
    this.stryker = globalThis.__stryker__;
    // Instrumented files read the variable once, when they are loaded.
    this.stryker.activeMutant = run.mutant;
    const { handleTestEvent } = this;
    this.handleTestEvent = async (event, state) => {
      await handleTestEvent.call(this, event, state);
      if (run.isDry) {
        this.noteTest(event);
      } else {
        stopAtFirstFailure(event, state);
      }
    };
  }

  async setup() {
    await super.setup();
    if (run.isDry) {
      // One unlucky test would end the whole run of StrykerJS.
      globalThis[RETRIES] = 2;
    } else {
      // A server of the worker would keep what a mutant has done: it is replaced after each file, as after a failed one.
      this.hasFailed = true;
    }
  }

  async teardown() {
    try {
      await super.teardown();
    } finally {
      if (run.isDry) {
        run.recordCoverage({ file: this.file, mutants: this.covered() });
      }
    }
  }

  /** The work of a hook belongs to the first test of its block, or to the last. */
  noteTest({ name, hook }) {
    if (hook?.type === 'beforeAll' || hook?.type === 'afterAll') {
      const test = testsIn(hook.parent).at(hook.type === 'beforeAll' ? 0 : -1);
      this.stryker.currentTestId = name === 'hook_start' ? nameOf(test) : undefined;
    }
    this.tests.add(this.stryker.currentTestId);
  }

  covered() {
    const { perTest = {} } = this.stryker.mutantCoverage ?? {};
    const counts = {};
    for (const mutant of [...this.tests].flatMap((test) => Object.keys(perTest[test] ?? {}))) {
      counts[mutant] = (counts[mutant] ?? 0) + 1;
    }
    return counts;
  }
};

function testsIn({ children }) {
  return children.flatMap((child) => (child.type === 'test' ? [child] : testsIn(child)));
}

/** The id of StrykerJS. */
function nameOf(part) {
  return part?.parent ? `${nameOf(part.parent) ?? ''} ${part.name}`.trimStart() : undefined;
}

function stopAtFirstFailure({ name, test }, { rootDescribeBlock }) {
  if (name === 'test_done' && test.errors.length > 0) {
    run.hasFailed = true;
  } else if (name === 'run_start' && run.hasFailed) {
    // Also without their hooks, each of which may wait for its timeout.
    testsIn(rootDescribeBlock).forEach(skip);
  } else if (name === 'test_start' && run.hasFailed) {
    skip(test);
  }
}

function skip(test) {
  test.mode = 'skip';
}
