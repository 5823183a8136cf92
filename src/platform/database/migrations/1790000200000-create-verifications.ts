import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateVerifications1790000200000 implements MigrationInterface {
  name = 'CreateVerifications1790000200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE SEQUENCE "verifications_id_seq" AS bigint`);
    await queryRunner.query(`
      CREATE TABLE "verifications" (
        "at" timestamptz(3) NOT NULL,
        "id" bigint NOT NULL DEFAULT nextval('verifications_id_seq'::regclass),
        "license_id" bigint,
        "key" varchar(255) NOT NULL,
        "fingerprint" varchar(512),
        "ip" varchar(64),
        "user_agent" varchar(512),
        "app_version" varchar(255),
        "dialect" varchar(32) NOT NULL,
        "operation" varchar(32) NOT NULL,
        "outcome" varchar(64) NOT NULL,
        CONSTRAINT "verifications_pkey" PRIMARY KEY ("at", "id")
      ) PARTITION BY RANGE ("at")
    `);
    await queryRunner.query(
      `CREATE INDEX "verifications_unknown_key" ON "verifications" ("key", "at") WHERE "license_id" IS NULL`,
    );
    await queryRunner.query(`CREATE INDEX "verifications_ip" ON "verifications" ("ip", "at")`);
    await queryRunner.query(`CREATE INDEX "verifications_license" ON "verifications" ("license_id", "at")`);
    await queryRunner.query(`
      CREATE TABLE "verification_counts" (
        "at" timestamptz(3) NOT NULL,
        "dialect" varchar(32) NOT NULL,
        "operation" varchar(32) NOT NULL,
        "outcome" varchar(64) NOT NULL,
        "shard" smallint NOT NULL,
        "count" bigint NOT NULL,
        CONSTRAINT "verification_counts_pkey" PRIMARY KEY ("at", "dialect", "operation", "outcome", "shard")
      )
    `);
    await queryRunner.query(`CREATE TABLE "verifications_default" PARTITION OF "verifications" DEFAULT`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "verification_counts"`);
    await queryRunner.query(`DROP TABLE "verifications"`);
    await queryRunner.query(`DROP SEQUENCE "verifications_id_seq"`);
  }
}
