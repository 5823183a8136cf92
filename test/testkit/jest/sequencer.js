const { default: Sequencer } = require('@jest/test-sequencer');

/** These files start programs or wait for PostgreSQL; run last, one of them would leave a core idle. */
const FIRST = /\/test\/(repository|core\/(start|migrations)|sdk)\//;

/** The longest of the suites of Debian and of processes: in a fresh clone, Jest knows no durations. */
const LONGEST =
  /\/test\/(debian\/(failover|operator-day|operator-pages|console-pages|conformance|portal)|processes\/(plugin-package|workers|start))\.spec/;

module.exports = class SlowestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isFirst = ({ path }) => FIRST.test(path) || LONGEST.test(path);
    return [...sorted.filter(isFirst), ...sorted.filter((test) => !isFirst(test))];
  }
};
