import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddCustomerMetadata1795470000000 implements MigrationInterface {
  name = 'AddCustomerMetadata1795470000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "customers" ADD "metadata" jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "customers" DROP "metadata"`);
  }
}
