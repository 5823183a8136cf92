import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  // Counted without a look at the table.
  licenses_figures: `"licenses" ("revoked_at", "blocked_at", "disabled_at", "expires_at", "first_activated_at")`,
  // By which the log of a license that was deleted is found.
  events_deleted_license_key: `"events" (("data"->>'license_key')) WHERE "name" = 'license.deleted'`,
};

export class IndexFigures1790000741000 implements MigrationInterface {
  name = 'IndexFigures1790000741000';

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
