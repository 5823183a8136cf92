import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../concurrent-index';

const DATES = { expires_at: 'expired', updates_until: 'updates', support_until: 'support' };

/** Finds the licenses with a date that passed and has no event yet. */
export class IndexLicenseNotices1792010000300 implements MigrationInterface {
  name = 'IndexLicenseNotices1792010000300';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [date, notice] of Object.entries(DATES)) {
      await createIndexConcurrently(queryRunner, {
        name: `licenses_${notice}_notice`,
        table: 'licenses',
        definition:
          `("${date}", "id") WHERE "${date}" IS NOT NULL AND "${date}" IS DISTINCT FROM "${notice}_notice_for" ` +
          `AND "revoked_at" IS NULL AND ("notices_from" IS NULL OR "${date}" > "notices_from")`,
      });
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `DROP INDEX ${Object.values(DATES)
        .map((notice) => `"licenses_${notice}_notice"`)
        .join(', ')}`,
    );
  }
}
