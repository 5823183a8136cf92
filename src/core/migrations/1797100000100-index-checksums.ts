import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds published files by their SHA-256, for programs that name theirs. */
export class IndexChecksums1797100000100 implements MigrationInterface {
  name = 'IndexChecksums1797100000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE INDEX version_artifacts_checksum ON version_artifacts (sha256)');
    await queryRunner.query('CREATE INDEX stored_files_checksum ON stored_files (sha256)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX stored_files_checksum');
    await queryRunner.query('DROP INDEX version_artifacts_checksum');
  }
}
