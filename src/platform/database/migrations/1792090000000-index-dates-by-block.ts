import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../concurrent-index';

const INDEXES = {
  licenses_created_block: 'created_at',
  licenses_starts_block: 'starts_at',
  licenses_expires_block: 'expires_at',
};

/** Lists of licenses by date read blocks of 4,096 ids from the newest, and skip those without a license of that date. */
export class IndexDatesByBlock1792090000000 implements MigrationInterface {
  name = 'IndexDatesByBlock1792090000000';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [name, date] of Object.entries(INDEXES)) {
      await createIndexConcurrently(queryRunner, { name, table: 'licenses', definition: `(("id" >> 12), "${date}")` });
    }
    // The planner has no statistics of an expression before.
    await queryRunner.query('ANALYZE "licenses"');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) {
      await queryRunner.query(`DROP INDEX "${name}"`);
    }
  }
}
