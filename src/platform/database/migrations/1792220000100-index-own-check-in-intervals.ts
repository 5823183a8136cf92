import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndexConcurrently } from '../concurrent-index';

/** Finds the licenses whose check-in interval is not their policy's. */
export class IndexOwnCheckInIntervals1792220000100 implements MigrationInterface {
  name = 'IndexOwnCheckInIntervals1792220000100';
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await createIndexConcurrently(queryRunner, {
      name: 'licenses_check_in_override',
      table: 'licenses',
      definition: `("id") WHERE "policy_overrides" ? 'checkInInterval'`,
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP INDEX "licenses_check_in_override"`);
  }
}
