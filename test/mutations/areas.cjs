/**
 * Code that decides, by area, and the specs that shall notice a fault in it. Paths begin so. `npm run test:mutation` mutates
 * the first and runs the second.
 */
const AREAS = {
  rules: {
    files: [
      'src/verification/rules/',
      'src/verification/assessment/',
      'src/licenses/licenses/license-term',
      'src/licenses/licenses/license-status',
      'src/licenses/licenses/start-term',
      'src/licenses/activations/',
      'src/licenses/domains/',
    ],
    specs: [
      'src/verification/rules/',
      'src/licenses/',
      'test/e2e/verdict-codes',
      'test/e2e/blacklists',
      'test/e2e/overage-and-transfers',
      'test/e2e/license-terms',
      'test/e2e/license-expiry',
      'test/e2e/license-verbs',
      'test/e2e/device-rules',
      'test/e2e/check-ins',
      'test/e2e/countries',
      'test/e2e/domains.',
      'test/e2e/explain',
      'test/e2e/anomalies',
      'test/e2e/bundles',
      'test/e2e/entitlements',
      'test/e2e/program-updates',
    ],
  },
  seats: {
    files: ['src/verification/seats/', 'src/verification/calls/', 'src/licenses/groups/'],
    specs: [
      'src/verification/seats/',
      'test/e2e/activation',
      'test/e2e/deactivation',
      'test/e2e/seats',
      'test/e2e/groups',
      'test/e2e/components',
      'test/e2e/hardware-id',
      'test/e2e/user-seats',
      'test/e2e/license-users',
      'test/e2e/check-batches',
      'test/e2e/activations-api',
      'test/dialects/v2-devices',
    ],
  },
  sessions: {
    files: ['src/verification/sessions/', 'src/licenses/sessions/'],
    specs: [
      'test/e2e/license-sessions',
      'test/e2e/borrowing',
      'test/e2e/time-series',
      'test/e2e/user-seat-sequences',
      'test/e2e/signed-answers',
      'test/dialects/v2-sessions',
      'test/e2e/console-sessions',
    ],
  },
  meters: {
    files: ['src/verification/meters/'],
    specs: ['test/e2e/meter', 'test/e2e/rotated-keys', 'test/e2e/typed-keys', 'test/e2e/full-batches'],
  },
  tokens: {
    files: [
      'src/identity/users/access-tokens',
      'src/identity/users/credentials',
      'src/identity/users/lock-out',
      'src/identity/users/passwords',
      'src/identity/users/sessions',
      'src/identity/users/sign-in-rules',
      'src/identity/users/verified-tokens',
      'src/identity/api-keys/',
      'src/identity/second-factors/',
      'src/identity/log-in/',
      'src/verification/updates/download-tickets',
    ],
    specs: [
      'src/identity/',
      'test/e2e/api-keys',
      'test/e2e/auth-sessions',
      'test/e2e/cached-keys',
      'test/e2e/downloads',
      'test/e2e/lock-out',
      'test/e2e/log-in',
      'test/e2e/product-scope',
      'test/e2e/second-factor',
      'test/e2e/sign-in',
      'test/e2e/users',
      'test/dialects/v2-admin-access',
      'test/e2e/update-feeds',
      'test/e2e/console-account',
    ],
  },
  limits: {
    files: ['src/common/limits/'],
    specs: [
      'src/common/limits/',
      'test/e2e/rate-limits',
      'test/e2e/in-flight',
      'test/e2e/unauthenticated',
      'test/e2e/hang-ups',
      'test/e2e/console-dialects',
      'test/e2e/console-system',
      'test/e2e/product-scope',
    ],
  },
  orders: {
    files: [
      'src/plugins/sales/orders/',
      'src/plugins/sales/shops/sale-',
      'src/plugins/sales/shops/apply-facts',
      'src/plugins/sales/shops/process-',
    ],
    specs: [
      'src/plugins/sales/',
      'test/e2e/orders',
      'test/e2e/mails',
      'test/e2e/shop-events',
      'test/e2e/shop-items',
      'test/e2e/shop-refusals',
      'test/e2e/shops',
      'test/e2e/console-shops',
    ],
  },
  jobs: {
    files: ['src/platform/jobs/', 'src/platform/background-jobs/'],
    specs: [
      'src/platform/jobs/',
      'test/e2e/jobs',
      'test/e2e/bulk-jobs',
      'test/e2e/job-callers',
      'test/e2e/policy-changes',
      'test/e2e/console-bulk-jobs',
      'test/e2e/license-import',
      'test/e2e/list-search',
      'test/e2e/tracing',
    ],
  },
  transactions: {
    files: [
      'src/platform/database/advisory-lock',
      'src/platform/database/batch',
      'src/platform/database/cached-value',
      'src/platform/database/database-error',
      'src/platform/database/lazy-rows',
      'src/platform/database/on-unique-violation',
      'src/platform/database/prepared-statement',
      'src/platform/database/row-parameters',
      'src/platform/database/snapshot',
      'src/platform/database/transaction',
      'src/platform/database/unit-of-work',
      'src/platform/idempotency/',
      'src/licenses/licenses/lock-license',
    ],
    specs: [
      'src/platform/database/',
      'test/e2e/database-trouble',
      'test/e2e/full-batches',
      'test/e2e/idempotency',
      'test/e2e/locked-license',
      'test/e2e/one-connection',
      'test/e2e/round-trips',
      'test/e2e/unit-of-work',
      'test/e2e/secrets-at-rest',
    ],
  },
  webhooks: {
    files: ['src/events/webhooks/'],
    specs: [
      'test/e2e/webhook',
      'test/e2e/event-targets',
      'test/e2e/alerts',
      'test/e2e/list-filters',
      'test/e2e/console-integrations',
    ],
  },
  partitions: {
    files: ['src/platform/logs/'],
    specs: [
      'test/database/log-',
      'test/database/partition-records',
      'test/e2e/verification-',
      'test/e2e/full-batches',
      'test/e2e/archive',
      'test/e2e/console-settings',
    ],
  },
};

/** Declarations and lists for the search: no decision is in them. The tests of Redis need Debian's. */
const LEFT_OUT =
  /\/dto\/|\.(?:spec|entity|module|events|errors|error-codes|permissions|settings|controller|decorators?)\.ts$|redis-limit-storage|-search-source/;

/** The area whose longest beginning fits, or undefined. */
function areaOf(path) {
  if (!path.endsWith('.ts') || LEFT_OUT.test(path)) {
    return undefined;
  }
  const matches = Object.entries(AREAS).flatMap(([name, { files }]) =>
    files.filter((beginning) => path.startsWith(beginning)).map(({ length }) => ({ name, length })),
  );
  return matches.sort((one, other) => other.length - one.length)[0]?.name;
}

module.exports = { AREAS, areaOf };
