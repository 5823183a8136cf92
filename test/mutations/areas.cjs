/**
 * Code that decides, by area, and the specs that shall notice a fault in it. Paths begin so. `npm run test:mutation` mutates
 * the first and runs the second.
 */
const AREAS = {
  rules: {
    files: [
      'src/core/verification/rules/',
      'src/core/verification/assessment/',
      'src/core/licenses/licenses/license-term',
      'src/core/licenses/licenses/license-status',
      'src/core/licenses/licenses/start-term',
      'src/core/licenses/activations/',
      'src/core/licenses/domains/',
    ],
    specs: [
      'src/core/verification/rules/',
      'src/core/licenses/',
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
    files: ['src/core/verification/seats/', 'src/core/verification/calls/', 'src/core/licenses/group-limits/'],
    specs: [
      'src/core/verification/seats/',
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
    files: ['src/core/verification/sessions/', 'src/core/licenses/sessions/'],
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
    files: ['src/core/verification/meters/'],
    specs: ['test/e2e/meter', 'test/e2e/rotated-keys', 'test/e2e/typed-keys', 'test/e2e/full-batches'],
  },
  tokens: {
    files: [
      'src/core/identity/users/access-tokens',
      'src/core/identity/users/credentials',
      'src/core/identity/users/lock-out',
      'src/core/identity/users/passwords',
      'src/core/identity/users/sessions',
      'src/core/identity/users/sign-in-rules',
      'src/core/identity/api-keys/',
      'src/core/identity/second-factors/',
      'src/core/identity/log-in/',
      'src/core/verification/updates/download-tickets',
    ],
    specs: [
      'src/core/identity/',
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
    files: ['src/core/common/limits/'],
    specs: [
      'src/core/common/limits/',
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
    files: ['src/core/platform/jobs/', 'src/core/platform/background-jobs/'],
    specs: [
      'src/core/platform/jobs/',
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
      'src/core/platform/database/advisory-lock',
      'src/core/platform/database/batch',
      'src/core/platform/database/cached-value',
      'src/core/platform/database/database-error',
      'src/core/platform/database/lazy-rows',
      'src/core/platform/database/on-unique-violation',
      'src/core/platform/database/prepared-statement',
      'src/core/platform/database/row-parameters',
      'src/core/platform/database/change-record',
      'src/core/platform/database/transaction',
      'src/core/platform/database/unit-of-work',
      'src/core/platform/idempotency/',
      'src/core/licenses/licenses/lock-license',
    ],
    specs: [
      'src/core/platform/database/',
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
    files: ['src/core/events/webhooks/'],
    specs: [
      'test/e2e/webhook',
      'test/e2e/event-targets',
      'test/e2e/alerts',
      'test/e2e/list-filters',
      'test/e2e/console-integrations',
    ],
  },
  partitions: {
    files: ['src/core/platform/logs/'],
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
