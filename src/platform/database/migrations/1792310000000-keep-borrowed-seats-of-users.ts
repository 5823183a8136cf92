import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The seat of a user whose device has borrowed a session does not expire, as that of such a device does not. */
export class KeepBorrowedSeatsOfUsers1792310000000 implements MigrationInterface {
  name = 'KeepBorrowedSeatsOfUsers1792310000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION "license_seats"(bigint, text)`);
    await queryRunner.query(SEATS);
    await queryRunner.query(`DROP FUNCTION "read_license_users"(bigint, integer, text, bigint, text, timestamptz)`);
    await queryRunner.query(readUsers(', "at_time" timestamptz DEFAULT NULL', ', at_time'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `DROP FUNCTION "read_license_users"(bigint, integer, text, bigint, text, timestamptz, timestamptz)`,
    );
    await queryRunner.query(readUsers('', ''));
    await queryRunner.query(`DROP FUNCTION "license_seats"(bigint, text, timestamptz)`);
    await queryRunner.query(FORMER_SEATS);
  }
}

/** Counts need no time; with one, a device that has borrowed a session is seen without end. */
const SEATS = `
  CREATE FUNCTION "license_seats"("of_license" bigint, "per" text, "at_time" timestamptz DEFAULT NULL)
  RETURNS TABLE ("user_id" bigint, "activation_id" bigint, "last_seen_at" timestamptz) LANGUAGE sql STABLE AS $$
    SELECT au.user_id, CASE WHEN per = 'user_device' OR au.user_id IS NULL THEN a.id END AS activation_id, max(CASE
      WHEN a.id = ANY (ARRAY(
        SELECT s.activation_id FROM license_sessions s
        WHERE s.license_id = of_license AND s.ended_at IS NULL AND s.borrowed_until > at_time
      )) THEN 'infinity' ELSE a.last_seen_at END)
    FROM activations a
    LEFT JOIN activation_users au ON per <> 'device' AND au.activation_id = a.id
    WHERE a.license_id = of_license AND a.deactivated_at IS NULL AND a.takes_seat
    GROUP BY 1, 2
  $$`;

const FORMER_SEATS = `
  CREATE FUNCTION "license_seats"("of_license" bigint, "per" text)
  RETURNS TABLE ("user_id" bigint, "activation_id" bigint, "last_seen_at" timestamptz) LANGUAGE sql STABLE AS $$
    SELECT au.user_id, CASE WHEN per = 'user_device' OR au.user_id IS NULL THEN a.id END AS activation_id, max(a.last_seen_at)
    FROM activations a
    LEFT JOIN activation_users au ON per <> 'device' AND au.activation_id = a.id
    WHERE a.license_id = of_license AND a.deactivated_at IS NULL AND a.takes_seat
    GROUP BY 1, 2
  $$`;

const readUsers = (parameter: string, argument: string): string => `
  CREATE FUNCTION "read_license_users"("of_license" bigint, "up_to" integer, "named" text, "of_activation" bigint,
    "per" text, "dead_before" timestamptz${parameter})
  RETURNS json LANGUAGE plpgsql STABLE AS $$
  DECLARE
    found_id bigint := (SELECT u.id FROM license_users u WHERE u.license_id = of_license AND u.identifier = named);
  BEGIN
    RETURN json_build_object(
      'id', found_id,
      'assigned', CASE WHEN named IS NOT NULL AND found_id IS NULL THEN (
        SELECT count(*) FROM (SELECT FROM license_users u WHERE u.license_id = of_license LIMIT coalesce(up_to, 1)) AS one
      ) END,
      'usesDevice', EXISTS (
        SELECT 1 FROM activation_users au WHERE au.activation_id = of_activation AND au.user_id = found_id
      ),
      'hasDevice', EXISTS (SELECT 1 FROM activation_users au WHERE au.user_id = found_id),
      'isDeviceUsed', EXISTS (SELECT 1 FROM activation_users au WHERE au.activation_id = of_activation),
      'seats', CASE WHEN per <> 'device' THEN (
        SELECT json_build_object('taken', count(*), 'expired', count(*) FILTER (WHERE seat.last_seen_at < dead_before))
        FROM license_seats(of_license, per${argument}) AS seat
      ) END
    );
  END $$`;
