import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KeepCheckedFiles1792500500000 implements MigrationInterface {
  name = 'KeepCheckedFiles1792500500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "stored_files" ADD COLUMN "kept_for" varchar(64)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "stored_files" DROP COLUMN "kept_for"`);
  }
}
