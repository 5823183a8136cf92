/**
 * Lanes of `npm test -- --lane NAME`: each has the spec files whose paths begin so. Those of no other lane are of `core`.
 */
/** @type {Readonly<Record<string, readonly string[]>>} */
const LANES = {
  console: [
    'src/pages/',
    'src/plugins/console/',
    'test/e2e/console',
    'test/e2e/components',
    'test/e2e/countries',
    'test/e2e/first-license',
  ],
  portal: ['src/plugins/portal/', 'test/e2e/portal'],
  sales: ['src/plugins/sales/', 'test/e2e/shop', 'test/e2e/orders', 'test/e2e/mails', 'test/e2e/product-count-plans'],
  migration: ['src/plugins/migration/', 'test/e2e/import-', 'test/e2e/shadowing'],
  leads: ['test/e2e/lead', 'test/dialects/v2-leads'],
  resources: ['test/e2e/resource', 'test/e2e/program-modules', 'test/dialects/v2-resources'],
  'catalog-file': ['src/plugins/catalog-file/', 'test/e2e/catalog-file'],
  search: ['src/plugins/search/', 'test/e2e/search', 'test/dialects/v2-search'],
  demo: ['test/e2e/demo'],
  cli: ['src/plugins/cli/'],
  apis: ['src/apis/', 'test/dialects/'],
  sdk: ['test/sdk/'],
};

const CORE = 'core';

/** Of `core` and all others. */
const NAMES = [CORE, ...Object.keys(LANES)];

/** A file belongs to the lane with the longest beginning of its path. */
function laneOf(path) {
  const matches = Object.entries(LANES).flatMap(([lane, beginnings]) =>
    beginnings.filter((beginning) => path.startsWith(beginning)).map((beginning) => ({ lane, beginning })),
  );
  matches.sort((one, other) => other.beginning.length - one.beginning.length);
  return matches[0]?.lane ?? CORE;
}

module.exports = { LANES, NAMES, laneOf };
