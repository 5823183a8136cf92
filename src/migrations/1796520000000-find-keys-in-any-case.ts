import type { MigrationInterface, QueryRunner } from 'typeorm';

// Keys without capitals or without small letters are found by both spellings in the unique index.
const UP = `
CREATE INDEX licenses_mixed_case_key ON licenses (lower(key)) WHERE key <> upper(key) AND key <> lower(key);
CREATE INDEX retired_keys_mixed_case_key ON retired_keys (lower(key)) WHERE key <> upper(key) AND key <> lower(key);
`;

const DOWN = `
DROP INDEX retired_keys_mixed_case_key;
DROP INDEX licenses_mixed_case_key;
`;

export class FindKeysInAnyCase1796520000000 implements MigrationInterface {
  name = 'FindKeysInAnyCase1796520000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
