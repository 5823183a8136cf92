import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../platform/migrations/concurrent-index';

export class IndexCustomersActivity1795400700000 implements MigrationInterface {
  name = 'IndexCustomersActivity1795400700000';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, {
      name: 'licenses_customer_expiry',
      table: 'licenses',
      definition: `("customer_id", (coalesce("expires_at", 'infinity')), "id") WHERE "customer_id" IS NOT NULL`,
    });
    await createIndexConcurrently(queryRunner, {
      name: 'verifications_refused_license',
      table: 'verifications',
      definition: `("license_id", "at", "id")
        WHERE "operation" <> 'deactivate' AND "outcome" NOT IN ('EXPIRED_BUT_USABLE', 'IN_GRACE', 'VALID')`,
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "verifications_refused_license"`);
    await queryRunner.query(`DROP INDEX "licenses_customer_expiry"`);
  }
}
