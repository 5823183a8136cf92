import type { MigrationInterface, QueryRunner } from 'typeorm';
import { onceNotBusy } from '../unless-busy';
import { renewPolicyBehavior } from './policy-behavior';

/** Licenses for several products, seats of each product, and the platforms and channels that a policy allows. */
export class CreateBundles1792260000000 implements MigrationInterface {
  name = 'CreateBundles1792260000000';
  // Waits only briefly for each lock, because checks queue behind it.
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) {
      await onceNotBusy(queryRunner, () => queryRunner.query(statement));
    }
    await renewPolicyBehavior(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) {
      await queryRunner.query(statement);
    }
    await renewPolicyBehavior(queryRunner);
  }
}

const UP = [
  `CREATE TABLE IF NOT EXISTS "license_products" (
    "license_id" bigint NOT NULL,
    "product_id" bigint NOT NULL,
    CONSTRAINT "license_products_pkey" PRIMARY KEY ("license_id", "product_id"),
    CONSTRAINT "license_products_license_fkey" FOREIGN KEY ("license_id") REFERENCES "licenses"("id") ON DELETE CASCADE,
    CONSTRAINT "license_products_product_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id")
  )`,
  `CREATE INDEX IF NOT EXISTS "license_products_product" ON "license_products" ("product_id", "license_id")`,
  `ALTER TABLE "licenses" ADD COLUMN IF NOT EXISTS "product_ids" bigint[],
    DROP CONSTRAINT IF EXISTS "licenses_product_ids_first",
    ADD CONSTRAINT "licenses_product_ids_first" CHECK ("product_ids"[1] = "product_id") NOT VALID`,
  // Does not block writes.
  `ALTER TABLE "licenses" VALIDATE CONSTRAINT "licenses_product_ids_first"`,
  `ALTER TABLE "activations" ADD COLUMN IF NOT EXISTS "product_id" bigint
    CONSTRAINT "activations_product_fkey" REFERENCES "products"("id") ON DELETE CASCADE`,
  `ALTER TABLE "policies"
    ADD COLUMN IF NOT EXISTS "seats_per_product" boolean NOT NULL DEFAULT false,
    ADD COLUMN IF NOT EXISTS "allowed_platforms" text[] NOT NULL DEFAULT '{}',
    ADD COLUMN IF NOT EXISTS "allowed_channels" text[] NOT NULL DEFAULT '{}'`,
];

const DOWN = [
  `ALTER TABLE "policies" DROP COLUMN "allowed_channels", DROP COLUMN "allowed_platforms", DROP COLUMN "seats_per_product"`,
  `ALTER TABLE "activations" DROP COLUMN "product_id"`,
  `ALTER TABLE "licenses" DROP COLUMN "product_ids"`,
  `DROP TABLE "license_products"`,
];
