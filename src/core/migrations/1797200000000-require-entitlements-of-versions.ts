import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

const TABLES = ['product_versions', 'version_artifacts'];

/** Versions and files that only licenses with certain entitlements get. */
export class RequireEntitlementsOfVersions1797200000000 implements Migration {
  name = 'RequireEntitlementsOfVersions1797200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await queryRunner.query(`ALTER TABLE ${table} ADD required_entitlements varchar(64)[] NOT NULL DEFAULT '{}'`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await queryRunner.query(`ALTER TABLE ${table} DROP required_entitlements`);
    }
  }
}
