const everywhere = require('../../jest.config.js');

/**
 * The tests that all APIs share, on a server with one more API: `test/boot/form-only.spec.ts` runs them.
 * @type {import('jest').Config}
 */
module.exports = {
  ...everywhere,
  setupFiles: [...everywhere.setupFiles, '<rootDir>/test/form-only/register.ts'],
  maxWorkers: 1,
};
