import type { ProductScope } from '../../identity/permissions/caller';
import { offeredSql } from '../../catalog/versions/offered-sql';
import { STABLE } from '../../catalog/versions/release-channel';
import type { PreparedStatement } from '../../platform/database/prepared-statement';
import { RowParameters } from '../../platform/database/row-parameters';
import { IS_USE } from '../../licenses/activations/free-hosts.service';
import { borrowingDevices } from '../../licenses/sessions/session-statements';
import { textLiteral } from '../../platform/database/text-literal';
import { SHOWN_METADATA } from './shown-metadata';
import { MISMATCHES, type NamedScopes, NO_SCOPES, SCOPES } from './scope-columns';

/** Seats are counted up to this number or twice the license's limit, whichever is higher, to bound the cost. */
const SEATS_COUNTED = 10_000;

/** The license columns of a context, by property. */
export const LICENSE_COLUMNS = {
  id: 'id',
  uid: 'uid',
  key: 'key',
  productId: 'product_id',
  productIds: 'product_ids',
  customerId: 'customer_id',
  groupId: 'group_id',
  policyOverrides: 'policy_overrides',
  disabledAt: 'disabled_at',
  blockedAt: 'blocked_at',
  revokedAt: 'revoked_at',
  startsAt: 'starts_at',
  expiresAt: 'expires_at',
  expiryBasis: 'expiry_basis',
  durationDays: 'duration_days',
  durationMonths: 'duration_months',
  updatesUntil: 'updates_until',
  supportUntil: 'support_until',
  maxActivations: 'max_activations',
  maxUsers: 'max_users',
  maxSessions: 'max_sessions',
  usesLimit: 'uses_limit',
  relayPools: 'relay_pools',
  features: 'features',
  effectiveGrants: 'resolved',
  allowedDomains: 'allowed_domains',
  allowedIps: 'allowed_ips',
  restrictedToEmail: 'restricted_to_email',
  restrictedToClientName: 'restricted_to_client_name',
  description: 'description',
  firstActivatedAt: 'first_activated_at',
  termStartedAt: 'term_started_at',
  checkedInAt: 'checked_in_at',
  createdAt: 'created_at',
} as const;
export type LicenseColumn = keyof typeof LICENSE_COLUMNS;

/** The device columns of a context, by property. */
export const DEVICE_COLUMNS = {
  activationId: 'id',
  activationUid: 'uid',
  kind: 'kind',
  name: 'name',
  appVersion: 'app_version',
  ip: 'ip',
  userAgent: 'user_agent',
  deviceData: 'device_data',
  activatedAt: 'activated_at',
  environment: 'environment',
  cores: 'cores',
  memoryMb: 'memory_mb',
  takesSeat: 'takes_seat',
  lastSeenAt: 'last_seen_at',
  checkCount: 'check_count',
  deactivatedAt: 'deactivated_at',
} as const;

/** The transaction that wrote a row last: its version. */
export const VERSION = 'xmin';

/** A call that names a product of a bundle, or has a key for some products, sees what that product grants. */
const EFFECTIVE_GRANTS = `CASE WHEN l.product_ids IS NULL THEN l.resolved
  WHEN asked.product IS NULL AND asked.product_ids IS NULL THEN l.resolved - 'products'
  ELSE coalesce(l.resolved->'products'->product.id::text, '{}') END`;

const LICENSE = Object.entries(LICENSE_COLUMNS)
  .map(([property, column]) => `${column === 'resolved' ? EFFECTIVE_GRANTS : `l.${column}`} AS "${property}"`)
  .join(', ');

const DEVICE = Object.entries(DEVICE_COLUMNS)
  .map(([property, column]) => `device.${column} AS "${property}"`)
  .join(', ');

/** Parameters of the statement of all checks. */
interface LookupColumns {
  readonly key: string;
  readonly fingerprint: string | null;
  /** The only products whose licenses are visible, as an array of PostgreSQL. */
  readonly product_ids: string | null;
  /** Reference of the product that the call names. */
  readonly product: string | null;
  readonly now: Date;
  /** Numbers of the version that the program names, joined by dots. */
  readonly version: string | null;
  /** Read the latest version of the product. */
  readonly latest: boolean;
  /** Reserve the id of a new activation, and read whether it is the first. */
  readonly reserve: boolean;
  /** Read the meters, with the periods of this time zone; null reads none. */
  readonly meters: string | null;
  /** Count the sessions that run, if the license has a maximum. */
  readonly sessions: boolean;
  /** Hashes of the device's components, sorted, as an array of PostgreSQL. */
  readonly components: string | null;
  /** The user whom the program names. */
  readonly username: string | null;
  /** Count the seats even if the device has one. */
  readonly seats: boolean;
}

/** A lookup of a license and of the device that asks. */
export interface ContextLookup extends LookupColumns {
  /** The call names its policy, group, customer or file; undefined if it names none. */
  readonly scopes?: NamedScopes;
}

/** Parameters of every lookup. A check of a device that names no user, version or component asks for no more. */
const PLAIN_COLUMNS = {
  key: 'text',
  fingerprint: 'text',
  product_ids: 'text',
  product: 'text',
  now: 'timestamptz',
  latest: 'boolean',
  seats: 'boolean',
} as const;
const COLUMNS = {
  ...PLAIN_COLUMNS,
  version: 'text',
  reserve: 'boolean',
  meters: 'text',
  sessions: 'boolean',
  components: 'text',
  username: 'text',
} as const satisfies Record<keyof LookupColumns, string>;

const LOOKUPS = new RowParameters<LookupColumns>(COLUMNS);
const PLAIN_LOOKUPS = new RowParameters<Pick<LookupColumns, keyof typeof PLAIN_COLUMNS>>(PLAIN_COLUMNS);
const SCOPED_LOOKUPS = new RowParameters<LookupColumns & NamedScopes>({ ...COLUMNS, ...SCOPES });

const rowsOf = ({ arrays, names }: Pick<typeof LOOKUPS, 'arrays' | 'names'>, alias: string): string =>
  `unnest(${arrays}) WITH ORDINALITY AS ${alias}(${names}, position)`;
/** PostgreSQL leaves out of the plan what depends on these constants. */
const PLAIN = `(
    SELECT given.*, NULL::text AS version, false AS reserve, NULL::text AS meters, false AS sessions,
      NULL::text AS components, NULL::text AS username
    FROM ${rowsOf(PLAIN_LOOKUPS, 'given')}
  ) AS asked`;

/** Query: the latest version of the product that the device is offered. */
export const latestVersion = (now: string): string => `(
      SELECT own.version FROM product_versions own
      WHERE own.product_id = product.id AND own.channel = '${STABLE}' AND own.is_active AND ${offeredSql('own', {
        device: 'coalesce(device.fingerprint, asked.fingerprint)',
        license: 'l.uid',
        channel: `'${STABLE}'`,
        now,
      })}
      ORDER BY own.parts DESC, own.id DESC LIMIT 1
    )`;
/** SQL: number of seats that are counted. */
export const MOST_SEATS = `greatest(${SEATS_COUNTED}, 2 * l.max_activations::bigint + 1)`;

const COMPONENT_MATCH = `coalesce(l.policy_overrides->>'componentMatch', policy.component_match)`;

/**
 * Reads the context of each lookup; unknown licenses have no row. The product of a bundle is the one that the call names, if
 * the license has it and the API key may see it, else the first that the key may see. The inner LIMITs bound the cost of a license with very many
 * devices; that of the device keeps the planner from reading all devices of the license, and the OFFSET from computing the
 * behavior for each seat. Licenses that are revoked, or refused because they expired, do not bind a device. The columns are
 * plain, because building JSON of them would take as long as finding the rows. The seat of a device that has
 * borrowed a session does not expire. Of a device that has a seat, no other seat is counted unless the call asks for it.
 */
const findContexts = (asked: string, more = ''): string => `
  SELECT asked.position, ${LICENSE},${more}
    l.${VERSION} AS "licenseVersion", policy.${VERSION} AS "policyVersion", product.${VERSION} AS "productVersion",
    customer.${VERSION} AS "customerVersion",
    product.id AS "checkedProductId", product.reference AS "productReference", product.is_active AS "isProductActive",
    product.updates_need_license AS "updatesNeedLicense",
    product.upgrade_url AS "upgradeUrl", product.shows_customer AS "showsCustomer", product.signing_alg AS "signingAlg",
    ${SHOWN_METADATA} AS "shownMetadata",
    policy.behavior, nullif(product.free_hosts, '{}') AS "productFreeHosts",
    customer.name AS "customerName", customer.reference AS "customerReference", customer.email AS "customerEmail",
    customer.company AS "customerCompany", ${DEVICE},
    seats.product_id AS "seatProductId",
    live.taken AS "seatsTaken", live.expired - CASE WHEN live.expired > 0 THEN (
      SELECT count(*)::integer FROM activations
      WHERE id = ANY (${borrowingDevices('l.id', 'asked.now')}) AND deactivated_at IS NULL AND takes_seat
        AND coalesce(product_id, 0) = coalesce(seats.product_id, 0) AND last_seen_at < seats.dead_before
    ) ELSE 0 END AS "seatsExpired",
    CASE WHEN live.taken = 0 THEN EXISTS (
      SELECT FROM activations WHERE license_id = l.id AND deactivated_at IS NULL AND NOT takes_seat
    ) END AS "hasUnseated",
    CASE WHEN l.uses_limit IS NULL THEN 0 ELSE (
      SELECT count(*) FROM (SELECT FROM activations WHERE license_id = l.id AND ${IS_USE} LIMIT l.uses_limit) AS activation
    )::integer END AS "usesTaken",
    CASE WHEN asked.latest THEN ${latestVersion('asked.now')} END AS "latestVersion",
    CASE WHEN asked.version IS NOT NULL AND (l.updates_until IS NOT NULL OR l.expires_at <= asked.now) THEN (
      SELECT min(released_at)::text FROM product_versions
      WHERE product_id = product.id AND parts = string_to_array(asked.version, '.')::bigint[] AND is_active
    ) END AS "versionReleasedAt",
    CASE WHEN asked.meters IS NOT NULL AND ${EFFECTIVE_GRANTS} ? 'meters' THEN
      read_license_meters(l.id, ${EFFECTIVE_GRANTS}->'meters', coalesce(l.starts_at, l.created_at), device.id, asked.username,
        asked.now, asked.meters)
    END AS meters,
    CASE WHEN asked.sessions AND l.max_sessions IS NOT NULL THEN count_running_sessions(l.id, asked.now)
    END AS "sessionsRunning",
    CASE WHEN asked.username IS NOT NULL OR seats.per <> 'device' THEN
      read_license_users(l.id, l.max_users, asked.username, device.id, seats.per, seats.dead_before, asked.now)
    END AS users,
    CASE WHEN seats.unique_within <> 'license' THEN (
      SELECT CASE WHEN asked.product_ids IS NULL OR o.product_id = ANY (asked.product_ids::bigint[]) THEN o.uid::text ELSE '' END
      FROM activations a JOIN licenses o ON o.id = a.license_id JOIN policies p ON p.id = o.policy_id
      WHERE a.fingerprint = asked.fingerprint AND a.deactivated_at IS NULL
        AND CASE seats.unique_within WHEN 'product' THEN o.product_id = l.product_id WHEN 'policy' THEN o.policy_id = l.policy_id
          WHEN 'customer' THEN o.customer_id = l.customer_id WHEN 'group' THEN o.group_id = l.group_id END
        AND o.id <> l.id AND o.revoked_at IS NULL
        AND (o.expires_at IS NULL
          OR coalesce(o.policy_overrides->>'expiryStrategy', p.expiry_strategy) <> 'revoke_access' OR o.expires_at
          + make_interval(days => coalesce((o.policy_overrides->>'graceDays')::integer, p.grace_days)) > asked.now)
      LIMIT 1
    ) END AS "boundTo",
    CASE WHEN asked.components IS NOT NULL THEN device.fingerprint END AS "knownFingerprint",
    CASE WHEN asked.components IS NOT NULL AND ${COMPONENT_MATCH} <> 'none' THEN (
      SELECT array_agg(hash::text ORDER BY hash COLLATE "C") FROM activation_components WHERE activation_id = device.id
    ) IS DISTINCT FROM asked.components::text[] END AS "componentsChanged",
    CASE WHEN asked.reserve AND l.first_activated_at IS NULL THEN EXISTS (SELECT FROM activations WHERE license_id = l.id)
    END AS "wasActivated",
    CASE WHEN asked.reserve AND device.id IS NULL THEN nextval('activations_id_seq') END AS "reservedId"
  FROM ${asked}
  JOIN licenses l ON l.key = asked.key AND (
    asked.product_ids IS NULL OR l.product_id = ANY (asked.product_ids::bigint[])
    OR l.product_ids && asked.product_ids::bigint[])
  JOIN products product ON product.id = CASE WHEN l.product_ids IS NULL THEN l.product_id ELSE coalesce((
    SELECT id FROM products WHERE reference = asked.product AND id = ANY (l.product_ids)
      AND (asked.product_ids IS NULL OR id = ANY (asked.product_ids::bigint[]))
  ), (
    SELECT id FROM unnest(l.product_ids) WITH ORDINALITY AS own(id, place)
    WHERE id = ANY (asked.product_ids::bigint[]) ORDER BY place LIMIT 1
  ), l.product_id) END
  JOIN policies policy ON policy.id = l.policy_id
  CROSS JOIN LATERAL (
    SELECT coalesce(l.policy_overrides->>'deviceUniqueWithin', policy.device_unique_within) AS unique_within,
      coalesce(l.policy_overrides->>'seatsPer', policy.seats_per) AS per,
      CASE WHEN coalesce(l.policy_overrides->>'deadSeats', policy.dead_seats) = 'release' THEN asked.now - make_interval(
        secs => CASE WHEN l.policy_overrides ? 'heartbeatTimeout' THEN (l.policy_overrides->>'heartbeatTimeout')::integer
                     ELSE policy.heartbeat_timeout END) END AS dead_before,
      CASE WHEN l.product_ids IS NOT NULL
        AND coalesce((l.policy_overrides->>'seatsPerProduct')::boolean, policy.seats_per_product)
        THEN nullif(product.id, l.product_id) END AS product_id
    OFFSET 0
  ) AS seats
  LEFT JOIN customers customer ON customer.id = l.customer_id
  LEFT JOIN LATERAL (
    SELECT * FROM activations WHERE license_id = l.id AND coalesce(product_id, 0) = coalesce(seats.product_id, 0) AND fingerprint =
      CASE WHEN asked.components IS NULL THEN asked.fingerprint
           ELSE match_device(l.id, asked.fingerprint, asked.components::text[], ${COMPONENT_MATCH}) END
    LIMIT 1
  ) AS device ON true
  CROSS JOIN LATERAL (
    SELECT CASE WHEN NOT asked.seats AND seats.per = 'device' AND device.takes_seat AND device.deactivated_at IS NULL
                THEN 1 ELSE 0 END AS seat
  ) AS own
  CROSS JOIN LATERAL (
    SELECT greatest(count(*), own.seat)::integer AS taken, (count(*) FILTER (WHERE last_seen_at < seats.dead_before))::integer AS expired
    FROM (
      SELECT last_seen_at FROM activations WHERE license_id = l.id AND deactivated_at IS NULL AND takes_seat
        AND coalesce(product_id, 0) = coalesce(seats.product_id, 0)
      LIMIT (1 - own.seat) * ${MOST_SEATS}
    ) AS seat
  ) AS live`;

export const FIND_CONTEXTS: PreparedStatement = {
  name: 'find_license_contexts',
  text: findContexts(rowsOf(LOOKUPS, 'asked')),
};
/** For lookups of `PLAIN_COLUMNS` alone: a tenth less work for the database. */
const FIND_PLAIN_CONTEXTS: PreparedStatement = { name: 'find_plain_contexts', text: findContexts(PLAIN) };
/** Also compares the scopes that a call names. A statement of its own, so that calls without any do not pay for them. */
export const FIND_SCOPED_CONTEXTS: PreparedStatement = {
  name: 'find_scoped_contexts',
  text: findContexts(rowsOf(SCOPED_LOOKUPS, 'asked'), MISMATCHES),
};

/** The statement that reads the contexts of these lookups, with its parameters. */
export function contextStatement(lookups: readonly ContextLookup[]): [PreparedStatement, string[]] {
  if (lookups.some(({ scopes }) => scopes !== undefined)) {
    const scoped = lookups.map((lookup) => ({ ...lookup, ...(lookup.scopes ?? NO_SCOPES) }));
    return [FIND_SCOPED_CONTEXTS, SCOPED_LOOKUPS.values(scoped)];
  }
  return lookups.every(isPlain)
    ? [FIND_PLAIN_CONTEXTS, PLAIN_LOOKUPS.values(lookups)]
    : [FIND_CONTEXTS, LOOKUPS.values(lookups)];
}

function isPlain({ version, reserve, meters, sessions, components, username }: ContextLookup): boolean {
  return !reserve && !sessions && version === null && meters === null && components === null && username === null;
}

/**
 * Locks the license until the end of the transaction and, if its devices may not be active on certain others, the device, if
 * there is one: everywhere, because another license may look for it elsewhere. Has no parameters, so that it can start the
 * transaction.
 * @param license its key or its id
 */
export function lockStatement(license: string | number, fingerprint: string | undefined, scope: ProductScope): string {
  const isNamed = typeof license === 'number' ? `l.id = ${license}` : `l.key = ${textLiteral(license)}`;
  // Not a condition, with which the planner would skip the license. Locking a null locks nothing.
  const device = fingerprint === undefined ? 'NULL' : textLiteral(fingerprint);
  return `
    WITH license AS MATERIALIZED (
      SELECT coalesce(l.policy_overrides->>'deviceUniqueWithin', p.device_unique_within) AS unique_within
      FROM licenses l JOIN policies p ON p.id = l.policy_id
      WHERE ${isNamed} ${scope === undefined ? '' : `AND (l.product_id IN (${scope.join()}) OR l.product_ids && '{${scope.join()}}')`}
      FOR NO KEY UPDATE OF l
    )
    SELECT pg_advisory_xact_lock(hashtextextended('device ' || ${device}, 0))
    FROM license WHERE unique_within <> 'license'`;
}
