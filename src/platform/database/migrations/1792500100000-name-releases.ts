import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The release that ran a migration first, which earlier ones name when they refuse to start. */
export class NameReleases1792500100000 implements MigrationInterface {
  name = 'NameReleases1792500100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "migrations" ADD COLUMN "version" text`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "migrations" DROP COLUMN "version"`);
  }
}
