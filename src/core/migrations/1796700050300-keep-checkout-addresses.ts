import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Addresses at which customers buy an item of a shop. */
export class KeepCheckoutAddresses1796700050300 implements MigrationInterface {
  name = 'KeepCheckoutAddresses1796700050300';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE shop_mappings ADD checkout_url varchar(2000)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE shop_mappings DROP checkout_url');
  }
}
