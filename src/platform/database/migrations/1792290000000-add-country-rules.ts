import type { MigrationInterface, QueryRunner } from 'typeorm';
import { onceNotBusy } from '../unless-busy';
import { renewPolicyBehavior } from './policy-behavior';

/** Countries in which the licenses of a policy may be used. */
export class AddCountryRules1792290000000 implements MigrationInterface {
  name = 'AddCountryRules1792290000000';
  // Waits only briefly for the lock, because checks queue behind it.
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await onceNotBusy(queryRunner, () =>
      queryRunner.query(`
        ALTER TABLE "policies" ADD COLUMN IF NOT EXISTS "allowed_countries" text[] NOT NULL DEFAULT '{}',
          ADD COLUMN IF NOT EXISTS "denied_countries" text[] NOT NULL DEFAULT '{}'`),
    );
    await renewPolicyBehavior(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "policies" DROP COLUMN "denied_countries", DROP COLUMN "allowed_countries"`);
    await renewPolicyBehavior(queryRunner);
  }
}
