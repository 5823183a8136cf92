import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE license_meter_use (
  license_id bigint NOT NULL,
  meter_id bigint NOT NULL,
  used bigint NOT NULL,
  percent bigint,
  CONSTRAINT license_meter_use_pkey PRIMARY KEY (license_id, meter_id)
);
CREATE INDEX license_meter_use_used ON license_meter_use (meter_id, used, license_id);
CREATE INDEX license_meter_use_percent ON license_meter_use (meter_id, percent, license_id) WHERE percent IS NOT NULL;
`;

/** Use of meters by licenses at the last count, for filters. */
export class AddLicenseMeterUse1796700047472 implements MigrationInterface {
  name = 'AddLicenseMeterUse1796700047472';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE license_meter_use');
  }
}
