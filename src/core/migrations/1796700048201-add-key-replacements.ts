import type { MigrationInterface, QueryRunner } from 'typeorm';

// Without a default for the former keys: those in the archive of deleted licenses do not have the column.
const UP = `
ALTER TABLE policies
  ADD COLUMN portal_key_replacements integer NOT NULL DEFAULT 0,
  ADD COLUMN replaced_key_days integer NOT NULL DEFAULT 0,
  ADD CONSTRAINT policies_portal_key_replacements_range CHECK (portal_key_replacements BETWEEN 0 AND 100),
  ADD CONSTRAINT policies_replaced_key_days_range CHECK (replaced_key_days BETWEEN 0 AND 90);
UPDATE policies SET behavior = '';
ALTER TABLE retired_keys ADD COLUMN by_customer boolean;
`;

const DOWN = `
ALTER TABLE retired_keys DROP COLUMN by_customer;
ALTER TABLE policies DROP COLUMN portal_key_replacements, DROP COLUMN replaced_key_days;
UPDATE policies SET behavior = '';
`;

/** Keys that customers replace in the portal: how often, and how long the former key works. */
export class AddKeyReplacements1796700048201 implements MigrationInterface {
  name = 'AddKeyReplacements1796700048201';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
