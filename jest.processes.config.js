const everywhere = require('./jest.config.js');

/**
 * What starts the server, its commands, PostgreSQL or npm's packages as processes: too slow for each change.
 * @type {import('jest').Config}
 */
module.exports = {
  ...everywhere,
  roots: ['<rootDir>/test/processes'],
  testPathIgnorePatterns: ['/node_modules/'],
};
