const everywhere = require('../../jest.config.js');

/**
 * Tests of a server with one more module: `test/boot/own-module.spec.ts` runs them.
 * @type {import('jest').Config}
 */
module.exports = {
  ...everywhere,
  setupFiles: [...everywhere.setupFiles, '<rootDir>/test/own-module/register.ts'],
  globalSetup: '<rootDir>/test/own-module/global-setup.ts',
  // The tests of the module itself are no `.spec.ts`: on the ordinary server they would fail.
  testRegex: '\\.(spec|test)\\.ts$',
  maxWorkers: 1,
};
