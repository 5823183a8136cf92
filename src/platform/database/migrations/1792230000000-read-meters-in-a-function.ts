import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The meters of a license as one JSON array, null without any: terms, the balance of the period that includes the instant,
 * and what a device holds (null: what was taken without a device). Periods are counted in local time, so that a day begins
 * at midnight in any season; the hour that is repeated when clocks are set back is one period. A period from the start of
 * the 31st begins on the last day of a shorter month. A function, because a subquery would be prepared in each check, also of
 * licenses without meters.
 */
export class ReadMetersInAFunction1792230000000 implements MigrationInterface {
  name = 'ReadMetersInAFunction1792230000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(READ_METERS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP FUNCTION "read_meters"(bigint, jsonb, timestamptz, bigint, timestamptz, text)`);
  }
}

const READ_METERS = `
  CREATE FUNCTION "read_meters"("of_license" bigint, "of_meters" jsonb, "since" timestamptz, "of_activation" bigint,
    "at_instant" timestamptz, "in_zone" text)
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
  END $$`;
