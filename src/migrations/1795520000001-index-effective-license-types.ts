import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  type ConcurrentIndex,
  createIndexConcurrently,
  dropIndexConcurrently,
} from '../platform/migrations/concurrent-index';

const EFFECTIVE: ConcurrentIndex = {
  name: 'licenses_effective_type',
  table: 'licenses',
  definition: `((CASE WHEN "type" IN ('perpetual', 'lifetime')
    AND ("expires_at" IS NOT NULL OR "duration_days" IS NOT NULL) THEN 'subscription' ELSE "type" END), "id")`,
};

export class IndexEffectiveLicenseTypes1795520000001 implements MigrationInterface {
  name = 'IndexEffectiveLicenseTypes1795520000001';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, EFFECTIVE);
    await dropIndexConcurrently(queryRunner, 'licenses_type');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX "licenses_type" ON "licenses" ("type", "id")`);
    await queryRunner.query(`DROP INDEX "licenses_effective_type"`);
  }
}
