import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the licenses of a person. */
export class IndexLicenseUsers1797100000200 implements MigrationInterface {
  name = 'IndexLicenseUsers1797100000200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('CREATE INDEX license_users_identifier ON license_users (identifier, license_id)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX license_users_identifier');
  }
}
