import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RecordOldestReleases1795548000000 implements MigrationInterface {
  name = 'RecordOldestReleases1795548000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    // Null if it is unknown: only releases that have the migration run on the database then.
    await queryRunner.query('ALTER TABLE migrations ADD COLUMN oldest_release text');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE migrations DROP COLUMN oldest_release');
  }
}
