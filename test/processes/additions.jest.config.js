const everywhere = require('../../jest.config.js');

// Every operation that is added, and not a sample of them.
process.env.KEYWARD_TEST_DEEP = '1';

/**
 * The tests that all APIs and modules share, on a server with one more of each: `additions.spec.ts` runs them.
 * @type {import('jest').Config}
 */
module.exports = {
  ...everywhere,
  setupFiles: [...everywhere.setupFiles, '<rootDir>/test/processes/additions.register.ts'],
  globalSetup: '<rootDir>/test/own-module/global-setup.ts',
  // The tests of the module itself are no `.spec.ts`: on the ordinary server they would fail.
  testRegex: '\\.(spec|test)\\.ts$',
  maxWorkers: 1,
};
