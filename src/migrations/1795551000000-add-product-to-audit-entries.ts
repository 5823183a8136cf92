import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Entries of older releases have no product: keys of some products do not see them. */
export class AddProductToAuditEntries1795551000000 implements MigrationInterface {
  name = 'AddProductToAuditEntries1795551000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "audit_entries" ADD COLUMN "product_id" bigint`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "audit_entries" DROP COLUMN "product_id"`);
  }
}
