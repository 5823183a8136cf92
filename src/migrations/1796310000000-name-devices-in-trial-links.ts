import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A trial that begins by a link may name the device that it is for. */
export class NameDevicesInTrialLinks1796310000000 implements MigrationInterface {
  name = 'NameDevicesInTrialLinks1796310000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE trial_confirmations ADD COLUMN fingerprint varchar(512)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE trial_confirmations DROP COLUMN fingerprint`);
  }
}
