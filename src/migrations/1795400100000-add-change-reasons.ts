import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddChangeReasons1795400100000 implements MigrationInterface {
  name = 'AddChangeReasons1795400100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "audit_entries" ADD "reason" character varying(500), ADD "reference" character varying(100)`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "audit_entries" DROP "reference", DROP "reason"`);
  }
}
