import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `licenses_expiring` serves every statement that used it. */
export class DropExpiryIndex1792130000100 implements MigrationInterface {
  name = 'DropExpiryIndex1792130000100';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX CONCURRENTLY IF EXISTS "licenses_expiry"`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX "licenses_expiry" ON "licenses" ("expires_at", "id") WHERE "expires_at" IS NOT NULL`,
    );
  }
}
