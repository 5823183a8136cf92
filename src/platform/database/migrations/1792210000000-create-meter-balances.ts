import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What licenses used of their meters, by period, and which device holds what. */
export class CreateMeterBalances1792210000000 implements MigrationInterface {
  name = 'CreateMeterBalances1792210000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of UP) {
      await queryRunner.query(statement);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of DOWN) {
      await queryRunner.query(statement);
    }
  }
}

const UP = [
  // The space that is left in each page keeps updates out of the indexes.
  `CREATE TABLE "meter_balances" (
    "meter_id" bigint NOT NULL,
    "license_id" bigint NOT NULL,
    "period_start" timestamptz(3) NOT NULL,
    "period_end" timestamptz(3),
    "used" bigint NOT NULL,
    "total" bigint NOT NULL,
    "updated_at" timestamptz(3) NOT NULL,
    CONSTRAINT "meter_balances_pkey" PRIMARY KEY ("meter_id", "license_id", "period_start"),
    CONSTRAINT "meter_balances_used_not_negative" CHECK ("used" >= 0),
    CONSTRAINT "meter_balances_total_not_below_used" CHECK ("total" >= "used"),
    CONSTRAINT "meter_balances_meter_fkey" FOREIGN KEY ("meter_id") REFERENCES "meters"("id") ON DELETE CASCADE,
    CONSTRAINT "meter_balances_license_fkey" FOREIGN KEY ("license_id") REFERENCES "licenses"("id") ON DELETE CASCADE
  ) WITH (fillfactor = 70)`,
  `CREATE INDEX "meter_balances_license" ON "meter_balances" ("license_id", "period_start", "meter_id")`,
  `CREATE TABLE "meter_holds" (
    "license_id" bigint NOT NULL,
    "activation_id" bigint NOT NULL,
    "meter_id" bigint NOT NULL,
    "amount" bigint NOT NULL,
    CONSTRAINT "meter_holds_pkey" PRIMARY KEY ("license_id", "activation_id", "meter_id"),
    CONSTRAINT "meter_holds_amount_not_negative" CHECK ("amount" >= 0),
    CONSTRAINT "meter_holds_license_fkey" FOREIGN KEY ("license_id") REFERENCES "licenses"("id") ON DELETE CASCADE,
    CONSTRAINT "meter_holds_meter_fkey" FOREIGN KEY ("meter_id") REFERENCES "meters"("id") ON DELETE CASCADE
  ) WITH (fillfactor = 70)`,
  `CREATE INDEX "meter_holds_meter" ON "meter_holds" ("meter_id")`,
  // A trigger, because seats and sessions end in many ways, also several in one statement.
  `CREATE FUNCTION "release_meter_holds"("of_license" bigint, "of_activation" bigint, "released_at" timestamptz)
   RETURNS void LANGUAGE sql AS $$
    WITH released AS (
      DELETE FROM meter_holds WHERE license_id = of_license AND activation_id = of_activation RETURNING meter_id, amount
    )
    UPDATE meter_balances AS b SET used = b.used - released.amount, updated_at = greatest(b.updated_at, released_at)
    FROM released
    WHERE b.meter_id = released.meter_id AND b.license_id = of_license AND b.period_start = 'epoch'
  $$`,
  `CREATE FUNCTION "release_meter_holds_of_seat"() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM release_meter_holds(NEW.license_id, NEW.id, NEW.deactivated_at);
    RETURN NULL;
  END $$`,
  `CREATE FUNCTION "release_meter_holds_of_session"() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (
      SELECT 1 FROM license_sessions
      WHERE license_id = NEW.license_id AND activation_id = NEW.activation_id AND ended_at IS NULL
    ) THEN
      PERFORM release_meter_holds(NEW.license_id, NEW.activation_id, NEW.ended_at);
    END IF;
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER "activations_release_meter_holds" AFTER UPDATE OF "deactivated_at" ON "activations" FOR EACH ROW
   WHEN (OLD.deactivated_at IS NULL AND NEW.deactivated_at IS NOT NULL)
   EXECUTE FUNCTION "release_meter_holds_of_seat"()`,
  `CREATE TRIGGER "license_sessions_release_meter_holds" AFTER UPDATE OF "ended_at" ON "license_sessions" FOR EACH ROW
   WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL)
   EXECUTE FUNCTION "release_meter_holds_of_session"()`,
  `ALTER TABLE "policies"
    ADD "max_validations_per_minute" integer,
    ADD "max_uses_per_minute" integer,
    ADD CONSTRAINT "policies_max_validations_positive" CHECK ("max_validations_per_minute" > 0),
    ADD CONSTRAINT "policies_max_uses_positive" CHECK ("max_uses_per_minute" > 0)`,
];

const DOWN = [
  `ALTER TABLE "policies"
    DROP CONSTRAINT "policies_max_uses_positive",
    DROP CONSTRAINT "policies_max_validations_positive",
    DROP "max_uses_per_minute",
    DROP "max_validations_per_minute"`,
  `DROP TRIGGER "license_sessions_release_meter_holds" ON "license_sessions"`,
  `DROP TRIGGER "activations_release_meter_holds" ON "activations"`,
  `DROP FUNCTION "release_meter_holds_of_session"()`,
  `DROP FUNCTION "release_meter_holds_of_seat"()`,
  `DROP FUNCTION "release_meter_holds"(bigint, bigint, timestamptz)`,
  `DROP TABLE "meter_holds"`,
  `DROP TABLE "meter_balances"`,
];
