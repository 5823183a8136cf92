import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddMetadata1795470000000 implements MigrationInterface {
  name = 'AddMetadata1795470000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "customers" ADD "metadata" jsonb NOT NULL DEFAULT '{}'`);
    await queryRunner.query(`ALTER TABLE "products" ADD "metadata" jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "products" DROP "metadata"`);
    await queryRunner.query(`ALTER TABLE "customers" DROP "metadata"`);
  }
}
