import type { BackgroundMigration } from '../platform/background-migrations/background-migration';

/**
 * Usable licenses and frequent operations are left out, so that most checks write no entry. The names are those that
 * PostgreSQL gives the indexes of new months.
 */
export const INDEX_REQUESTS_BY_OUTCOME = {
  name: 'index-requests-by-outcome',
  until: 'Lists of requests by code or operation read slowly.',
  indexes: [
    {
      name: 'verifications_outcome_at_id_idx',
      table: 'verifications',
      definition: `("outcome", "at", "id") WHERE outcome NOT IN ('VALID', 'IN_GRACE', 'EXPIRED_BUT_USABLE')`,
    },
    {
      name: 'verifications_operation_at_id_idx',
      table: 'verifications',
      definition: `("operation", "at", "id") WHERE operation IN ('deactivate', 'download')`,
    },
  ],
} satisfies BackgroundMigration;
