import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../concurrent-index';

/** Rows of the default partition are copied to their month in the order of their ids. Months need no such index. */
export class IndexDefaultVerifications1792500200000 implements MigrationInterface {
  name = 'IndexDefaultVerifications1792500200000';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, {
      name: 'verifications_default_by_id',
      table: 'verifications_default',
      definition: '("id")',
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "verifications_default_by_id"`);
  }
}
