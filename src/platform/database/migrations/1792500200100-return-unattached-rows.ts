import type { MigrationInterface, QueryRunner } from 'typeorm';

const LOGS = ['verifications', 'events', 'audit_entries'];

/**
 * An earlier version that was interrupted while it moved rows to their month left them in a table that is not attached, where
 * nobody sees them: they return to the default partition, from which they are moved again. Of two copies, that in the default
 * partition is right.
 */
export class ReturnUnattachedRows1792500200100 implements MigrationInterface {
  name = 'ReturnUnattachedRows1792500200100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const log of LOGS) {
      for (const { name } of await unattachedTables(queryRunner, log)) {
        await queryRunner.query(`LOCK TABLE "${name}" IN ACCESS EXCLUSIVE MODE`);
        await queryRunner.query(
          `INSERT INTO "${log}_default" SELECT * FROM "${name}" ON CONFLICT ("at", "id") DO NOTHING`,
        );
        await queryRunner.query(`DROP TABLE "${name}"`);
      }
    }
  }

  async down(): Promise<void> {
    // The earlier version finds all rows in the default partition.
  }
}

function unattachedTables(queryRunner: QueryRunner, log: string): Promise<{ name: string }[]> {
  return queryRunner.manager.query(
    `SELECT relname AS name FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid WHERE conname = $1 ORDER BY relname`,
    [`${log}_unattached`],
  );
}
