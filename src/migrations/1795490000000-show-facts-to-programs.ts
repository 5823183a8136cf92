import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ShowFactsToPrograms1795490000000 implements MigrationInterface {
  name = 'ShowFactsToPrograms1795490000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE "products"
        ADD "metadata" jsonb NOT NULL DEFAULT '{}',
        ADD "upgrade_url" character varying(2000),
        ADD "shows_customer" boolean NOT NULL DEFAULT false`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "products" DROP COLUMN "shows_customer", DROP COLUMN "upgrade_url", DROP COLUMN "metadata"`,
    );
  }
}
