import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../concurrent-index';

/**
 * Counts the seats of a license without reading its devices that take none. Indexes of one column, because the planner takes
 * one of two columns for no better than that of the fingerprints, and after that: of two that are as good it takes the newer.
 */
export class IndexSeats1792260000200 implements MigrationInterface {
  name = 'IndexSeats1792260000200';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, {
      name: 'activations_seats',
      table: 'activations',
      definition: `("license_id") WHERE "deactivated_at" IS NULL AND "takes_seat"`,
    });
    await createIndexConcurrently(queryRunner, {
      name: 'activations_without_seat',
      table: 'activations',
      definition: `("license_id") WHERE "deactivated_at" IS NULL AND NOT "takes_seat"`,
    });
    await queryRunner.query(`DROP INDEX CONCURRENTLY IF EXISTS "activations_live"`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX "activations_live" ON "activations" ("license_id") WHERE "deactivated_at" IS NULL`,
    );
    await queryRunner.query(`DROP INDEX "activations_without_seat"`);
    await queryRunner.query(`DROP INDEX "activations_seats"`);
  }
}
