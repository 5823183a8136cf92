const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const everywhere = require('./jest.config.js');

// Of test/testkit/sample.ts, also in a run that goes on after midnight.
process.env.SEED ??= new Date().toISOString().slice(0, 10).replaceAll('-', '');
// Of each other server.
process.env.KEYWARD_TEST_IMPORTED = '10000';

const IS_DEEP = process.env.KEYWARD_TEST_DEEP === '1';
/** So many of the large imports in one run; the seed grows by one each day, so that the next run has the next ones. */
const LARGE_IMPORTS = 2;

/**
 * What starts the server, its commands, PostgreSQL or npm's packages as processes, and large imports: too slow for each change.
 * @type {import('jest').Config}
 */
module.exports = {
  ...everywhere,
  roots: ['<rootDir>/test/processes', '<rootDir>/test/plugins/migration'],
  testRegex: `/test/(?:processes/.*|plugins/migration/(?:${largeImports().join('|')}))\\.spec\\.ts$`,
  // A large import takes minutes where other programs are at work.
  testTimeout: 900_000,
  testPathIgnorePatterns: ['/node_modules/', ...(IS_DEEP ? [] : ['/relay-schedule\\.spec\\.ts$'])],
};

/** Spec files whose imports have a size: `npm test` runs all of them with fewer licenses. */
function largeImports() {
  const folder = join(__dirname, 'test/plugins/migration');
  const all = readdirSync(folder)
    .filter((name) => name.startsWith('import-from-') && readFileSync(join(folder, name)).includes('licensesToImport'))
    .map((name) => name.replace('.spec.ts', ''));
  const first = Number(process.env.SEED) * LARGE_IMPORTS;
  const chosen = Array.from({ length: LARGE_IMPORTS }, (_, index) => all[(first + index) % all.length]);
  return IS_DEEP ? all : chosen;
}
