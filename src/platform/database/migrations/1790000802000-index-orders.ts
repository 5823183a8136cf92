import type { MigrationInterface, QueryRunner } from 'typeorm';

// Nulls where lists have them: before all else going up, after it coming down.
const INDEXES = {
  licenses_created: `"licenses" ("created_at" NULLS FIRST, "id")`,
  licenses_updated: `"licenses" ("updated_at" NULLS FIRST, "id")`,
  licenses_expiring: `"licenses" ("expires_at" NULLS FIRST, "id")`,
};

/** An index for each order that a list of licenses can be asked for. */
export class IndexOrders1790000802000 implements MigrationInterface {
  name = 'IndexOrders1790000802000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [name, definition] of Object.entries(INDEXES)) {
      await queryRunner.query(`CREATE INDEX "${name}" ON ${definition}`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) {
      await queryRunner.query(`DROP INDEX "${name}"`);
    }
  }
}
