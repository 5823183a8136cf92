import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type ConcurrentIndex, createIndexConcurrently } from '../platform/migrations/concurrent-index';

const INDEXES: readonly ConcurrentIndex[] = [
  { name: 'licenses_order', table: 'licenses', definition: '("order_id", "id") WHERE "order_id" IS NOT NULL' },
  { name: 'products_metadata', table: 'products', definition: 'USING gin ("metadata" jsonb_path_ops)' },
];

export class IndexOrdersOfLicenses1796000000001 implements MigrationInterface {
  name = 'IndexOrdersOfLicenses1796000000001';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const index of INDEXES) {
      await createIndexConcurrently(queryRunner, index);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { name } of INDEXES) {
      await queryRunner.query(`DROP INDEX "${name}"`);
    }
  }
}
