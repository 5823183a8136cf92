const everywhere = require('./jest.config.js');

// Of test/support/sample.ts.
process.env.KEYWARD_TEST_DEEP = '1';

/**
 * The suite of `npm test` with complete samples and ten times the random cases.
 * @type {import('jest').Config}
 */
module.exports = { ...everywhere, testTimeout: 300_000 };
