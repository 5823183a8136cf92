import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../concurrent-index';

/** For lists by expiration date, in both directions; licenses that never expire come last. */
export class IndexLicensesByExpiry1792390000000 implements MigrationInterface {
  name = 'IndexLicensesByExpiry1792390000000';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, {
      name: 'licenses_expiry',
      table: 'licenses',
      definition: `((coalesce("expires_at", 'infinity')), "id")`,
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "licenses_expiry"`);
  }
}
