import type { PreparedStatement } from '../../platform/database/prepared-statement';
import { textLiteral } from '../../platform/database/text-literal';
import { READ_METERS } from '../meters/read-meters.query';

/** Seats are counted up to this number or the license's limit, whichever is higher, to bound the cost. */
const SEATS_COUNTED = 10_000;

/** The license columns of a context, by property. */
const LICENSE_COLUMNS = {
  id: 'id',
  uid: 'uid',
  key: 'key',
  productId: 'product_id',
  customerId: 'customer_id',
  policyOverrides: 'policy_overrides',
  disabledAt: 'disabled_at',
  blockedAt: 'blocked_at',
  revokedAt: 'revoked_at',
  startsAt: 'starts_at',
  expiresAt: 'expires_at',
  expiryBasis: 'expiry_basis',
  durationDays: 'duration_days',
  updatesUntil: 'updates_until',
  supportUntil: 'support_until',
  maxActivations: 'max_activations',
  maxUsers: 'max_users',
  maxSessions: 'max_sessions',
  usesLimit: 'uses_limit',
  features: 'features',
  resolved: 'resolved',
  allowedDomains: 'allowed_domains',
  allowedIps: 'allowed_ips',
  restrictedToEmail: 'restricted_to_email',
  restrictedToClientName: 'restricted_to_client_name',
  description: 'description',
  firstActivatedAt: 'first_activated_at',
  createdAt: 'created_at',
} as const;
export type LicenseColumn = keyof typeof LICENSE_COLUMNS;
export const LICENSE_PROPERTIES = Object.keys(LICENSE_COLUMNS) as LicenseColumn[];

const LICENSE = LICENSE_PROPERTIES.map((property) => `l.${LICENSE_COLUMNS[property]} AS "${property}"`).join(', ');

/** A lookup of a license and of the device that asks. */
export interface ContextLookup {
  readonly key: string;
  readonly fingerprint: string | null;
  /** The only product whose licenses are visible. */
  readonly product_id: number | null;
  readonly now: Date;
  /** Numbers of the version that the program names. */
  readonly version: readonly number[] | null;
  /** Read the latest version of the product. */
  readonly latest: boolean;
  /** Reserve the id of a new activation. */
  readonly reserve: boolean;
  /** Read the meters, with the periods of this time zone; null reads none. */
  readonly meters: string | null;
}

/**
 * Reads the context of each lookup; unknown licenses have no row. The inner LIMITs bound the cost of a license with very
 * many devices; that of the device keeps the planner from reading all devices of the license. Revoked licenses, and those expired beyond their grace period, do not bind a device.
 */
export const FIND_CONTEXTS: PreparedStatement = {
  name: 'find_license_contexts',
  text: `
  SELECT asked.position, ${LICENSE},
    json_build_object('id', product.id, 'reference', product.reference, 'isActive', product.is_active,
      'updatesNeedLicense', product.updates_need_license) AS product,
    json_build_object('bindOnCheck', policy.bind_on_check, 'deviceUniqueWithin', policy.device_unique_within,
      'whenFull', policy.when_full, 'graceDays', policy.grace_days, 'heartbeatInterval', policy.heartbeat_interval,
      'heartbeatTimeout', policy.heartbeat_timeout, 'deadSeats', policy.dead_seats,
      'addFirstDomain', policy.add_first_domain,
      'minVersion', policy.min_version, 'maxVersion', policy.max_version,
      'maxValidationsPerMinute', policy.max_validations_per_minute,
      'maxUsesPerMinute', policy.max_uses_per_minute) AS behavior,
    CASE WHEN customer.id IS NOT NULL THEN
      json_build_object('name', customer.name, 'reference', customer.reference, 'email', customer.email) END AS customer,
    device.id AS "activationId", device.uid AS "activationUid", device.kind, device.name, device.app_version AS "appVersion",
    device.ip, device.user_agent AS "userAgent", device.device_data AS "deviceData", device.activated_at AS "activatedAt",
    device.last_seen_at AS "lastSeenAt", device.check_count AS "checkCount", device.deactivated_at AS "deactivatedAt",
    live.taken AS "seatsTaken", live.expired AS "seatsExpired", ever.uses AS "usesTaken", latest.version AS "latestVersion",
    CASE WHEN l.updates_until IS NOT NULL THEN (
      SELECT min(released_at)::text FROM product_versions
      WHERE product_id = l.product_id AND parts = asked.version AND is_active
    ) END AS "versionReleasedAt",
    metered.meters,
    (behavior.unique_within = 'product' AND EXISTS (
      SELECT 1 FROM activations a JOIN licenses o ON o.id = a.license_id JOIN policies p ON p.id = o.policy_id
      WHERE a.fingerprint = asked.fingerprint AND a.deactivated_at IS NULL
        AND o.product_id = l.product_id AND o.id <> l.id AND o.revoked_at IS NULL
        AND (o.expires_at IS NULL OR o.expires_at
          + make_interval(days => coalesce((o.policy_overrides->>'graceDays')::integer, p.grace_days)) > asked.now)
    )) AS "boundElsewhere",
    CASE WHEN asked.reserve AND device.id IS NULL THEN nextval('activations_id_seq') END AS "reservedId"
  FROM ROWS FROM (json_to_recordset($1::json) AS (
    key text, fingerprint text, product_id bigint, now timestamptz, version bigint[], latest boolean, reserve boolean,
    meters text
  )) WITH ORDINALITY AS asked(key, fingerprint, product_id, now, version, latest, reserve, meters, position)
  JOIN licenses l ON l.key = asked.key AND (asked.product_id IS NULL OR l.product_id = asked.product_id)
  JOIN products product ON product.id = l.product_id
  JOIN policies policy ON policy.id = l.policy_id
  CROSS JOIN LATERAL (
    SELECT coalesce(l.policy_overrides->>'deviceUniqueWithin', policy.device_unique_within) AS unique_within,
      CASE WHEN coalesce(l.policy_overrides->>'deadSeats', policy.dead_seats) = 'release' THEN asked.now - make_interval(
        secs => CASE WHEN l.policy_overrides ? 'heartbeatTimeout' THEN (l.policy_overrides->>'heartbeatTimeout')::integer
                     ELSE policy.heartbeat_timeout END) END AS dead_before
  ) AS behavior
  LEFT JOIN customers customer ON customer.id = l.customer_id
  LEFT JOIN LATERAL (
    SELECT * FROM activations WHERE license_id = l.id AND fingerprint = asked.fingerprint LIMIT 1
  ) AS device ON true
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS taken, (count(*) FILTER (WHERE last_seen_at < behavior.dead_before))::integer AS expired
    FROM (
      SELECT last_seen_at FROM activations WHERE license_id = l.id AND deactivated_at IS NULL
      LIMIT greatest(${SEATS_COUNTED}, l.max_activations::bigint + 1)
    ) AS seat
  ) AS live
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS uses
    FROM (SELECT 1 FROM activations WHERE license_id = l.id LIMIT coalesce(l.uses_limit, 0)) AS activation
  ) AS ever
  LEFT JOIN LATERAL (
    SELECT version FROM product_versions WHERE product_id = l.product_id AND is_active AND asked.latest
    ORDER BY parts DESC, id DESC LIMIT 1
  ) AS latest ON true
  CROSS JOIN LATERAL (${READ_METERS}
  ) AS metered`,
};

/**
 * Locks the license until the end of the transaction and, if devices are unique within its product, the device. Has no
 * parameters, so that it can start the transaction.
 */
export function lockStatement(key: string, fingerprint: string, productId: number | undefined): string {
  return `
    WITH license AS MATERIALIZED (
      SELECT l.product_id, coalesce(l.policy_overrides->>'deviceUniqueWithin', p.device_unique_within) AS unique_within
      FROM licenses l JOIN policies p ON p.id = l.policy_id
      WHERE l.key = ${textLiteral(key)} ${productId === undefined ? '' : `AND l.product_id = ${productId}`}
      FOR NO KEY UPDATE OF l
    )
    SELECT pg_advisory_xact_lock(hashtextextended('device ' || product_id || ' ' || ${textLiteral(fingerprint)}, 0))
    FROM license WHERE unique_within = 'product'`;
}
