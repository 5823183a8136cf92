import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RemoveLinesOfOrders1796300000000 implements MigrationInterface {
  name = 'RemoveLinesOfOrders1796300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE order_lines ADD COLUMN removed_at timestamptz(3), ADD COLUMN period_end timestamptz(3),
        ADD COLUMN entitlements jsonb NOT NULL DEFAULT '{}'`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'ALTER TABLE order_lines DROP COLUMN removed_at, DROP COLUMN period_end, DROP COLUMN entitlements',
    );
  }
}
