import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../concurrent-index';

/** A device can hold a seat of each product of a license. */
export class IndexSeatsByProduct1792260000100 implements MigrationInterface {
  name = 'IndexSeatsByProduct1792260000100';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, {
      name: 'activations_seat_unique',
      table: 'activations',
      definition: `("license_id", "fingerprint", coalesce("product_id", 0))`,
      unique: true,
    });
    await createIndexConcurrently(queryRunner, {
      name: 'activations_product',
      table: 'activations',
      definition: `("product_id") WHERE "product_id" IS NOT NULL`,
    });
    await queryRunner.query(`DROP INDEX CONCURRENTLY IF EXISTS "activations_license_fingerprint_unique"`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DELETE FROM "activations" WHERE "product_id" IS NOT NULL`);
    await queryRunner.query(
      `CREATE UNIQUE INDEX "activations_license_fingerprint_unique" ON "activations" ("license_id", "fingerprint")`,
    );
    await queryRunner.query(`DROP INDEX "activations_product"`);
    await queryRunner.query(`DROP INDEX "activations_seat_unique"`);
  }
}
