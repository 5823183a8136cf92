import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A session remembers what its start named, which signed answers to its heartbeats name again. */
export class SignSessions1792330000100 implements MigrationInterface {
  name = 'SignSessions1792330000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "license_sessions" ADD COLUMN "subject" jsonb`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "license_sessions" DROP COLUMN "subject"`);
  }
}
