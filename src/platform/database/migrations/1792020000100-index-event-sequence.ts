import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../concurrent-index';

/** Finds events by their place in the feed, and those without a number. */
export class IndexEventSequence1792020000100 implements MigrationInterface {
  name = 'IndexEventSequence1792020000100';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, {
      name: 'events_sequence',
      table: 'events',
      definition: '(COALESCE("sequence", "id"))',
    });
    await createIndexConcurrently(queryRunner, {
      name: 'events_unnumbered',
      table: 'events',
      definition: '("id") WHERE "sequence" = 0',
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "events_unnumbered"`);
    await queryRunner.query(`DROP INDEX "events_sequence"`);
  }
}
