const { join } = require('node:path');
const everywhere = require('../../jest.config.js');
const { AREAS } = require('./areas.cjs');
const { PATCHES } = require('./patches.cjs');

const specs = [...Object.values(AREAS).flatMap((area) => area.specs), ...PATCHES.map(({ spec }) => spec)];

/**
 * Of `npm run test:mutation`, which starts the cluster and prepares its database once for all runs.
 * @type {import('jest').Config}
 */
module.exports = {
  ...everywhere,
  rootDir: join(__dirname, '..', '..'),
  testRegex: [...new Set(specs)].map((path) => `${path.replaceAll('.', '\\.')}[^/]*(?:/.*)?\\.spec\\.ts$`),
  runtime: '<rootDir>/test/mutations/runtime.js',
  // StrykerJS does not replace <rootDir> here.
  testEnvironment: join(__dirname, 'environment.js'),
  testSequencer: '<rootDir>/test/mutations/sequencer.js',
  globalSetup: undefined,
  globalTeardown: undefined,
};
