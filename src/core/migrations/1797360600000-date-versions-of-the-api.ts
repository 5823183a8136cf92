import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

/**
 * Each API key and webhook endpoint has its version of the native API. Those that exist, and those that nodes of an earlier
 * release create, expect the version of that release.
 */
export class DateVersionsOfTheApi1797360600000 implements Migration {
  name = 'DateVersionsOfTheApi1797360600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE api_keys ADD api_version varchar(10) NOT NULL DEFAULT '2026-11-01'`);
    await queryRunner.query(`ALTER TABLE webhook_endpoints ADD api_version varchar(10) NOT NULL DEFAULT '2026-11-01'`);
    await queryRunner.query('ALTER TABLE idempotent_requests ADD api_version varchar(10)');
    await queryRunner.query(`
      CREATE TABLE api_key_version_uses (
        api_key_id bigint NOT NULL,
        api_version varchar(10) NOT NULL,
        day date NOT NULL,
        CONSTRAINT api_key_version_uses_pkey PRIMARY KEY (api_key_id, api_version, day),
        CONSTRAINT api_key_version_uses_api_key_fkey FOREIGN KEY (api_key_id) REFERENCES api_keys (id) ON DELETE CASCADE
      )`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE api_key_version_uses');
    await queryRunner.query('ALTER TABLE idempotent_requests DROP api_version');
    await queryRunner.query('ALTER TABLE webhook_endpoints DROP api_version');
    await queryRunner.query('ALTER TABLE api_keys DROP api_version');
  }
}
