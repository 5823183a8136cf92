import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../concurrent-index';

/** Finds the failed deliveries of a webhook since a time that were not replayed. */
export class IndexFailedDeliveries1792420000100 implements MigrationInterface {
  name = 'IndexFailedDeliveries1792420000100';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, {
      name: 'webhook_deliveries_failed',
      table: 'webhook_deliveries',
      definition: `("endpoint_id", "created_at") WHERE "status" = 'failed' AND "replayed_at" IS NULL`,
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "webhook_deliveries_failed"`);
  }
}
