import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the API keys that end soon. */
export class IndexApiKeyEnds1792380000100 implements MigrationInterface {
  name = 'IndexApiKeyEnds1792380000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX "api_keys_expiring" ON "api_keys" ("expires_at") WHERE "revoked_at" IS NULL AND "expires_at" IS NOT NULL`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "api_keys_expiring"`);
  }
}
