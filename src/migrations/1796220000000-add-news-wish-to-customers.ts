import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddNewsWishToCustomers1796220000000 implements MigrationInterface {
  name = 'AddNewsWishToCustomers1796220000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "customers" ADD COLUMN "news_opted_out_at" timestamptz(3)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "customers" DROP COLUMN "news_opted_out_at"`);
  }
}
