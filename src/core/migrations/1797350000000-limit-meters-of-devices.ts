import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

const TABLE = `
CREATE TABLE meter_shares (
  license_id bigint NOT NULL,
  meter_id bigint NOT NULL,
  period_start timestamptz(3) NOT NULL,
  activation_id bigint NOT NULL,
  username varchar(512) NOT NULL,
  period_end timestamptz(3),
  amount bigint NOT NULL,
  CONSTRAINT meter_shares_pkey PRIMARY KEY (license_id, meter_id, period_start, activation_id, username),
  CONSTRAINT meter_shares_amount_not_negative CHECK (amount >= 0),
  CONSTRAINT meter_shares_license_fkey FOREIGN KEY (license_id) REFERENCES licenses(id) ON DELETE CASCADE,
  CONSTRAINT meter_shares_meter_fkey FOREIGN KEY (meter_id) REFERENCES meters(id) ON DELETE CASCADE
) WITH (fillfactor = 70);
CREATE INDEX meter_shares_user ON meter_shares (license_id, meter_id, period_start, username);
CREATE INDEX meter_shares_meter ON meter_shares (meter_id);
CREATE INDEX meter_shares_age ON meter_shares (period_end) WHERE period_end IS NOT NULL;

ALTER TABLE meter_reservations ADD username varchar(512) DEFAULT '' NOT NULL;
`;

// The parts of a device and a user in a meter, and what both took together. What a device holds is known without shares.
const READ_SHARES = `
CREATE FUNCTION read_meter_shares(
  of_license bigint,
  terms jsonb,
  of_period timestamptz,
  of_activation bigint,
  of_user text,
  at_instant timestamptz
)
  RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'device', CASE WHEN terms ? 'limit_per_device' AND of_activation IS NOT NULL THEN jsonb_build_object(
      'used', CASE WHEN terms->>'kind' = 'held' THEN coalesce((
        SELECT amount FROM meter_holds
        WHERE license_id = of_license AND activation_id = of_activation AND meter_id = meter.id
      ), 0) ELSE (
        SELECT coalesce(sum(amount), 0) FROM meter_shares
        WHERE license_id = of_license AND meter_id = meter.id AND period_start = of_period AND activation_id = of_activation
      ) END,
      'reserved', (
        SELECT coalesce(sum(amount), 0) FROM meter_reservations
        WHERE license_id = of_license AND meter_id = meter.id AND activation_id = of_activation AND ended_at IS NULL
          AND expires_at > at_instant
      )) END,
    'user', CASE WHEN terms ? 'limit_per_user' AND of_user IS NOT NULL THEN jsonb_build_object(
      'used', (
        SELECT coalesce(sum(amount), 0) FROM meter_shares
        WHERE license_id = of_license AND meter_id = meter.id AND period_start = of_period AND username = of_user
      ),
      'reserved', (
        SELECT coalesce(sum(amount), 0) FROM meter_reservations
        WHERE license_id = of_license AND meter_id = meter.id AND username = of_user AND ended_at IS NULL
          AND expires_at > at_instant
      )) END,
    'own', coalesce((
      SELECT amount FROM meter_shares
      WHERE license_id = of_license AND meter_id = meter.id AND period_start = of_period
        AND activation_id = CASE WHEN terms ? 'limit_per_device' OR terms->>'kind' = 'held'
          THEN coalesce(of_activation, 0) ELSE 0 END
        AND username = CASE WHEN terms ? 'limit_per_user' THEN coalesce(of_user, '') ELSE '' END
    ), 0))
  FROM (SELECT (terms->>'id')::bigint AS id) AS meter
$$;
`;

// Servers of the earlier version call read_meters while the nodes are replaced one after the other.
const READ_METERS = `
CREATE FUNCTION read_license_meters(
  of_license bigint,
  of_meters jsonb,
  since timestamptz,
  of_activation bigint,
  of_user text,
  at_instant timestamptz,
  in_zone text
)
  RETURNS json LANGUAGE plpgsql STABLE AS $$
  DECLARE
    meters json := read_meters(of_license, of_meters, since, of_activation, at_instant, in_zone);
  BEGIN
    IF NOT of_meters @? '$.*.limit_per_device' AND NOT of_meters @? '$.*.limit_per_user' THEN
      RETURN meters;
    END IF;
    RETURN (
      SELECT json_agg(CASE WHEN terms ?| ARRAY['limit_per_device', 'limit_per_user'] THEN (meter::jsonb || jsonb_build_object(
        'shares', read_meter_shares(of_license, terms, (meter->>'startsAt')::timestamptz, of_activation, of_user, at_instant)
      ))::json ELSE meter END ORDER BY place)
      FROM json_array_elements(meters) WITH ORDINALITY AS list(meter, place)
      CROSS JOIN LATERAL (SELECT (meter->'terms')::jsonb AS terms) AS of_meter
    );
  END
$$;
`;

const releaseHolds = (more: string): string => `
CREATE OR REPLACE FUNCTION release_meter_holds(of_license bigint, of_activation bigint, released_at timestamptz)
  RETURNS void LANGUAGE sql AS $$
  WITH released AS (
    DELETE FROM meter_holds WHERE license_id = of_license AND activation_id = of_activation RETURNING meter_id, amount
  )${more}
  UPDATE meter_balances AS b SET used = b.used - released.amount, updated_at = greatest(b.updated_at, released_at)
  FROM released
  WHERE b.meter_id = released.meter_id AND b.license_id = of_license AND b.period_start = 'epoch'
$$;
`;

const SHARES = `, shares AS (
    DELETE FROM meter_shares AS s USING released
    WHERE s.license_id = of_license AND s.meter_id = released.meter_id AND s.period_start = 'epoch'
      AND s.activation_id = of_activation
  )`;

/** Meters limit what one device or user of a license takes. */
export class LimitMetersOfDevices1797350000000 implements Migration {
  name = 'LimitMetersOfDevices1797350000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await queryRunner.query(READ_SHARES + READ_METERS + releaseHolds(SHARES));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(releaseHolds(''));
    await queryRunner.query('DROP FUNCTION read_license_meters, read_meter_shares');
    await queryRunner.query('ALTER TABLE meter_reservations DROP username');
    await queryRunner.query('DROP TABLE meter_shares');
  }
}
