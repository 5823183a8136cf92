import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CountTermsOfLicensesInMonths1796580000010 implements MigrationInterface {
  name = 'CountTermsOfLicensesInMonths1796580000010';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE licenses ADD COLUMN duration_months integer');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE licenses DROP COLUMN duration_months');
  }
}
