import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../concurrent-index';

/** Counts the seats of a license without reading its devices that take none. Replaces the index of its active devices. */
export class IndexLiveSeats1792250000100 implements MigrationInterface {
  name = 'IndexLiveSeats1792250000100';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, {
      name: 'activations_live_seats',
      table: 'activations',
      definition: `("license_id", "takes_seat") WHERE "deactivated_at" IS NULL`,
    });
    await queryRunner.query(`DROP INDEX CONCURRENTLY IF EXISTS "activations_live"`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE INDEX "activations_live" ON "activations" ("license_id") WHERE "deactivated_at" IS NULL`,
    );
    await queryRunner.query(`DROP INDEX "activations_live_seats"`);
  }
}
