import type { MigrationInterface, QueryRunner } from 'typeorm';

// The planner leaves statistics of a partial index aside, and would read a whole table for a key that is typed differently.
const UP = `
CREATE STATISTICS licenses_typed_key_values ON (translate(key, 'OIL-', '011')) FROM licenses;
CREATE STATISTICS retired_keys_typed_key_values ON (translate(key, 'OIL-', '011')) FROM retired_keys;
ANALYZE licenses, retired_keys;
`;

const DOWN = `
DROP STATISTICS licenses_typed_key_values, retired_keys_typed_key_values;
`;

/** Statistics of keys in the form in which people type them. */
export class AddTypedKeyStatistics1796700047594 implements MigrationInterface {
  name = 'AddTypedKeyStatistics1796700047594';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
