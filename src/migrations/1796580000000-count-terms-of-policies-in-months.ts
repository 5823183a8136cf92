import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Like the initial one, which does not know months. */
const setBehavior = (columns: string): string => `
  CREATE OR REPLACE FUNCTION set_policy_behavior() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.behavior := (to_jsonb(NEW) - '{
        id,uid,name,key_format,max_activations,max_users,max_sessions,uses_limit,expiry_basis,${columns},
        features,trial_requires,trial_needs_verification,behavior,created_at,updated_at
      }'::text[])::text;
      RETURN NEW;
    END
  $$`;

export class CountTermsOfPoliciesInMonths1796580000000 implements MigrationInterface {
  name = 'CountTermsOfPoliciesInMonths1796580000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(setBehavior('duration_days,duration_months'));
    await queryRunner.query(`
      ALTER TABLE policies ADD COLUMN duration_months integer,
        ADD CONSTRAINT policies_duration_months_positive CHECK (duration_months > 0)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE policies DROP COLUMN duration_months');
    await queryRunner.query(setBehavior('duration_days'));
  }
}
