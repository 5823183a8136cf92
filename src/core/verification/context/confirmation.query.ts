import type { DeviceRow } from './context-row';
import { DEVICE_COLUMNS, latestVersion, MOST_SEATS, VERSION } from './license-context.query';

/** Rows of which the verdict of a check was made, and what else its answer shows. */
export interface Expectation {
  readonly license_version: string;
  readonly policy_version: string;
  readonly product_version: string;
  readonly customer_version: string | null;
  /** Read the latest version of the product. */
  readonly latest: boolean;
  /** Count the seats. */
  readonly seats: boolean;
}

/** The parameters of an expectation; null for a check that expects nothing. */
export const EXPECTATION_TYPES = {
  license_version: 'xid',
  policy_version: 'xid',
  product_version: 'xid',
  customer_version: 'xid',
  latest: 'boolean',
  seats: 'boolean',
} as const satisfies Record<keyof Expectation, string>;

/** Values that an answer shows and no rule needs, read by the statement that logs the check. */
export interface ConfirmedRow extends DeviceRow {
  /** Number of the log row, from 1. */
  readonly position: number;
  readonly latestVersion: string | null;
  readonly seatsTaken: number;
}

const SHOWN = Object.entries(DEVICE_COLUMNS).map(([property, column]) => [property, `device.${column}`] as const);
const NAMES = [...Object.keys(DEVICE_COLUMNS), 'latestVersion', 'seatsTaken'];

/**
 * Query, beside the rows `asked` of checks: one row if the rows that the rules need are as expected, and the device still has
 * its seat.
 */
export const CONFIRMATION = `
  SELECT ${SHOWN.map(([property, column]) => `${column} AS "known.${property}"`).join(', ')},
    CASE WHEN asked.latest THEN ${latestVersion('asked.at')} END AS "known.latestVersion",
    CASE WHEN asked.seats THEN (
      SELECT count(*) FROM (
        SELECT FROM activations
        WHERE license_id = l.id AND deactivated_at IS NULL AND takes_seat AND coalesce(product_id, 0) = 0
        LIMIT ${MOST_SEATS}
      ) AS seat
    )::integer ELSE 1 END AS "known.seatsTaken"
  FROM licenses l
  JOIN policies policy ON policy.id = l.policy_id
  JOIN products product ON product.id = l.product_id
  LEFT JOIN customers customer ON customer.id = l.customer_id
  JOIN activations device ON device.id = asked.seen_id
  WHERE l.id = asked.license_id AND l.${VERSION} = asked.license_version
    AND policy.${VERSION} = asked.policy_version AND product.${VERSION} = asked.product_version
    AND (l.customer_id IS NULL OR customer.${VERSION} = asked.customer_version)
    AND device.license_id = l.id AND device.product_id IS NULL AND device.fingerprint = asked.fingerprint
    AND device.deactivated_at IS NULL AND device.takes_seat`;

/** The columns of `ConfirmedRow`, from those of `CONFIRMATION`. */
export const CONFIRMED = NAMES.map((name) => `"known.${name}" AS "${name}"`).join(', ');
