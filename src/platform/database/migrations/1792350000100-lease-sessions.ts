import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions keep the lease of their start. A check counts those of a license with a maximum only. */
export class LeaseSessions1792350000100 implements MigrationInterface {
  name = 'LeaseSessions1792350000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "license_sessions" ADD COLUMN "lease" integer NOT NULL DEFAULT 60`);
    await indexRunning(queryRunner, '"license_id", "last_beat_at", "lease"');
    await queryRunner.query(COUNT_SESSIONS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION "count_running_sessions"(bigint, timestamptz)`);
    await indexRunning(queryRunner, '"license_id", "last_beat_at"');
    await queryRunner.query(`ALTER TABLE "license_sessions" DROP COLUMN "lease"`);
  }
}

async function indexRunning(queryRunner: QueryRunner, columns: string): Promise<void> {
  await queryRunner.query(`DROP INDEX "license_sessions_running"`);
  await queryRunner.query(
    `CREATE INDEX "license_sessions_running" ON "license_sessions" (${columns}) WHERE "ended_at" IS NULL`,
  );
}

// A function, because a subquery would be prepared in each check, also of licenses without a maximum.
const COUNT_SESSIONS = `
  CREATE FUNCTION "count_running_sessions"("of_license" bigint, "at_instant" timestamptz)
  RETURNS integer LANGUAGE plpgsql STABLE AS $$
  BEGIN
    RETURN (
      SELECT count(*) FROM license_sessions
      WHERE license_id = of_license AND ended_at IS NULL
        AND (last_beat_at + make_interval(secs => lease) > at_instant OR borrowed_until > at_instant)
    );
  END $$`;
