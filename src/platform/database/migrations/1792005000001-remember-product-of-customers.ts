import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A key of one product sees the customers that it created, also before they have a license. */
export class RememberProductOfCustomers1792005000001 implements MigrationInterface {
  name = 'RememberProductOfCustomers1792005000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE "customers" ADD COLUMN "created_for_product_id" bigint
        CONSTRAINT "customers_created_for_product_fkey" REFERENCES "products"("id") ON DELETE SET NULL
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "customers" DROP COLUMN "created_for_product_id"`);
  }
}
