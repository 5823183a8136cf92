import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NoticeLimits1795520000000 implements MigrationInterface {
  name = 'NoticeLimits1795520000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE limit_notices (
        license_id bigint CONSTRAINT limit_notices_pkey PRIMARY KEY,
        noticed_at timestamptz(3) NOT NULL
      );
      CREATE INDEX limit_notices_age ON limit_notices (noticed_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE limit_notices`);
  }
}
