import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The V2 API names no product: its licenses belong to this one. */
export class SeedV2Product1790000400000 implements MigrationInterface {
  name = 'SeedV2Product1790000400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      WITH policy AS (
        INSERT INTO "policies" ("name", "key_format", "max_activations", "created_at", "updated_at")
        VALUES ('v2-default', '%Z{4}-%Z{4}-%Z{4}-%Z{4}', 5, now(), now())
        RETURNING "id"
      )
      INSERT INTO "products" ("reference", "name", "policy_id", "created_at", "updated_at")
      SELECT 'v2-default', 'V2', "id", now(), now() FROM policy
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      WITH product AS (DELETE FROM "products" WHERE "reference" = 'v2-default' RETURNING "policy_id")
      DELETE FROM "policies" WHERE "id" IN (SELECT "policy_id" FROM product)
    `);
  }
}
