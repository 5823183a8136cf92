import type { MigrationInterface, QueryRunner } from 'typeorm';
import { renewPolicyBehavior } from './policy-behavior';

/** Sessions that hold a floating seat for days without heartbeats. */
export class BorrowSessions1792270000000 implements MigrationInterface {
  name = 'BorrowSessions1792270000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE "policies"
        ADD COLUMN "max_borrow_days" integer NOT NULL DEFAULT 0
          CONSTRAINT "policies_max_borrow_days_range" CHECK ("max_borrow_days" BETWEEN 0 AND 365),
        ADD COLUMN "max_borrowed" integer
          CONSTRAINT "policies_max_borrowed_positive" CHECK ("max_borrowed" > 0)
    `);
    await renewPolicyBehavior(queryRunner);
    await queryRunner.query(`ALTER TABLE "license_sessions" ADD COLUMN "borrowed_until" timestamptz(3)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "license_sessions" DROP COLUMN "borrowed_until"`);
    await queryRunner.query(`ALTER TABLE "policies" DROP COLUMN "max_borrowed", DROP COLUMN "max_borrow_days"`);
    await renewPolicyBehavior(queryRunner);
  }
}
