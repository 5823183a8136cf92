import type { PreparedStatement } from '../../platform/database/prepared-statement';
import { changesIn, recordInserts } from '../../platform/records/record-statements';

/** A statement that logs requests beside what else it writes. Requests that reach no limit pay nothing for those that do. */
export interface LogStatement {
  readonly plain: PreparedStatement;
  /** Statement that also writes the records of reached limits, its last parameter. */
  readonly reporting: PreparedStatement;
}

/**
 * @param text of the statement, with the parts that follow the log's in its WITH clause
 * @param reports the last parameter
 */
export function logStatement(name: string, reports: string, text: (more: string) => string): LogStatement {
  return {
    plain: { name, text: text('') },
    reporting: { name: `${name}_and_limits`, text: text(`, ${limitParts(reports)}`) },
  };
}

/** SQL condition: the notice `n` may be reported again. */
export const MAY_REPORT_AGAIN = (now: string): string => `n.noticed_at <= ${now} - interval '1 hour'`;

/**
 * Parts of a WITH clause that record reached limits: of each license one, and none if it reported one within the hour. Two
 * that report at the same time wait for each other. The notices are locked last, in the order of the licenses.
 */
const limitParts = (reports: string): string => `
  refused AS MATERIALIZED (
    SELECT DISTINCT ON (license_id) *
    FROM (SELECT (data->>'license_id')::bigint AS license_id, * FROM ${changesIn(reports)}) AS reported
    WHERE NOT EXISTS (
      SELECT FROM limit_notices AS n
      WHERE n.license_id = reported.license_id AND NOT ${MAY_REPORT_AGAIN('reported.at')}
    )
    ORDER BY license_id, at
  ), noticed AS (
    INSERT INTO limit_notices AS n (license_id, noticed_at)
    SELECT license_id, at FROM refused,
      (SELECT count(*) FROM counted) AS after_the_counts, (SELECT count(*) FROM counted_keys) AS after_those_of_keys
    ORDER BY license_id
    ON CONFLICT (license_id) DO UPDATE SET noticed_at = excluded.noticed_at WHERE ${MAY_REPORT_AGAIN('excluded.noticed_at')}
    RETURNING license_id
  ), reached AS MATERIALIZED (SELECT * FROM refused WHERE license_id IN (SELECT license_id FROM noticed)),
  ${recordInserts('reached', 'limits')}`;
