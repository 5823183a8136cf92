import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
ALTER TABLE policies ADD COLUMN replaced_key_on_known_devices boolean NOT NULL DEFAULT false;
UPDATE policies SET behavior = '';
`;

const DOWN = `
ALTER TABLE policies DROP COLUMN replaced_key_on_known_devices;
UPDATE policies SET behavior = '';
`;

/** Devices that go on with a key that their customer has replaced. */
export class LetKnownDevicesGoOn1796800100100 implements MigrationInterface {
  name = 'LetKnownDevicesGoOn1796800100100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
