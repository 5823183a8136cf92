import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signing keys are rotated and revoked, and what is signed names the installation. */
export class RotateSigningKeys1792330000000 implements MigrationInterface {
  name = 'RotateSigningKeys1792330000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [
      `ALTER TABLE "signing_keys"
         ADD COLUMN "endorsement" varchar(4000),
         ADD COLUMN "revoked_at" timestamptz(3),
         ADD CONSTRAINT "signing_keys_revoked_are_retired" CHECK ("revoked_at" IS NULL OR "retired_at" IS NOT NULL)`,
      `CREATE TABLE "installation" (
         "id" uuid NOT NULL,
         "created_at" timestamptz(3) NOT NULL,
         CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
       )`,
      // At most one row.
      `CREATE UNIQUE INDEX "installation_single" ON "installation" ((true))`,
    ]) {
      await queryRunner.query(statement);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "installation"`);
    await queryRunner.query(`ALTER TABLE "signing_keys" DROP COLUMN "revoked_at", DROP COLUMN "endorsement"`);
  }
}
