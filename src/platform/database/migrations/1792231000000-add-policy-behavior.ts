import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CREATE_POLICY_BEHAVIOR, renewPolicyBehavior } from './policy-behavior';
import { onceNotBusy } from '../unless-busy';

/** A policy's behavior as one text, which checks read. */
export class AddPolicyBehavior1792231000000 implements MigrationInterface {
  name = 'AddPolicyBehavior1792231000000';
  // Waits only briefly for each lock, because checks queue behind it.
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of CREATE_POLICY_BEHAVIOR) {
      await onceNotBusy(queryRunner, () => queryRunner.query(statement));
    }
    await renewPolicyBehavior(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TRIGGER "policies_behavior" ON "policies"`);
    await queryRunner.query(`DROP FUNCTION set_policy_behavior()`);
    await queryRunner.query(`ALTER TABLE "policies" DROP COLUMN "behavior"`);
  }
}
