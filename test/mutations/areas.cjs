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
      'test/core/verification/verdict-codes',
      'test/core/verification/blacklists',
      'test/core/verification/overage-and-transfers',
      'test/core/licenses/license-terms',
      'test/core/licenses/license-expiry',
      'test/core/licensing/license-verbs',
      'test/core/verification/device-rules',
      'test/core/verification/check-ins',
      'test/core/verification/countries',
      'test/core/verification/domains',
      'test/core/licensing/explain',
      'test/core/licensing/anomalies',
      'test/core/catalog/bundles',
      'test/core/catalog/entitlements',
      'test/core/verification/program-updates',
      'test/core/verification/meter-grants',
    ],
  },
  seats: {
    files: ['src/core/verification/seats/', 'src/core/verification/calls/', 'src/core/licenses/group-limits/'],
    specs: [
      'src/core/verification/seats/',
      'test/core/verification/activation',
      'test/core/verification/deactivation',
      'test/core/verification/seats',
      'test/core/customers/groups',
      'test/core/verification/components',
      'test/core/verification/hardware-id',
      'test/core/verification/user-seats',
      'test/core/licensing/license-users',
      'test/core/verification/check-batches',
      'test/core/verification/activations-api',
      'test/core/verification/check-ins',
      'test/apis/v2/devices',
    ],
  },
  sessions: {
    files: ['src/core/verification/sessions/', 'src/core/licenses/sessions/'],
    specs: [
      'test/core/verification/license-sessions',
      'test/core/verification/borrowing',
      'test/core/licensing/time-series',
      'test/core/verification/user-seat-sequences',
      'test/core/verification/signed-answers',
      'test/apis/v2/sessions',
      'test/plugins/console/sessions',
      'test/core/verification/session-features',
      'test/core/verification/shared-seats',
      'test/core/verification/seat-reservations',
      'test/core/verification/seat-usage',
      'test/core/verification/waiting-line',
      'test/core/verification/idle-sessions',
    ],
  },
  meters: {
    files: ['src/core/verification/meters/'],
    specs: [
      'test/core/verification/meter',
      'test/core/verification/reservations',
      'test/core/verification/credit',
      'test/core/licensing/rotated-keys',
      'test/core/licenses/typed-keys',
      'test/core/verification/full-batches',
    ],
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
      'test/core/identity/api-keys',
      'test/core/identity/auth-sessions',
      'test/core/identity/cached-keys',
      'test/core/platform/downloads',
      'test/core/identity/lock-out',
      'test/core/identity/log-in',
      'test/core/identity/product-scope',
      'test/core/identity/second-factor',
      'test/plugins/console/sign-in',
      'test/core/identity/users',
      'test/apis/v2/admin-access',
      'test/core/verification/update-feeds',
      'test/plugins/console/account',
      'test/plugins/demo/',
    ],
  },
  limits: {
    files: ['src/core/common/limits/'],
    specs: [
      'src/core/common/limits/',
      'test/core/common/rate-limits',
      'test/core/common/in-flight',
      'test/core/common/unauthenticated',
      'test/core/common/hang-ups',
      'test/core/verification/license-call-limits',
      'test/core/verification/rate-limits',
      'test/plugins/console/dialects',
      'test/plugins/console/system',
      'test/core/identity/product-scope',
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
      'test/plugins/sales/orders',
      'test/core/mail/mails',
      'test/plugins/sales/shop-events',
      'test/plugins/sales/shop-items',
      'test/plugins/sales/shop-refusals',
      'test/plugins/sales/shops',
      'test/plugins/sales/console-shops',
      'test/plugins/sales/continu',
      'test/plugins/sales/planned-upgrades',
      'test/plugins/sales/subscriptions',
      'test/plugins/sales/exceeded-limits',
    ],
  },
  jobs: {
    files: ['src/core/platform/jobs/', 'src/core/platform/background-jobs/'],
    specs: [
      'src/core/platform/jobs/',
      'test/core/platform/jobs',
      'test/core/licensing/bulk-jobs',
      'test/core/platform/job-callers',
      'test/core/licensing/policy-changes',
      'test/plugins/console/bulk-jobs',
      'test/core/licensing/license-import',
      'test/core/common/list-search',
      'test/core/platform/tracing',
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
      'test/core/platform/database-trouble',
      'test/core/verification/full-batches',
      'test/core/platform/idempotency',
      'test/core/common/api-versions',
      'test/core/verification/locked-license',
      'test/core/platform/one-connection',
      'test/core/platform/round-trips',
      'test/core/platform/unit-of-work',
      'test/core/platform/secrets-at-rest',
    ],
  },
  webhooks: {
    files: ['src/core/events/webhooks/'],
    specs: [
      'test/core/events/webhook',
      'test/core/events/event-targets',
      'test/core/platform/alerts',
      'test/core/licensing/list-filters',
      'test/plugins/console/integrations',
      'test/plugins/console/audit',
    ],
  },
  partitions: {
    files: ['src/core/platform/logs/'],
    specs: [
      'test/core/platform/log-',
      'test/core/platform/partition-records',
      'test/core/verification/verification-log',
      'test/core/licensing/verification-counts',
      'test/core/verification/full-batches',
      'test/core/licensing/archive',
      'test/plugins/console/settings',
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
