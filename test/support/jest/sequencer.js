const { default: Sequencer } = require('@jest/test-sequencer');

/** They start processes and wait for them: begun last, one of them would keep one core busy and the other idle. */
const FIRST = /\/test\/(boot|database|sdk)\//;

module.exports = class SlowestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(({ path }) => FIRST.test(path)), ...sorted.filter(({ path }) => !FIRST.test(path))];
  }
};
