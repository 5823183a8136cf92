import type { MigrationInterface, QueryRunner } from 'typeorm';
import { renewPolicyBehavior } from './policy-behavior';

export class AddLocalDomains1792500300100 implements MigrationInterface {
  name = 'AddLocalDomains1792500300100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "policies" ADD COLUMN "local_domains" character varying(16) NOT NULL DEFAULT 'without_seat'`,
    );
    await renewPolicyBehavior(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "policies" DROP COLUMN "local_domains"`);
    await renewPolicyBehavior(queryRunner);
  }
}
