const { default: Sequencer } = require('@jest/test-sequencer');

/** These files start processes and wait for them; run last, one of them would leave a core idle. */
const FIRST = /\/test\/(boot|database|sdk)\//;

module.exports = class SlowestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(({ path }) => FIRST.test(path)), ...sorted.filter(({ path }) => !FIRST.test(path))];
  }
};
