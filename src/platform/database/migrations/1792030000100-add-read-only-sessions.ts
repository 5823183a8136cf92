import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tokens that only read, for programs that evaluate data. */
export class AddReadOnlySessions1792030000100 implements MigrationInterface {
  name = 'AddReadOnlySessions1792030000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "user_sessions" ADD "is_read_only" boolean NOT NULL DEFAULT false`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    // A node of the previous version would take them for ordinary sessions.
    await queryRunner.query(`DELETE FROM "user_sessions" WHERE "is_read_only"`);
    await queryRunner.query(`ALTER TABLE "user_sessions" DROP COLUMN "is_read_only"`);
  }
}
