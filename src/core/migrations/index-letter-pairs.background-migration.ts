import type { BackgroundMigration } from '../platform/background-migrations/background-migration';
import { letterPairs, mayHavePairs, TABLES_WITH_PAIRS } from '../platform/database/letter-pairs';

export const INDEX_LETTER_PAIRS = {
  name: 'index-letter-pairs',
  until: 'Texts in other scripts than Latin are found slowly.',
  indexes: TABLES_WITH_PAIRS.map((table) => ({
    name: `${table}_pairs`,
    table,
    definition: `USING gin ((${letterPairs(table)})) WHERE ${mayHavePairs(table)}`,
  })),
} satisfies BackgroundMigration;
