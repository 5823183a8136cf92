import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlaceOrdersWithoutMail1796300000002 implements MigrationInterface {
  name = 'PlaceOrdersWithoutMail1796300000002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE orders ADD COLUMN sends_mail boolean NOT NULL DEFAULT true');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE orders DROP COLUMN sends_mail');
  }
}
