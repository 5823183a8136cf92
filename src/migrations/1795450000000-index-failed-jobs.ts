import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../platform/migrations/concurrent-index';

export class IndexFailedJobs1795450000000 implements MigrationInterface {
  name = 'IndexFailedJobs1795450000000';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, {
      name: 'background_jobs_failed',
      table: 'background_jobs',
      definition: '("finished_at") WHERE "failed" > 0',
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "background_jobs_failed"`);
  }
}
