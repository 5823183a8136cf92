import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../concurrent-index';

const INDEXES = [
  { name: 'activations_name_text', table: 'activations', definition: 'USING gin ("name" gin_trgm_ops)' },
  { name: 'activations_ip', table: 'activations', definition: '("ip", "id") WHERE "ip" IS NOT NULL' },
  { name: 'policies_name', table: 'policies', definition: '("name", "id")' },
  { name: 'policies_name_text', table: 'policies', definition: 'USING gin ("name" gin_trgm_ops)' },
];

/** Activations are found by device name and address, and policies by name, without reading every row. */
export class IndexSearchedTexts1792070000000 implements MigrationInterface {
  name = 'IndexSearchedTexts1792070000000';
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
