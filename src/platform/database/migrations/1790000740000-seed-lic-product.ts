import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The LIC API names no product: the licenses that it makes belong to this one. */
export class SeedLicProduct1790000740000 implements MigrationInterface {
  name = 'SeedLicProduct1790000740000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      WITH policy AS (
        INSERT INTO "policies" ("name", "key_format", "max_activations", "expiry_basis", "bind_on_check",
                                "device_unique_within", "created_at", "updated_at")
        VALUES ('lic-default', 'LIC-%Z{16}', 1, 'creation', true, 'product', now(), now())
        RETURNING "id"
      )
      INSERT INTO "products" ("reference", "name", "policy_id", "created_at", "updated_at")
      SELECT 'lic-default', 'LIC', "id", now(), now() FROM policy
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      WITH product AS (DELETE FROM "products" WHERE "reference" = 'lic-default' RETURNING "policy_id")
      DELETE FROM "policies" WHERE "id" IN (SELECT "policy_id" FROM product)
    `);
  }
}
