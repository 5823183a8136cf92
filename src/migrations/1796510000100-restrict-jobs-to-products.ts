import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs and exports remember the products that they were started for. */
export class RestrictJobsToProducts1796510000100 implements MigrationInterface {
  readonly name = 'RestrictJobsToProducts1796510000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE background_jobs ADD product_ids bigint[];
      ALTER TABLE data_exports ADD product_ids bigint[];`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE data_exports DROP product_ids;
      ALTER TABLE background_jobs DROP product_ids;`);
  }
}
