const everywhere = require('./jest.config.js');

// Of each other server.
process.env.KEYWARD_TEST_IMPORTED = '10000';

/**
 * What starts the server, its commands, PostgreSQL or npm's packages as processes, and large imports: too slow for each change.
 * @type {import('jest').Config}
 */
module.exports = {
  ...everywhere,
  roots: ['<rootDir>/test/processes', '<rootDir>/test/e2e'],
  testRegex: '/test/(?:processes/.*|e2e/import-from-[^/]*)\\.spec\\.ts$',
  testTimeout: 120_000,
  testPathIgnorePatterns: ['/node_modules/'],
};
