import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE SEQUENCE verifications_id_seq AS bigint;
CREATE TABLE verifications (
  at timestamptz(3) NOT NULL,
  id bigint NOT NULL DEFAULT nextval('verifications_id_seq'),
  license_id bigint,
  key varchar(255) NOT NULL,
  fingerprint varchar(512),
  ip varchar(64),
  user_agent varchar(512),
  app_version varchar(255),
  dialect varchar(32) NOT NULL,
  operation varchar(32) NOT NULL,
  outcome varchar(64) NOT NULL,
  api_key_id bigint,
  CONSTRAINT verifications_pkey PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE TABLE verifications_default PARTITION OF verifications DEFAULT;
-- Rows of the default partition are moved to their month in the order of their ids. Months need no such index.
CREATE INDEX verifications_default_by_id ON verifications_default (id);
CREATE INDEX verifications_unknown_key ON verifications (key, at) WHERE license_id IS NULL;
CREATE INDEX verifications_ip ON verifications (ip, at);
CREATE INDEX verifications_license ON verifications (license_id, at);
CREATE INDEX verifications_refused_ip ON verifications (ip, at)
  WHERE operation = 'activate' AND (outcome NOT IN ('VALID', 'IN_GRACE', 'BLACKLISTED'));
CREATE INDEX verifications_refused_fingerprint ON verifications (fingerprint, at)
  WHERE operation = 'activate' AND (outcome NOT IN ('VALID', 'IN_GRACE', 'BLACKLISTED'));
-- Indexes of the default partition have the names that a concurrent build gives them.
CREATE INDEX verifications_default_refused_license ON verifications_default (license_id, at, id)
  WHERE operation <> 'deactivate' AND outcome NOT IN ('EXPIRED_BUT_USABLE', 'IN_GRACE', 'VALID');
CREATE INDEX verifications_refused_license ON verifications (license_id, at, id)
  WHERE operation <> 'deactivate' AND outcome NOT IN ('EXPIRED_BUT_USABLE', 'IN_GRACE', 'VALID');
CREATE INDEX verifications_default_api_key ON verifications_default (api_key_id, at) WHERE api_key_id IS NOT NULL;
CREATE INDEX verifications_api_key ON verifications (api_key_id, at) WHERE api_key_id IS NOT NULL;
CREATE INDEX verifications_default_refused_session ON verifications_default (at) WHERE outcome = 'SESSIONS_EXHAUSTED';
CREATE INDEX verifications_refused_session ON verifications (at) WHERE outcome = 'SESSIONS_EXHAUSTED';

-- Raised by every check: free space in each page keeps the table at a constant size.
CREATE TABLE verification_counts (
  at timestamptz(3) NOT NULL,
  dialect varchar(32) NOT NULL,
  operation varchar(32) NOT NULL,
  outcome varchar(64) NOT NULL,
  shard smallint NOT NULL,
  count bigint NOT NULL,
  CONSTRAINT verification_counts_pkey PRIMARY KEY (at, dialect, operation, outcome, shard)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

-- Raised by every call with a key: free space in each page keeps the table at a constant size.
CREATE TABLE api_key_counts (
  api_key_id bigint NOT NULL,
  at timestamptz(3) NOT NULL,
  shard smallint NOT NULL,
  total bigint NOT NULL,
  refused bigint NOT NULL,
  CONSTRAINT api_key_counts_pkey PRIMARY KEY (api_key_id, at, shard)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);
CREATE INDEX api_key_counts_spread ON api_key_counts (at, api_key_id, shard) WHERE shard > 0;

CREATE TABLE limit_notices (
  license_id bigint NOT NULL,
  noticed_at timestamptz(3) NOT NULL,
  CONSTRAINT limit_notices_pkey PRIMARY KEY (license_id)
);
CREATE INDEX limit_notices_age ON limit_notices (noticed_at);

-- The seats of a license: users or their devices if seats are counted so, else devices. With a time, a device that has
-- borrowed a session is seen without end.
CREATE FUNCTION license_seats(of_license bigint, per text, at_time timestamptz DEFAULT NULL)
  RETURNS TABLE(user_id bigint, activation_id bigint, last_seen_at timestamptz) LANGUAGE sql STABLE AS $$
  SELECT au.user_id, CASE WHEN per = 'user_device' OR au.user_id IS NULL THEN a.id END AS activation_id, max(CASE
    WHEN a.id = ANY (ARRAY(
      SELECT s.activation_id FROM license_sessions s
      WHERE s.license_id = of_license AND s.ended_at IS NULL AND s.borrowed_until > at_time
    )) THEN 'infinity' ELSE a.last_seen_at END)
  FROM activations a
  LEFT JOIN activation_users au ON per <> 'device' AND au.activation_id = a.id
  WHERE a.license_id = of_license AND a.deactivated_at IS NULL AND a.takes_seat
  GROUP BY 1, 2
$$;

-- The named user of a license, and the seats that are taken if they are not counted by device, as JSON. A function,
-- because a subquery would be prepared in each check, also of licenses without users.
CREATE FUNCTION read_license_users(
  of_license bigint,
  up_to integer,
  named text,
  of_activation bigint,
  per text,
  dead_before timestamptz,
  at_time timestamptz DEFAULT NULL
)
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
        FROM license_seats(of_license, per, at_time) AS seat
      ) END
    );
  END
$$;

-- A function, because a subquery would be prepared in each check, also of licenses without a maximum.
CREATE FUNCTION count_running_sessions(of_license bigint, at_instant timestamptz)
  RETURNS integer LANGUAGE plpgsql STABLE AS $$
  BEGIN
    RETURN (
      SELECT count(*) FROM license_sessions
      WHERE license_id = of_license AND ended_at IS NULL
        AND (last_beat_at + make_interval(secs => lease) > at_instant OR borrowed_until > at_instant)
    );
  END
$$;
`;

const DOWN = `
DROP TABLE limit_notices, api_key_counts, verification_counts, verifications;
DROP SEQUENCE verifications_id_seq;
DROP FUNCTION license_seats, read_license_users, count_running_sessions;
`;

export class CreateVerification1796700000500 implements MigrationInterface {
  name = 'CreateVerification1796700000500';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
