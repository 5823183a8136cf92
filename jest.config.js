const { swcOptions } = require('./scripts/swc-options.cjs');

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  // Also of the configurations that extend this one: they share what is compiled.
  id: 'keyward',
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/bench'],
  // With configurations of their own: jest.processes.config.js and jest.debian.config.js.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/processes/', '<rootDir>/test/debian/'],
  testRegex: '\\.spec\\.ts$',
  // The application is loaded once in each worker, and not for each spec file.
  runtime: '<rootDir>/test/testkit/jest/runtime.js',
  testEnvironment: '<rootDir>/test/testkit/jest/environment.js',
  testSequencer: '<rootDir>/test/testkit/jest/sequencer.js',
  transform: {
    '\\.ts$': ['@swc/jest', swcOptions({ tsx: false })],
    '\\.tsx$': ['@swc/jest', swcOptions({ tsx: true })],
  },
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/testkit/global-setup.ts',
  globalTeardown: '<rootDir>/test/testkit/global-teardown.ts',
  maxWorkers: 2,
  // Ends a test that hangs, also one that builds the server, twice at most, on a machine ten times as slow.
  testTimeout: 300_000,
};
