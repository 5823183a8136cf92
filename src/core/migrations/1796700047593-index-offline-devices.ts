import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE INDEX license_files_offline ON license_files (activation_id, expires_at)
  WHERE created_by IS NOT NULL AND revoked_at IS NULL AND released_at IS NULL;
`;

/** Devices with a license file that a person issued, for the list of devices. */
export class IndexOfflineDevices1796700047593 implements MigrationInterface {
  name = 'IndexOfflineDevices1796700047593';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX license_files_offline');
  }
}
