import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ApplyShopEventsInPart1796300000001 implements MigrationInterface {
  name = 'ApplyShopEventsInPart1796300000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE shop_events ADD COLUMN is_applied boolean NOT NULL DEFAULT false');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE shop_events DROP COLUMN is_applied');
  }
}
