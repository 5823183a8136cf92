import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Items of a shop whose upgrade adds the rest of the old term to the new one. */
export class CreditRestOfTerms1796700050002 implements MigrationInterface {
  name = 'CreditRestOfTerms1796700050002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE shop_mappings ADD credit_rest boolean NOT NULL DEFAULT false');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE shop_mappings DROP credit_rest');
  }
}
