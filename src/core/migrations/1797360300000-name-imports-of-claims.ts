import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imports of claims, which can be undone. */
export class NameImportsOfClaims1797360300000 implements MigrationInterface {
  name = 'NameImportsOfClaims1797360300000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE portal_claims ADD import_id uuid;
      CREATE INDEX portal_claims_import ON portal_claims (import_id, id) WHERE import_id IS NOT NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE portal_claims DROP COLUMN import_id`);
  }
}
