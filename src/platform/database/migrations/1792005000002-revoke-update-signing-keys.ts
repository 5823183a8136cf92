import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Update signing keys can be revoked, and a private key that signs no more is not stored. */
export class RevokeUpdateSigningKeys1792005000002 implements MigrationInterface {
  name = 'RevokeUpdateSigningKeys1792005000002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE "update_signing_keys"
        ADD COLUMN "revoked_at" timestamptz(3),
        ALTER COLUMN "private_key" DROP NOT NULL
    `);
    await queryRunner.query(`UPDATE "update_signing_keys" SET "private_key" = NULL WHERE "retired_at" IS NOT NULL`);
  }

  /** Private keys that were deleted do not come back: retired keys have an empty one. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`UPDATE "update_signing_keys" SET "private_key" = '' WHERE "private_key" IS NULL`);
    await queryRunner.query(`
      ALTER TABLE "update_signing_keys"
        DROP COLUMN "revoked_at",
        ALTER COLUMN "private_key" SET NOT NULL
    `);
  }
}
