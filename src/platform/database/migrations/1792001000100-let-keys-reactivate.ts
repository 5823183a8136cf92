import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Taking a seat has a permission of its own: keys that were narrowed to activations keep both. */
export class LetKeysReactivate1792001000100 implements MigrationInterface {
  name = 'LetKeysReactivate1792001000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `UPDATE "api_keys" SET "permissions" = array_append("permissions", 'reactivations:write')
       WHERE 'activations:write' = ANY ("permissions") AND NOT 'reactivations:write' = ANY ("permissions")`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `UPDATE "api_keys" SET "permissions" = array_remove("permissions", 'reactivations:write')
       WHERE 'reactivations:write' = ANY ("permissions")`,
    );
  }
}
