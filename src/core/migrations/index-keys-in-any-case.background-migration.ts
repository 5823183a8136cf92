import type { BackgroundMigration } from '../platform/background-migrations/background-migration';

/** Keys without capitals or without small letters are found by both spellings in the unique index. */
const DEFINITION = '(lower(key)) WHERE key <> upper(key) AND key <> lower(key)';

export const INDEX_KEYS_IN_ANY_CASE = {
  name: 'index-keys-in-any-case',
  until: 'License keys are read slowly by APIs that find them in any case.',
  indexes: [
    { name: 'licenses_mixed_case_key', table: 'licenses', definition: DEFINITION },
    { name: 'retired_keys_mixed_case_key', table: 'retired_keys', definition: DEFINITION },
  ],
} satisfies BackgroundMigration;
