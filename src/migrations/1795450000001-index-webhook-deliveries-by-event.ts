import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../platform/migrations/concurrent-index';

export class IndexWebhookDeliveriesByEvent1795450000001 implements MigrationInterface {
  name = 'IndexWebhookDeliveriesByEvent1795450000001';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, {
      name: 'webhook_deliveries_event',
      table: 'webhook_deliveries',
      definition: '("event_id")',
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "webhook_deliveries_event"`);
  }
}
