import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateJobStatuses1792010000400 implements MigrationInterface {
  name = 'CreateJobStatuses1792010000400';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE "job_statuses" (
        "name" varchar(64) NOT NULL,
        "last_success_at" timestamptz(3),
        "last_failure_at" timestamptz(3),
        "failures" integer NOT NULL DEFAULT 0,
        CONSTRAINT "job_statuses_pkey" PRIMARY KEY ("name")
      )
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE "job_statuses"`);
  }
}
