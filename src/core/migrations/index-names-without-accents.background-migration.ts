import type { BackgroundMigration } from '../platform/background-migrations/background-migration';
import { withoutAccents } from '../platform/database/plain-text';

const indexOf = (table: string, column: string) => ({
  name: `${table}_${column}_plain`,
  table,
  definition: `USING gin ((${withoutAccents(column)}) gin_trgm_ops)`,
});

export const INDEX_NAMES_WITHOUT_ACCENTS = {
  name: 'index-names-without-accents',
  until: 'Customers and leads are found slowly by their names.',
  indexes: [
    indexOf('customers', 'name'),
    indexOf('customers', 'company'),
    indexOf('institutions', 'name'),
    indexOf('contacts', 'name'),
  ],
} satisfies BackgroundMigration;
