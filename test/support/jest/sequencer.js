const { default: Sequencer } = require('@jest/test-sequencer');

/** These files start programs or wait for PostgreSQL; run last, one of them would leave a core idle. */
const FIRST = /\/test\/(boot|database|sdk)\//;

module.exports = class SlowestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(({ path }) => FIRST.test(path)), ...sorted.filter(({ path }) => !FIRST.test(path))];
  }
};
