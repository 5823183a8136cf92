import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE meter_balances (
  meter_id bigint NOT NULL,
  license_id bigint NOT NULL,
  period_start timestamptz(3) NOT NULL,
  period_end timestamptz(3),
  used bigint NOT NULL,
  total bigint NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT meter_balances_pkey PRIMARY KEY (meter_id, license_id, period_start),
  CONSTRAINT meter_balances_total_not_below_used CHECK (total >= used),
  CONSTRAINT meter_balances_used_not_negative CHECK (used >= 0),
  CONSTRAINT meter_balances_license_fkey FOREIGN KEY (license_id) REFERENCES licenses(id) ON DELETE CASCADE,
  CONSTRAINT meter_balances_meter_fkey FOREIGN KEY (meter_id) REFERENCES meters(id) ON DELETE CASCADE
) WITH (fillfactor = 70);
CREATE INDEX meter_balances_license ON meter_balances (license_id, period_start, meter_id);

CREATE TABLE meter_holds (
  license_id bigint NOT NULL,
  activation_id bigint NOT NULL,
  meter_id bigint NOT NULL,
  amount bigint NOT NULL,
  CONSTRAINT meter_holds_pkey PRIMARY KEY (license_id, activation_id, meter_id),
  CONSTRAINT meter_holds_amount_not_negative CHECK (amount >= 0),
  CONSTRAINT meter_holds_license_fkey FOREIGN KEY (license_id) REFERENCES licenses(id) ON DELETE CASCADE,
  CONSTRAINT meter_holds_meter_fkey FOREIGN KEY (meter_id) REFERENCES meters(id) ON DELETE CASCADE
) WITH (fillfactor = 70);
CREATE INDEX meter_holds_meter ON meter_holds (meter_id);

CREATE FUNCTION release_meter_holds(of_license bigint, of_activation bigint, released_at timestamptz)
  RETURNS void LANGUAGE sql AS $$
  WITH released AS (
    DELETE FROM meter_holds WHERE license_id = of_license AND activation_id = of_activation RETURNING meter_id, amount
  )
  UPDATE meter_balances AS b SET used = b.used - released.amount, updated_at = greatest(b.updated_at, released_at)
  FROM released
  WHERE b.meter_id = released.meter_id AND b.license_id = of_license AND b.period_start = 'epoch'
$$;

CREATE FUNCTION release_meter_holds_of_seat() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM release_meter_holds(NEW.license_id, NEW.id, NEW.deactivated_at);
    RETURN NULL;
  END
$$;
CREATE TRIGGER activations_release_meter_holds AFTER UPDATE OF deactivated_at ON activations
  FOR EACH ROW WHEN (old.deactivated_at IS NULL AND new.deactivated_at IS NOT NULL)
  EXECUTE FUNCTION release_meter_holds_of_seat();

CREATE FUNCTION release_meter_holds_of_session() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NOT EXISTS (
      SELECT 1 FROM license_sessions
      WHERE license_id = NEW.license_id AND activation_id = NEW.activation_id AND ended_at IS NULL
    ) THEN
      PERFORM release_meter_holds(NEW.license_id, NEW.activation_id, NEW.ended_at);
    END IF;
    RETURN NULL;
  END
$$;
CREATE TRIGGER license_sessions_release_meter_holds AFTER UPDATE OF ended_at ON license_sessions
  FOR EACH ROW WHEN (old.ended_at IS NULL AND new.ended_at IS NOT NULL)
  EXECUTE FUNCTION release_meter_holds_of_session();

-- The meters of a license as one JSON array: terms, the balance of the period that includes the instant, and what a
-- device holds. Periods are counted in local time, so that a day begins at midnight in any season; the hour that is
-- repeated when clocks are set back is one period. A period from the start of the 31st begins on the last day of a
-- shorter month. A function, because a subquery would be prepared in each check, also of licenses without meters.
CREATE FUNCTION read_meters(
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
        'isNew', balance.used IS NULL
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
        AND hold.activation_id = coalesce(of_activation, 0) AND hold.meter_id = (terms->>'id')::bigint
    );
  END
$$;
`;

const DOWN = `
DROP TRIGGER activations_release_meter_holds ON activations;
DROP TRIGGER license_sessions_release_meter_holds ON license_sessions;
DROP TABLE meter_holds, meter_balances;
DROP FUNCTION release_meter_holds, release_meter_holds_of_seat, release_meter_holds_of_session, read_meters;
`;

export class CreateMeters1796700000520 implements MigrationInterface {
  name = 'CreateMeters1796700000520';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
