import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ProGran3 API names no product: the licenses that it makes belong to this one. */
export class SeedProgran3Product1790000800000 implements MigrationInterface {
  name = 'SeedProgran3Product1790000800000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      WITH policy AS (
        INSERT INTO "policies" ("name", "key_format", "max_activations", "expiry_basis", "created_at", "updated_at")
        VALUES ('progran3-default', 'PROGRAN3-%{year}-%Z{6}-%Z{6}', 1, 'first_activation', now(), now())
        RETURNING "id"
      )
      INSERT INTO "products" ("reference", "name", "policy_id", "created_at", "updated_at")
      SELECT 'progran3-default', 'ProGran3', "id", now(), now() FROM policy
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      WITH product AS (DELETE FROM "products" WHERE "reference" = 'progran3-default' RETURNING "policy_id")
      DELETE FROM "policies" WHERE "id" IN (SELECT "policy_id" FROM product)
    `);
  }
}
