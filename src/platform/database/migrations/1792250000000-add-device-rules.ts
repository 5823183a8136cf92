import type { MigrationInterface, QueryRunner } from 'typeorm';
import { onceNotBusy } from '../unless-busy';
import { renewPolicyBehavior } from './policy-behavior';

/** Where programs run, as they tell it, and what policies make of it; components by which a device is recognized. */
export class AddDeviceRules1792250000000 implements MigrationInterface {
  name = 'AddDeviceRules1792250000000';
  // Waits only briefly for each lock, because checks queue behind it.
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) {
      await onceNotBusy(queryRunner, () => queryRunner.query(statement));
    }
    await renewPolicyBehavior(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TRIGGER "activations_forget_components" ON "activations"`);
    await queryRunner.query(`DROP FUNCTION forget_components()`);
    await queryRunner.query(`DROP FUNCTION match_device(bigint, text, text[], text)`);
    await queryRunner.query(`DROP TABLE "activation_components"`);
    await queryRunner.query(`
      ALTER TABLE "activations"
        DROP COLUMN "takes_seat", DROP COLUMN "memory_mb", DROP COLUMN "cores", DROP COLUMN "environment"`);
    await queryRunner.query(`
      ALTER TABLE "policies"
        DROP COLUMN "max_memory_mb", DROP COLUMN "max_cores", DROP COLUMN "development_hosts", DROP COLUMN "containers",
        DROP COLUMN "virtual_machines", DROP COLUMN "component_match"`);
    await renewPolicyBehavior(queryRunner);
  }
}

/** Rows that are looked at for each component of a device. A part that more devices share tells them apart badly. */
const CANDIDATES = 100;

/** Each can be repeated after an interruption. */
const STATEMENTS = [
  `ALTER TABLE "policies"
     ADD COLUMN IF NOT EXISTS "component_match" character varying(16) NOT NULL DEFAULT 'none',
     ADD COLUMN IF NOT EXISTS "virtual_machines" character varying(16) NOT NULL DEFAULT 'count',
     ADD COLUMN IF NOT EXISTS "containers" character varying(16) NOT NULL DEFAULT 'count',
     ADD COLUMN IF NOT EXISTS "development_hosts" character varying(16) NOT NULL DEFAULT 'count',
     ADD COLUMN IF NOT EXISTS "max_cores" integer
       CONSTRAINT "policies_max_cores_positive" CHECK ("max_cores" > 0),
     ADD COLUMN IF NOT EXISTS "max_memory_mb" integer
       CONSTRAINT "policies_max_memory_mb_positive" CHECK ("max_memory_mb" > 0)`,
  `ALTER TABLE "activations"
     ADD COLUMN IF NOT EXISTS "environment" character varying(16),
     ADD COLUMN IF NOT EXISTS "cores" integer,
     ADD COLUMN IF NOT EXISTS "memory_mb" integer,
     ADD COLUMN IF NOT EXISTS "takes_seat" boolean NOT NULL DEFAULT true`,
  `CREATE TABLE IF NOT EXISTS "activation_components" (
     "activation_id" bigint NOT NULL,
     "hash" character varying(43) NOT NULL,
     "license_id" bigint NOT NULL,
     CONSTRAINT "activation_components_pkey" PRIMARY KEY ("activation_id", "hash"),
     CONSTRAINT "activation_components_activation_fkey" FOREIGN KEY ("activation_id")
       REFERENCES "activations" ("id") ON DELETE CASCADE
   )`,
  `CREATE INDEX IF NOT EXISTS "activation_components_license"
     ON "activation_components" ("license_id", "hash", "activation_id")`,
  // The fingerprint of the active device that a rule recognizes by its components, else the one that was asked for.
  `CREATE OR REPLACE FUNCTION match_device("of_license" bigint, "asked" text, "hashes" text[], "rule" text)
   RETURNS text LANGUAGE plpgsql STABLE AS $$
   BEGIN
     IF rule = 'none' OR EXISTS (
       SELECT FROM activations WHERE license_id = of_license AND fingerprint = asked
     ) THEN
       RETURN asked;
     END IF;
     RETURN coalesce((
       SELECT device.fingerprint
       FROM (
         SELECT DISTINCT candidate.activation_id
         FROM unnest(hashes) AS part(hash) CROSS JOIN LATERAL (
           SELECT activation_id FROM activation_components
           WHERE license_id = of_license AND activation_components.hash = part.hash
           ORDER BY activation_id DESC LIMIT ${CANDIDATES}
         ) AS candidate
       ) AS candidates
       JOIN activations AS device ON device.id = candidates.activation_id AND device.deactivated_at IS NULL
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE hash = ANY (hashes)) AS matched, greatest(count(*), cardinality(hashes)) AS parts
         FROM activation_components WHERE activation_id = device.id
       ) AS stored
       WHERE matched >= CASE rule WHEN 'any' THEN 1 WHEN 'two' THEN 2 WHEN 'most' THEN parts / 2 + 1 ELSE parts END
       ORDER BY matched DESC, device.last_seen_at DESC, device.id DESC LIMIT 1
     ), asked);
   END $$`,
  // Whoever deactivates the device: only active ones are recognized.
  `CREATE OR REPLACE FUNCTION forget_components() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     DELETE FROM activation_components WHERE activation_id = NEW.id;
     RETURN NULL;
   END $$`,
  `CREATE OR REPLACE TRIGGER "activations_forget_components" AFTER UPDATE OF "deactivated_at" ON "activations"
     FOR EACH ROW WHEN (OLD.deactivated_at IS NULL AND NEW.deactivated_at IS NOT NULL)
     EXECUTE FUNCTION forget_components()`,
];
