import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs about rows of a file: they have no target before their run. */
export class ImportLicensesInTheBackground1795430000000 implements MigrationInterface {
  name = 'ImportLicensesInTheBackground1795430000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE background_job_rows
         ALTER COLUMN target_id DROP NOT NULL,
         ALTER COLUMN target_uid DROP NOT NULL,
         ADD COLUMN input jsonb,
         ADD COLUMN problems jsonb`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DELETE FROM background_job_rows WHERE target_id IS NULL OR target_uid IS NULL`);
    await queryRunner.query(
      `ALTER TABLE background_job_rows
         ALTER COLUMN target_id SET NOT NULL,
         ALTER COLUMN target_uid SET NOT NULL,
         DROP COLUMN input,
         DROP COLUMN problems`,
    );
  }
}
