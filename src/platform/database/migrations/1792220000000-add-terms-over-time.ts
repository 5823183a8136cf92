import type { MigrationInterface, QueryRunner } from 'typeorm';
import { onceNotBusy } from '../unless-busy';

/** Terms that start with a check or a download, the use of expired licenses, renewals, and check-ins. */
export class AddTermsOverTime1792220000000 implements MigrationInterface {
  name = 'AddTermsOverTime1792220000000';
  // Waits only briefly for each lock, because checks queue behind it.
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [
      `ALTER TABLE "policies"
         ADD COLUMN IF NOT EXISTS "expiry_strategy" varchar(32) NOT NULL DEFAULT 'revoke_access',
         ADD COLUMN IF NOT EXISTS "entitlements_after_expiry" text[] NOT NULL DEFAULT '{}',
         ADD COLUMN IF NOT EXISTS "renewal_basis" varchar(32) NOT NULL DEFAULT 'end',
         ADD COLUMN IF NOT EXISTS "check_in_interval" integer
           CONSTRAINT "policies_check_in_interval_positive" CHECK ("check_in_interval" > 0)`,
      `CREATE INDEX IF NOT EXISTS "policies_check_in" ON "policies" ("id") WHERE "check_in_interval" IS NOT NULL`,
      `ALTER TABLE "licenses" ADD COLUMN IF NOT EXISTS "term_started_at" timestamptz(3),
         ADD COLUMN IF NOT EXISTS "checked_in_at" timestamptz(3)`,
      `ALTER TABLE "activations" ADD COLUMN IF NOT EXISTS "check_in_notice_for" timestamptz(3)`,
    ]) {
      await onceNotBusy(queryRunner, () => queryRunner.query(statement));
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "activations" DROP COLUMN "check_in_notice_for"`);
    await queryRunner.query(`ALTER TABLE "licenses" DROP COLUMN "checked_in_at", DROP COLUMN "term_started_at"`);
    await queryRunner.query(
      `ALTER TABLE "policies" DROP COLUMN "check_in_interval", DROP COLUMN "renewal_basis", DROP COLUMN "entitlements_after_expiry", DROP COLUMN "expiry_strategy"`,
    );
  }
}
