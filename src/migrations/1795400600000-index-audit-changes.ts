import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../platform/migrations/concurrent-index';

export class IndexAuditChanges1795400600000 implements MigrationInterface {
  name = 'IndexAuditChanges1795400600000';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, {
      name: 'audit_entries_changes',
      table: 'audit_entries',
      definition: `("id") WHERE actor_type <> 'client' AND job_id IS NULL AND action NOT IN (
        'user.logged_in', 'user.logged_out', 'user.login_failed', 'user.locked_out', 'user.recovery_code_used',
        'user.token_issued', 'license.activated', 'license_session.started', 'license_session.borrowed')`,
    });
    await createIndexConcurrently(queryRunner, {
      name: 'audit_entries_job',
      table: 'audit_entries',
      definition: '("job_id", "id") WHERE "job_id" IS NOT NULL',
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "audit_entries_job", "audit_entries_changes"`);
  }
}
