const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const everywhere = require('../../jest.config.js');

const SOURCE = join(__dirname, '../../src');
const PLUGINS = ['plugins', 'apis'].flatMap((group) =>
  readdirSync(join(SOURCE, group)).filter((name) => existsSync(join(SOURCE, group, name, `${name}.plugin.ts`))),
);

// Read as the application is loaded, once in each process.
process.env.PLUGINS_OFF = PLUGINS.filter((name) => name !== 'v2').join(',');

/** The specs of what programs call, each with one of its tests; the others are about people and long lists. */
const OF_V2 = Object.keys(require('./contract.json'));

/**
 * The core with V2 alone, and the contract of V2: `core-with-v2.spec.ts` runs them.
 * @type {import('jest').Config}
 */
module.exports = {
  ...everywhere,
  roots: ['<rootDir>/test/core-with-v2', '<rootDir>/test/apis/v2'],
  // Those of the core with V2 are no `.spec.ts`: on the ordinary server they would fail.
  testRegex: `/test/(?:core-with-v2/.*\\.test|apis/v2/(?:${OF_V2.join('|')})\\.spec)\\.ts$`,
  maxWorkers: 1,
};
