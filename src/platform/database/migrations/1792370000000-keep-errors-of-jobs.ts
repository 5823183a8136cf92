import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepErrorsOfJobs1792370000000 implements MigrationInterface {
  name = 'KeepErrorsOfJobs1792370000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "job_statuses" ADD COLUMN "last_error" character varying(1000)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "job_statuses" DROP COLUMN "last_error"`);
  }
}
