import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../concurrent-index';

/** Finds the borrowed sessions of a license. */
export class IndexBorrowedSessions1792270000100 implements MigrationInterface {
  name = 'IndexBorrowedSessions1792270000100';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, {
      name: 'license_sessions_borrowed',
      table: 'license_sessions',
      definition: '("license_id", "activation_id") WHERE "ended_at" IS NULL AND "borrowed_until" IS NOT NULL',
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "license_sessions_borrowed"`);
  }
}
