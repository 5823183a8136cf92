import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently, dropIndexConcurrently } from '../platform/migrations/concurrent-index';

const NAME = 'archived_rows_customer';

export class FindArchivedRowsByCustomer1796560000000 implements MigrationInterface {
  name = 'FindArchivedRowsByCustomer1796560000000';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, {
      name: NAME,
      table: 'archived_rows',
      definition: `((data->>'customer_id')) WHERE data->>'customer_id' IS NOT NULL`,
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropIndexConcurrently(queryRunner, NAME);
  }
}
