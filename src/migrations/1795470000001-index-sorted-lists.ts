import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type ConcurrentIndex, createIndexConcurrently } from '../platform/migrations/concurrent-index';

/** For a list in the order of ids with a limit of this column: see newest-ids.ts. */
const block = (column: string): string => `((("id" >> 12)), "${column}")`;

const METADATA = 'USING gin ("metadata" jsonb_path_ops)';

const INDEXES: readonly ConcurrentIndex[] = [
  { name: 'licenses_updated_block', table: 'licenses', definition: block('updated_at') },
  { name: 'licenses_max_activations_block', table: 'licenses', definition: block('max_activations') },
  { name: 'licenses_metadata', table: 'licenses', definition: METADATA },
  { name: 'customers_created', table: 'customers', definition: '("created_at", "id")' },
  { name: 'customers_updated', table: 'customers', definition: '("updated_at", "id")' },
  { name: 'customers_name', table: 'customers', definition: '("name", "id")' },
  { name: 'customers_created_block', table: 'customers', definition: block('created_at') },
  { name: 'customers_updated_block', table: 'customers', definition: block('updated_at') },
  { name: 'customers_metadata', table: 'customers', definition: METADATA },
  { name: 'groups_name', table: 'groups', definition: '("name", "id")' },
  { name: 'activations_activated', table: 'activations', definition: '("activated_at", "id")' },
  { name: 'activations_activated_block', table: 'activations', definition: block('activated_at') },
];

export class IndexSortedLists1795470000001 implements MigrationInterface {
  name = 'IndexSortedLists1795470000001';
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
