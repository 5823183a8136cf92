import type { MigrationInterface, QueryRunner } from 'typeorm';
import { renewPolicyBehavior } from './policy-behavior';

/** For how long a program may trust what it was told while it reaches no server, and how long a session lasts. */
export class SignForOfflineUse1792320000000 implements MigrationInterface {
  name = 'SignForOfflineUse1792320000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE "policies"
        ADD COLUMN "offline_days" integer NOT NULL DEFAULT 30
          CONSTRAINT "policies_offline_days_range" CHECK ("offline_days" BETWEEN 0 AND 3650),
        ADD COLUMN "session_lease" integer NOT NULL DEFAULT 60
          CONSTRAINT "policies_session_lease_range" CHECK ("session_lease" BETWEEN 30 AND 86400)`);
    await renewPolicyBehavior(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "policies" DROP COLUMN "session_lease", DROP COLUMN "offline_days"`);
    await renewPolicyBehavior(queryRunner);
  }
}
