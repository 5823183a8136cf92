import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../concurrent-index';

/** For deleting a product, and for what a key of one product sees. */
export class IndexProductsOfCustomers1792005000003 implements MigrationInterface {
  name = 'IndexProductsOfCustomers1792005000003';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, {
      name: 'customers_created_for_product',
      table: 'customers',
      definition: '("created_for_product_id")',
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "customers_created_for_product"`);
  }
}
