import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../concurrent-index';

/** A part of a customer's name or company is found without reading every customer. */
export class IndexCustomerTexts1792030000000 implements MigrationInterface {
  name = 'IndexCustomerTexts1792030000000';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const column of ['name', 'company']) {
      await createIndexConcurrently(queryRunner, {
        name: `customers_${column}_text`,
        table: 'customers',
        definition: `USING gin ("${column}" gin_trgm_ops)`,
      });
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "customers_name_text"`);
    await queryRunner.query(`DROP INDEX "customers_company_text"`);
  }
}
