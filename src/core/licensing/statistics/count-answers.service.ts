import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Calendar, dateAfter, DAY, daysBetween } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { CountryDatabaseService } from '../../platform/countries/country-database.service';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { IS_USABLE } from '../../verification/log/verification.entity';
import { type Dimension, DIMENSIONS, MAX_ROWS, Tally } from './dimensions';
import { STATISTICS_DAYS } from './dimension-statistics.service';

/** Rows of the log in one transaction. */
const BATCH = 5_000;
/** Transactions of one run. */
const MAX_BATCHES = 400;
/** Rows of the log are written in the order of their times but for this long. */
const DISORDER_MS = 120_000;
/** Rows of a dimension that a day keeps until it is over, so that one that is small in the morning can be among the largest. */
const MAX_ROWS_TODAY = 10 * MAX_ROWS;
/** Days are kept for this long. */
const RETENTION_DAYS = 400;

/** Counts the log of answers by day. Each row of the log is read once. */
@Injectable()
export class CountAnswersService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly countries: CountryDatabaseService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  /** Counts what was logged since the last time. Nodes take turns. */
  async run(): Promise<void> {
    for (let batch = 0; batch < MAX_BATCHES; batch++) {
      const read = await this.work.run((manager) => this.countNext(manager));
      if (read < BATCH) {
        break;
      }
    }
    await this.sweep();
  }

  private async countNext(manager: EntityManager): Promise<number> {
    const now = this.clock.now();
    await manager.query(START, [new Date(now.getTime() - STATISTICS_DAYS * DAY)]);
    await manager.query(MEND, [now, this.calendar.dateOf(now), new Date(now.getTime() - STATISTICS_DAYS * DAY)]);
    const [progress] = await manager.query<[Place]>(PROGRESS);
    const today = this.calendar.dateOf(now);
    const dates = this.datesFrom(progress.at, today);
    const starts = dates.map((date) => this.calendar.startOf(date));
    const until = new Date(now.getTime() - DISORDER_MS);
    const [batch] = await manager.query<[Batch]>(NEXT, [progress.at, progress.id, until, BATCH, starts]);
    if (batch.last) {
      const [at, id] = batch.last;
      await this.add(manager, batch.groups ?? [], dates);
      await manager.query(REFUSED, [JSON.stringify(batch.refusals ?? [])]);
      await manager.query(`UPDATE statistics_progress SET log_at = $1, log_id = $2`, [at, id]);
    }
    return batch.size;
  }

  private datesFrom(first: Date, today: string): string[] {
    const date = this.calendar.dateOf(first);
    return Array.from({ length: Math.max(0, daysBetween(date, today)) + 1 }, (_, index) => dateAfter(date, index));
  }

  private async add(manager: EntityManager, groups: readonly Group[], dates: readonly string[]): Promise<void> {
    const countries = this.countries.current();
    const tally = new Tally<[Dimension, string, number, string], Sum>(() => ({
      checks: 0,
      refused: 0,
      activations: 0,
      lastAt: '',
    }));
    for (const group of groups) {
      const country = group.ip === null ? null : (countries?.countryOf(group.ip) ?? null);
      const values: [Dimension, string | number | null][] = [
        ['product', ''],
        ['version', group.version],
        ['policy', group.policy],
        ['customer', group.customer],
        ['country', country],
      ];
      for (const [dimension, value] of values) {
        if (value !== null) {
          addTo(tally.of(dimension, dates[group.day - 1] ?? '', group.product, String(value)), group);
        }
      }
    }
    const rows = tally
      .all()
      .map(({ key: [dimension, day, product, value], sum }) => ({ dimension, day, product, value, ...sum }));
    await manager.query(ADD, [JSON.stringify(rows)]);
  }

  /** Keeps the largest rows of each day. */
  private async sweep(): Promise<void> {
    const today = this.calendar.dateOf(this.clock.now());
    await this.work.manager.query(SWEEP, [dateAfter(today, -2), today, MAX_ROWS, MAX_ROWS_TODAY, DIMENSIONS]);
    await this.work.manager.query(EXPIRE, [DIMENSIONS, dateAfter(today, -RETENTION_DAYS)]);
  }
}

interface Place {
  readonly at: Date;
  readonly id: number;
}

interface Batch {
  readonly size: number;
  readonly last: readonly [at: string, id: number] | null;
  readonly groups: readonly Group[] | null;
  readonly refusals: readonly object[] | null;
}

interface Sum {
  checks: number;
  refused: number;
  activations: number;
  /** ISO 8601. */
  lastAt: string;
}

/** Rows of the log that have these in common. */
interface Group extends Readonly<Sum> {
  /** From 1. */
  readonly day: number;
  readonly product: number;
  readonly policy: number;
  readonly customer: number | null;
  readonly version: string;
  readonly ip: string | null;
}

function addTo(sum: Sum, { checks, refused, activations, lastAt }: Sum): void {
  sum.checks += checks;
  sum.refused += refused;
  sum.activations += activations;
  sum.lastAt = lastAt > sum.lastAt ? lastAt : sum.lastAt;
}

const START = `
  INSERT INTO statistics_progress (id, log_at, log_id, duration_ms) VALUES (1, $1, 0, 0) ON CONFLICT DO NOTHING`;

// While the clock of the database was ahead, the log was counted up to a time that is still to come. What was counted before has
// its times in the rows of the product.
const MEND = `
  UPDATE statistics_progress SET log_id = ${Number.MAX_SAFE_INTEGER}, log_at = coalesce((
    SELECT max(last_at) FROM statistics_days WHERE dimension = 'product' AND day <= $2 AND last_at <= $1
  ), $3) WHERE log_at > $1`;

const PROGRESS = `SELECT log_at AS at, log_id AS id FROM statistics_progress FOR UPDATE`;

// The log is read in the order of its primary key. OFFSET 0 keeps the planner from reading all licenses for a batch. A deleted
// license has no product.
const NEXT = `
  WITH batch AS MATERIALIZED (
    SELECT at, id, license_id, coalesce(app_version, '') AS version, ip, operation, ${IS_USABLE} AS usable FROM verifications
    WHERE at >= $1 AND (at > $1 OR id > $2) AND at <= $3 ORDER BY at, id LIMIT $4
  ), answer AS (
    SELECT width_bucket(batch.at, $5::timestamptz[]) AS day, l.product_id, l.policy_id, l.customer_id, batch.*
    FROM batch CROSS JOIN LATERAL (
      SELECT product_id, policy_id, customer_id FROM licenses WHERE id = batch.license_id OFFSET 0
    ) AS l WHERE operation <> 'deactivate'
  ), counted AS (
    SELECT day, product_id AS product, policy_id AS policy, customer_id AS customer, version, ip, count(*) AS checks,
      count(*) FILTER (WHERE NOT usable) AS refused, count(*) FILTER (WHERE usable AND operation = 'activate') AS activations,
      max(at) AT TIME ZONE 'UTC' AS "lastAt"
    FROM answer GROUP BY 1, 2, 3, 4, 5, 6
  )
  SELECT (SELECT count(*)::integer FROM batch) AS size,
    (SELECT json_build_array(at, id) FROM batch ORDER BY at DESC, id DESC LIMIT 1) AS last,
    (SELECT json_agg(counted) FROM counted) AS groups,
    (SELECT json_agg(refused) FROM (
      SELECT license_id AS license, CAST(max(at) AT TIME ZONE 'UTC' AS date) AS day FROM answer WHERE NOT usable GROUP BY 1
    ) AS refused) AS refusals`;

// In the order of the primary key.
const REFUSED = `
  INSERT INTO license_activity AS known (license_id, refused_on)
  SELECT license, day FROM json_to_recordset($1::json) AS refused (license bigint, day date) ORDER BY license
  ON CONFLICT (license_id) DO UPDATE SET refused_on = excluded.refused_on
  WHERE known.refused_on IS NULL OR known.refused_on < excluded.refused_on`;

// In the order of the primary key.
const ADD = `
  INSERT INTO statistics_days AS d (dimension, day, product_id, value, checks, refused, activations, last_at)
  SELECT dimension, day, product, left(value, 255), checks, refused, activations, "lastAt" AT TIME ZONE 'UTC'
  FROM json_to_recordset($1::json) AS added (dimension varchar, day date, product bigint, value varchar, checks bigint,
    refused bigint, activations bigint, "lastAt" timestamp)
  ORDER BY 1, 2, 3, 4
  ON CONFLICT (dimension, day, product_id, value) DO UPDATE SET checks = d.checks + excluded.checks,
    refused = d.refused + excluded.refused, activations = d.activations + excluded.activations,
    last_at = greatest(d.last_at, excluded.last_at)`;

// The index begins with the dimension.
const EXPIRE = `DELETE FROM statistics_days WHERE dimension = ANY ($1::varchar[]) AND day < $2`;

const SWEEP = `
  DELETE FROM statistics_days AS d USING (
    SELECT dimension, day, product_id, value,
      row_number() OVER (PARTITION BY dimension, day ORDER BY checks DESC, product_id, value) AS place
    FROM statistics_days WHERE dimension = ANY ($5::varchar[]) AND day >= $1
  ) AS ranked
  WHERE (d.dimension, d.day, d.product_id, d.value) = (ranked.dimension, ranked.day, ranked.product_id, ranked.value)
    AND place > CASE WHEN ranked.day = $2 THEN $4::integer ELSE $3::integer END`;
