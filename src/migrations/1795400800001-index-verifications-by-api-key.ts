import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../platform/migrations/concurrent-index';

export class IndexVerificationsByApiKey1795400800001 implements MigrationInterface {
  name = 'IndexVerificationsByApiKey1795400800001';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, {
      name: 'verifications_api_key',
      table: 'verifications',
      definition: '("api_key_id", "at") WHERE "api_key_id" IS NOT NULL',
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "verifications_api_key"`);
  }
}
