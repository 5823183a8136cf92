import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../platform/migrations/concurrent-index';

export class IndexAuditReferences1795400100001 implements MigrationInterface {
  name = 'IndexAuditReferences1795400100001';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, {
      name: 'audit_entries_reference',
      table: 'audit_entries',
      definition: '("reference", "id") WHERE "reference" IS NOT NULL',
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "audit_entries_reference"`);
  }
}
