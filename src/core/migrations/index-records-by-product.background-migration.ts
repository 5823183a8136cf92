import type { BackgroundMigration } from '../platform/background-migrations/background-migration';

/** Events get their entry when they are numbered, so that writers do not wait for it. */
export const INDEX_RECORDS_BY_PRODUCT = {
  name: 'index-records-by-product',
  until: 'Events and audit entries are read slowly with API keys of some products.',
  indexes: [
    {
      name: 'events_product',
      table: 'events',
      definition: `((data ->> 'product_id'), COALESCE(sequence, id)) WHERE sequence IS DISTINCT FROM 0 AND (data ->> 'product_id') IS NOT NULL`,
    },
    {
      name: 'audit_entries_product',
      table: 'audit_entries',
      definition: `("product_id", "id") WHERE "product_id" IS NOT NULL`,
    },
  ],
} satisfies BackgroundMigration;
