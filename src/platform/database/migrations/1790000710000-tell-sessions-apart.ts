import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions get a name for the world outside, the machine they say they run on, and lists of one license in order. */
export class TellSessionsApart1790000710000 implements MigrationInterface {
  name = 'TellSessionsApart1790000710000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "license_sessions" ADD "uid" uuid NOT NULL DEFAULT gen_random_uuid()`);
    await queryRunner.query(`ALTER TABLE "license_sessions" ADD "machine_id" varchar(255)`);
    await queryRunner.query(`CREATE UNIQUE INDEX "license_sessions_uid_unique" ON "license_sessions" ("uid")`);
    await queryRunner.query(`DROP INDEX "license_sessions_license"`);
    await queryRunner.query(`CREATE INDEX "license_sessions_license" ON "license_sessions" ("license_id", "id")`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "license_sessions_license"`);
    await queryRunner.query(`CREATE INDEX "license_sessions_license" ON "license_sessions" ("license_id")`);
    await queryRunner.query(`DROP INDEX "license_sessions_uid_unique"`);
    await queryRunner.query(`ALTER TABLE "license_sessions" DROP COLUMN "machine_id"`);
    await queryRunner.query(`ALTER TABLE "license_sessions" DROP COLUMN "uid"`);
  }
}
