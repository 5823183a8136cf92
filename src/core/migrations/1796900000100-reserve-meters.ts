import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = `
CREATE TABLE meter_reservations (
  token_hash varchar(64) NOT NULL,
  meter_id bigint NOT NULL,
  license_id bigint NOT NULL,
  activation_id bigint NOT NULL,
  amount bigint NOT NULL,
  items jsonb NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  outcome varchar(16),
  CONSTRAINT meter_reservations_pkey PRIMARY KEY (token_hash, meter_id),
  CONSTRAINT meter_reservations_amount_not_negative CHECK (amount >= 0),
  CONSTRAINT meter_reservations_outcome_at_end CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  CONSTRAINT meter_reservations_license_fkey FOREIGN KEY (license_id) REFERENCES licenses(id) ON DELETE CASCADE,
  CONSTRAINT meter_reservations_meter_fkey FOREIGN KEY (meter_id) REFERENCES meters(id) ON DELETE CASCADE
);
CREATE INDEX meter_reservations_open ON meter_reservations (license_id, meter_id, expires_at) INCLUDE (amount)
  WHERE ended_at IS NULL;
CREATE INDEX meter_reservations_license ON meter_reservations (license_id);
CREATE INDEX meter_reservations_meter ON meter_reservations (meter_id);
CREATE INDEX meter_reservations_age ON meter_reservations (expires_at);
`;

const RESERVED = `,
        'reserved', reserved.amount, 'reservations', reserved.count`;

// One whose time is over counts no more, whether or not it was swept.
const RESERVATIONS = `
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(amount), 0)::bigint AS amount, count(*)::integer AS count FROM meter_reservations
        WHERE license_id = of_license AND meter_id = (terms->>'id')::bigint AND ended_at IS NULL
          AND expires_at > at_instant
      ) AS reserved`;

// Grants that can be drawn or were drawn in this period, and what is left of earlier periods and not stored yet: that is
// stored when something of it is drawn.
const GRANTS = `
      LEFT JOIN LATERAL (
        SELECT json_agg(json_build_object('id', id, 'amount', amount, 'used', used, 'drawn', drawn, 'priority', priority,
          'startsAt', starts_at, 'endsAt', expires_at, 'rolledFrom', rolled_from, 'since', created_at, 'isOpen', is_open
        ) ORDER BY priority, expires_at, created_at, id) AS list
        FROM (
          SELECT id, amount, used, CASE WHEN period_start = period.starts_at THEN period_used ELSE 0 END AS drawn, priority,
            g.starts_at, g.expires_at, rolled_from, created_at, true AS is_open
          FROM meter_grants g
          WHERE license_id = of_license AND meter_id = (terms->>'id')::bigint AND used < amount AND voided_at IS NULL
            AND g.starts_at <= at_instant AND coalesce(g.expires_at, 'infinity') > at_instant
          UNION ALL
          SELECT id, amount, used, period_used, priority, g.starts_at, g.expires_at, rolled_from, created_at, false
          FROM meter_grants g
          WHERE license_id = of_license AND meter_id = (terms->>'id')::bigint AND period_start = period.starts_at
            AND period_used > 0 AND NOT (used < amount AND voided_at IS NULL
              AND g.starts_at <= at_instant AND coalesce(g.expires_at, 'infinity') > at_instant)
          UNION ALL
          SELECT NULL, least((terms->'rollover'->>'max')::bigint, rest.amount), 0, 0, 50, past.ends_at, past.expires_at,
            past.starts_at, past.starts_at, true
          FROM generate_series(1, CASE WHEN unit IS NOT NULL THEN (terms->'rollover'->>'periods')::integer END) AS back(steps)
          CROSS JOIN LATERAL (
            SELECT (origin + step * (full_steps.count - back.steps)) AT TIME ZONE in_zone AS starts_at,
              (origin + step * (full_steps.count - back.steps + 1)) AT TIME ZONE in_zone AS ends_at,
              (origin + step * (full_steps.count - back.steps + 1 + (terms->'rollover'->>'periods')::integer))
                AT TIME ZONE in_zone AS expires_at
          ) AS past
          LEFT JOIN meter_balances earlier ON earlier.meter_id = (terms->>'id')::bigint AND earlier.license_id = of_license
            AND earlier.period_start = past.starts_at
          CROSS JOIN LATERAL (
            SELECT (terms->>'limit')::bigint - coalesce(earlier.used - earlier.granted, 0) AS amount
          ) AS rest
          WHERE past.ends_at > since AND rest.amount > 0 AND (terms->'rollover'->>'max')::bigint IS DISTINCT FROM 0
            AND NOT EXISTS (
              SELECT FROM meter_grants WHERE license_id = of_license AND meter_id = (terms->>'id')::bigint
                AND rolled_from = past.starts_at
            )
        ) AS each_grant
      ) AS grants ON true`;

// The meters of a license as one JSON array: terms, the balance of the period that includes the instant, grants besides
// the period's own allowance, and what a device holds. Periods are counted in local time, so that a day begins at midnight
// in any season; the hour that is repeated when clocks are set back is one period. A period from the start of the 31st
// begins on the last day of a shorter month. A function, because a subquery would be prepared in each check, also of
// licenses without meters.
const readMeters = (columns: string, join: string): string => `
CREATE OR REPLACE FUNCTION read_meters(
  of_license bigint,
  of_meters jsonb,
  since timestamptz,
  of_activation bigint,
  at_instant timestamptz,
  in_zone text
)
  RETURNS json LANGUAGE plpgsql STABLE AS $$
  BEGIN
    RETURN (
      SELECT json_agg(json_build_object(
        'code', meter.code, 'terms', meter.terms, 'startsAt', period.starts_at, 'endsAt', period.ends_at,
        'used', coalesce(balance.used, 0), 'total', coalesce(balance.total, 0), 'held', coalesce(hold.amount, 0),
        'isNew', balance.used IS NULL, 'granted', coalesce(balance.granted, 0), 'grants', grants.list${columns}
      ) ORDER BY meter.code) AS meters
      FROM jsonb_each(of_meters) AS meter(code, terms)
      CROSS JOIN LATERAL (
        SELECT CASE WHEN terms->>'kind' <> 'held' THEN nullif(terms->>'period', 'none') END AS unit,
          terms->>'anchor' = 'start' AS is_from_start,
          at_instant AT TIME ZONE in_zone AS local_now,
          since AT TIME ZONE in_zone AS local_start
      ) AS given
      CROSS JOIN LATERAL (
        SELECT ('1 ' || unit)::interval AS step,
          CASE WHEN is_from_start THEN local_start ELSE date_trunc(unit, local_now) END AS origin,
          (12 * (extract(year FROM local_now) - extract(year FROM local_start))
            + extract(month FROM local_now) - extract(month FROM local_start))::integer AS months
      ) AS steps
      CROSS JOIN LATERAL (
        SELECT months - CASE WHEN local_start + make_interval(months => months) > local_now THEN 1 ELSE 0 END AS full_months
      ) AS passed
      CROSS JOIN LATERAL (
        SELECT CASE
          WHEN NOT is_from_start THEN 0
          WHEN unit = 'month' THEN full_months
          WHEN unit = 'year' THEN floor(full_months / 12.0)
          ELSE floor(extract(epoch FROM local_now - local_start) / extract(epoch FROM step))
        END::double precision AS count
      ) AS full_steps
      CROSS JOIN LATERAL (
        SELECT coalesce((origin + step * full_steps.count) AT TIME ZONE in_zone, 'epoch') AS starts_at,
          (origin + step * (full_steps.count + 1)) AT TIME ZONE in_zone AS ends_at
      ) AS period
      LEFT JOIN meter_balances balance ON balance.meter_id = (terms->>'id')::bigint AND balance.license_id = of_license
        AND balance.period_start = period.starts_at
      LEFT JOIN meter_holds hold ON terms->>'kind' = 'held' AND hold.license_id = of_license
        AND hold.activation_id = coalesce(of_activation, 0) AND hold.meter_id = (terms->>'id')::bigint${GRANTS}${join}
    );
  END
$$`;

/** Amounts of meters that programs reserve, and commit or release. */
export class ReserveMeters1796900000100 implements MigrationInterface {
  name = 'ReserveMeters1796900000100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await queryRunner.query(readMeters(RESERVED, RESERVATIONS));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(readMeters('', ''));
    await queryRunner.query('DROP TABLE meter_reservations');
  }
}
