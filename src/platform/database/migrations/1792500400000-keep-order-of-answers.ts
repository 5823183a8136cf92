import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A response that is sent again has its fields in the order of the first. Nodes of the previous version read and write both types. */
export class KeepOrderOfAnswers1792500400000 implements MigrationInterface {
  name = 'KeepOrderOfAnswers1792500400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "idempotent_requests" ALTER COLUMN "answer" TYPE json USING "answer"::json`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "idempotent_requests" ALTER COLUMN "answer" TYPE jsonb USING "answer"::jsonb`);
  }
}
