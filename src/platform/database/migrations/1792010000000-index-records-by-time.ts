import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../concurrent-index';

const TABLES = ['events', 'audit_entries'];

/** Before the tables are partitioned: by the new primary key, and by the order of the lists. */
export class IndexRecordsByTime1792010000000 implements MigrationInterface {
  name = 'IndexRecordsByTime1792010000000';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await createIndexConcurrently(queryRunner, {
        name: `${table}_at_id`,
        table,
        definition: '("at", "id")',
        unique: true,
      });
      await createIndexConcurrently(queryRunner, { name: `${table}_id`, table, definition: '("id")' });
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      await queryRunner.query(`DROP INDEX "${table}_at_id", "${table}_id"`);
    }
  }
}
