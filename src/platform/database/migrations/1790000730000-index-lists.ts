import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  licenses_type: `"licenses" ("type", "id")`,
  licenses_start: `"licenses" ("starts_at", "id") WHERE "starts_at" IS NOT NULL`,
  licenses_unused: `"licenses" ("id") WHERE "first_activated_at" IS NULL`,
  licenses_used: `"licenses" ("id") WHERE "first_activated_at" IS NOT NULL`,
  activations_fingerprint: `"activations" ("fingerprint", "id")`,
  activations_ended: `"activations" ("id") WHERE "deactivated_at" IS NOT NULL`,
};

/** An index, in the order of the list, for each filter that had none. */
export class IndexLists1790000730000 implements MigrationInterface {
  name = 'IndexLists1790000730000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [name, definition] of Object.entries(INDEXES)) {
      await queryRunner.query(`CREATE INDEX "${name}" ON ${definition}`);
    }
    // The one of all fingerprints serves the live ones as well.
    await queryRunner.query(`DROP INDEX "activations_live_fingerprint"`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX "activations_live_fingerprint" ON "activations" ("fingerprint") WHERE "deactivated_at" IS NULL`,
    );
    for (const name of Object.keys(INDEXES)) {
      await queryRunner.query(`DROP INDEX "${name}"`);
    }
  }
}
