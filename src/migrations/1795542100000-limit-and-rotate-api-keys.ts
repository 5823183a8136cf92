import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LimitAndRotateApiKeys1795542100000 implements MigrationInterface {
  name = 'LimitAndRotateApiKeys1795542100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
ALTER TABLE api_keys
  ADD COLUMN previous_hash varchar(43),
  ADD COLUMN previous_prefix varchar(16),
  ADD COLUMN previous_until timestamptz(3),
  ADD COLUMN allowed_ips text[] NOT NULL DEFAULT '{}',
  ADD COLUMN expiring_notice_for timestamptz(3),
  ADD COLUMN expiring_notice_days integer;
CREATE INDEX api_keys_previous_hash ON api_keys (previous_hash) WHERE previous_hash IS NOT NULL;
CREATE TABLE api_key_uses (
  api_key_id bigint NOT NULL,
  address varchar(45) NOT NULL,
  last_used_at timestamptz(3) NOT NULL,
  CONSTRAINT api_key_uses_pkey PRIMARY KEY (api_key_id, address),
  CONSTRAINT api_key_uses_api_key_fkey FOREIGN KEY (api_key_id) REFERENCES api_keys(id) ON DELETE CASCADE
);
CREATE TABLE api_key_refusals (
  api_key_id bigint NOT NULL,
  at timestamptz(3) NOT NULL,
  address varchar(45),
  reason varchar(16) NOT NULL,
  CONSTRAINT api_key_refusals_pkey PRIMARY KEY (api_key_id),
  CONSTRAINT api_key_refusals_api_key_fkey FOREIGN KEY (api_key_id) REFERENCES api_keys(id) ON DELETE CASCADE
);
`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
DROP TABLE api_key_uses, api_key_refusals;
ALTER TABLE api_keys
  DROP COLUMN previous_hash, DROP COLUMN previous_prefix, DROP COLUMN previous_until, DROP COLUMN allowed_ips,
  DROP COLUMN expiring_notice_for, DROP COLUMN expiring_notice_days;
`);
  }
}
