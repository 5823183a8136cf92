import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
ALTER TABLE policies ADD COLUMN report_only text[] NOT NULL DEFAULT '{}', ADD COLUMN report_only_until timestamptz(3);
UPDATE policies SET behavior = '';
CREATE TABLE reported_refusals (
  license_id bigint NOT NULL,
  code varchar(64) NOT NULL,
  first_at timestamptz(3) NOT NULL,
  last_at timestamptz(3) NOT NULL,
  count bigint NOT NULL,
  CONSTRAINT reported_refusals_pkey PRIMARY KEY (license_id, code)
);
CREATE INDEX reported_refusals_code ON reported_refusals (code, license_id);
CREATE INDEX reported_refusals_age ON reported_refusals (last_at);
`;

const DOWN = `
DROP TABLE reported_refusals;
ALTER TABLE policies DROP COLUMN report_only, DROP COLUMN report_only_until;
UPDATE policies SET behavior = '';
`;

/** Rules that policies report before they enforce them, and the licenses that they would refuse. */
export class ReportRules1797300000100 implements MigrationInterface {
  name = 'ReportRules1797300000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
