import { RowParameters } from '../../platform/database/row-parameters';
import { CONFIRMATION, CONFIRMED, type Expectation, EXPECTATION_TYPES } from '../context/confirmation.query';
import { logStatement } from './log-statement';
import { IS_USABLE, type Operation } from './verification.entity';

/** A log row, with the column names of the database. */
export interface LogRow {
  readonly at: Date;
  readonly license_id: number | null;
  readonly key: string;
  readonly fingerprint: string | null;
  readonly ip: string | null;
  readonly user_agent: string | null;
  readonly app_version: string | null;
  readonly dialect: string;
  readonly operation: Operation;
  readonly outcome: string;
  readonly api_key_id: number | null;
  readonly seen_id: number | null;
}

const COLUMNS = {
  at: 'timestamptz',
  license_id: 'bigint',
  key: 'text',
  fingerprint: 'text',
  ip: 'text',
  user_agent: 'text',
  app_version: 'text',
  dialect: 'text',
  operation: 'text',
  outcome: 'text',
  api_key_id: 'bigint',
  seen_id: 'bigint',
} as const satisfies Record<keyof LogRow, string>;

export const ROWS = new RowParameters<LogRow>(COLUMNS);

const DEFINITIONS = Object.entries(COLUMNS)
  .map(([column, type]) => `${column} ${type}`)
  .join(', ');

/**
 * Parts of a WITH clause that write log rows. Devices are locked before the counts, as in seat eviction, these before the
 * counts of API keys, and each in a fixed order, so that two statements cannot deadlock. The shards of a count spread
 * concurrent statements over several rows.
 */
const partsFrom = (rows: string, devices = 'seen'): string => `
  entry AS MATERIALIZED (SELECT * FROM ${rows}), device AS MATERIALIZED (
    SELECT id FROM activations WHERE id IN (SELECT seen_id FROM entry) AND deactivated_at IS NULL
    ORDER BY id FOR NO KEY UPDATE
  ), seen AS (
    UPDATE activations SET last_seen_at = latest.at, check_count = check_count + latest.checks,
      app_version = coalesce(latest.app_version, activations.app_version)
    FROM (
      SELECT seen_id, max(at) AS at, count(*) AS checks,
             (array_agg(app_version ORDER BY at DESC) FILTER (WHERE app_version IS NOT NULL))[1] AS app_version
      FROM entry WHERE seen_id IS NOT NULL AND (SELECT count(*) FROM device) > 0 GROUP BY seen_id
    ) AS latest
    WHERE activations.id = latest.seen_id AND deactivated_at IS NULL
    RETURNING id
  ), counted AS (
    INSERT INTO verification_counts AS c (at, dialect, operation, outcome, shard, count)
    SELECT date_bin('15 minutes', at, 'epoch'), dialect, operation, outcome, shard, count(*)
    FROM entry, (SELECT floor(random() * 16)::smallint AS shard, count(*) FROM ${devices}) AS after_the_devices
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4
    ON CONFLICT (at, dialect, operation, outcome, shard) DO UPDATE SET count = c.count + excluded.count
    RETURNING c.shard
  ), counted_keys AS (
    INSERT INTO api_key_counts AS c (api_key_id, at, shard, total, refused)
    SELECT api_key_id, date_bin('15 minutes', at, 'epoch'), shard, count(*), count(*) FILTER (WHERE NOT ${IS_USABLE})
    FROM entry, (SELECT min(shard) AS shard FROM counted) AS after_the_counts
    WHERE api_key_id IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2
    ON CONFLICT (api_key_id, at, shard)
      DO UPDATE SET total = c.total + excluded.total, refused = c.refused + excluded.refused
    RETURNING c.api_key_id
  ), logged AS (
    INSERT INTO verifications
      (at, license_id, key, fingerprint, ip, user_agent, app_version, dialect, operation, outcome, api_key_id)
    SELECT at, license_id, key, fingerprint, ip, user_agent, app_version, dialect, operation, outcome, api_key_id FROM entry
  )`;

/**
 * For a statement that also writes something else: the rows are one parameter, as JSON.
 * @param devices the part that locks devices, if the entries name none
 */
export const logParts = (rows: string, devices?: string): string =>
  partsFrom(`json_to_recordset(${rows}::json) AS entry(${DEFINITIONS})`, devices);

const LOGGED = Object.keys(COLUMNS).length;
/** Returns no row. */
export const WRITE = logStatement(
  'log_verifications',
  `$${LOGGED + 1}`,
  (more) => `
  WITH ${partsFrom(`unnest(${ROWS.arrays}) AS entry(${ROWS.names})`)}${more} SELECT FROM entry WHERE false`,
);

type Expected = Expectation | Record<keyof Expectation, null>;
export const EXPECTATIONS = new RowParameters<Expected>(EXPECTATION_TYPES, LOGGED + 1);
export const NONE: Expected = {
  license_version: null,
  policy_version: null,
  product_version: null,
  customer_version: null,
  latest: null,
  seats: null,
};

const EXPECTED_ENTRIES = `(
    SELECT asked.*, known.*
    FROM unnest(${ROWS.arrays}, ${EXPECTATIONS.arrays}) WITH ORDINALITY
      AS asked(${ROWS.names}, ${EXPECTATIONS.names}, position)
    LEFT JOIN LATERAL (${CONFIRMATION}) AS known ON true
    WHERE asked.license_version IS NULL OR known."known.activationId" IS NOT NULL
  ) AS entry`;

/** Returns the rows of the entries that are as expected. */
export const CONFIRM = logStatement(
  'log_expected_verifications',
  `$${LOGGED + Object.keys(EXPECTATION_TYPES).length + 1}`,
  (more) => `
  WITH ${partsFrom(EXPECTED_ENTRIES)}${more} SELECT position, ${CONFIRMED} FROM entry WHERE license_version IS NOT NULL`,
);
