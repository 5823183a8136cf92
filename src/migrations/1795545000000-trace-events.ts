import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TraceEvents1795545000000 implements MigrationInterface {
  name = 'TraceEvents1795545000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "events" ADD COLUMN "traceparent" varchar(55)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "events" DROP COLUMN "traceparent"`);
  }
}
