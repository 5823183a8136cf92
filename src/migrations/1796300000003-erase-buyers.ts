import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EraseBuyers1796300000003 implements MigrationInterface {
  name = 'EraseBuyers1796300000003';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE shop_sales ADD COLUMN erased_at timestamptz(3)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE shop_sales DROP COLUMN erased_at');
  }
}
