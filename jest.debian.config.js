const everywhere = require('./jest.config.js');

/**
 * What needs programs of Debian's beside npm: .ci/run installs them.
 * @type {import('jest').Config}
 */
module.exports = {
  ...everywhere,
  roots: ['<rootDir>/test/debian'],
  // Compilers take minutes where other programs are at work.
  testTimeout: 900_000,
  testPathIgnorePatterns: [
    '/node_modules/',
    ...(process.env.KEYWARD_TEST_DEEP === '1' ? [] : ['/schemathesis\\.spec\\.ts$']),
  ],
};
