import type { QueryRunner } from 'typeorm';

/** Columns of a policy that say nothing about how its licenses behave. */
const OTHER_COLUMNS =
  'id,uid,name,key_format,max_activations,max_users,max_sessions,uses_limit,expiry_basis,duration_days,features,' +
  'trial_requires,trial_needs_verification,behavior,created_at,updated_at';

/**
 * The text of a policy's behavior, which checks read as one column. Kept by the database, so that it fits whoever writes
 * the policy. A column that is added later is part of it after `renewPolicyBehavior`.
 */
export const CREATE_POLICY_BEHAVIOR = [
  `ALTER TABLE "policies" ADD COLUMN IF NOT EXISTS "behavior" varchar(100000) NOT NULL DEFAULT ''`,
  `CREATE OR REPLACE FUNCTION set_policy_behavior() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     NEW.behavior := (to_jsonb(NEW) - '{${OTHER_COLUMNS}}'::text[])::text;
     RETURN NEW;
   END $$`,
  `CREATE OR REPLACE TRIGGER "policies_behavior" BEFORE INSERT OR UPDATE ON "policies"
     FOR EACH ROW EXECUTE FUNCTION set_policy_behavior()`,
];

/** Call in a migration after it changed the columns of a policy's behavior. */
export async function renewPolicyBehavior(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`UPDATE "policies" SET "behavior" = ''`);
}
