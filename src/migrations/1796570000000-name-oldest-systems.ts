import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files for a platform name the oldest version of the system that they run on. */
export class NameOldestSystems1796570000000 implements MigrationInterface {
  readonly name = 'NameOldestSystems1796570000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE version_artifacts ADD min_os_version varchar(39),
        ADD CONSTRAINT version_artifacts_system_readable CHECK (min_os_version ~ '^\\d{1,9}(\\.\\d{1,9}){0,3}$')`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE version_artifacts DROP min_os_version');
  }
}
