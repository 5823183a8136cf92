import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LimitWebhooksToProducts1795400500000 implements MigrationInterface {
  name = 'LimitWebhooksToProducts1795400500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE webhook_endpoints ADD COLUMN product_ids bigint[]');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE webhook_endpoints DROP COLUMN product_ids');
  }
}
