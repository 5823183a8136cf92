import { endOfTermSql } from '../../../core/catalog/internal';
import type { RowKind } from './import-row.entity';

/*
 * Each statement makes the pending rows of a kind from one position ($2, exclusive) to another ($3). Parameters: $1 the
 * import, $4 the time at which it was confirmed, $5 the batch of its licenses. It follows the check of the same rows in one
 * transaction; a row that somebody else has made meanwhile stays pending.
 */
const making = (kind: RowKind, read: string, insert: string): string => `
  WITH batch AS MATERIALIZED (
    SELECT position, source_id, parent, data FROM import_rows
    WHERE import_id = $1 AND kind = '${kind}' AND position > $2 AND position <= $3 AND outcome = 'pending'
  ), fresh AS MATERIALIZED (
    SELECT r.position, nextval((SELECT pg_get_serial_sequence('${TABLES[kind]}', 'id')::regclass)) AS id, ${read}
    ORDER BY r.position
  ), made AS (${insert} RETURNING id), decided AS (
    UPDATE import_rows AS r SET outcome = 'made', target_id = fresh.id
    FROM fresh
    -- IS TRUE: as a join, the planner, which expects few rows, would compare all with all.
    WHERE r.import_id = $1 AND r.kind = '${kind}' AND r.position = fresh.position
      AND (fresh.id IN (SELECT id FROM made)) IS TRUE
    RETURNING r.target_id
  )
  SELECT '${kind}' AS kind, 'made' AS outcome, '' AS reason, count(*)::integer AS count FROM decided
  HAVING count(*) > 0`;

const TABLES: Partial<Record<RowKind, string>> = {
  customer: 'customers',
  license: 'licenses',
  activation: 'activations',
};

const texts = (column: string): string =>
  `CASE WHEN coalesce(d.${column}, '[]') = '[]' THEN '{}' ELSE ARRAY(SELECT jsonb_array_elements_text(d.${column})) END AS ${column}`;

/** Kinds of which a file may have millions. */
export const MAKES = {
  customer: making(
    'customer',
    `d.reference, d.name, d.email, d.company, d.phone, coalesce(d.uid, gen_random_uuid()) AS uid FROM batch AS r
     CROSS JOIN LATERAL jsonb_to_record(r.data) AS d(uid uuid, reference text, name text, email text, company text, phone text)`,
    `INSERT INTO customers (id, uid, reference, name, email, company, phone, created_at, updated_at)
     SELECT id, uid, reference, name, email, company, phone, $4::timestamptz,
       $4::timestamptz
     FROM fresh ON CONFLICT DO NOTHING`,
  ),
  // A term that starts with the first activation has started if there is one; a limit of uses that the old server counts
  // down allows what is left beside the activations that come along.
  license: making(
    'license',
    `coalesce(d.uid, gen_random_uuid()) AS uid, d.key, d.type_label, d.max_activations, d.max_users, d.starts_at,
     d.duration_days, d.updates_until, d.support_until, d.metadata, d.restricted_to_client_name,
     coalesce(d.is_envato, false) AS is_envato, coalesce(d.description, '') AS description,
     ${texts('allowed_domains')}, ${texts('allowed_ips')}, coalesce(d.state, 'active') AS state, d.created_at,
     p.target_id AS product_id, c.target_id AS customer_id, coalesce(named.target_id, product.policy_id) AS policy_id,
     CASE WHEN d.uses_left IS NULL THEN d.uses_limit ELSE greatest(1, d.uses_left + used.count) END AS uses_limit,
     CASE WHEN d.expires_at IS NULL AND d.duration_days IS NOT NULL
       THEN used.first + make_interval(days => d.duration_days) ELSE d.expires_at END AS expires_at,
     coalesce(used.first, d.first_activated_at) AS first_activated_at
     FROM batch AS r
     CROSS JOIN LATERAL jsonb_to_record(r.data) AS d(uid uuid, key text, type_label text,
       max_activations integer, max_users integer, uses_limit integer, uses_left integer, duration_days integer,
       starts_at timestamptz, expires_at timestamptz, updates_until timestamptz, support_until timestamptz,
       allowed_domains jsonb, allowed_ips jsonb, restricted_to_client_name text, is_envato boolean, description text,
       metadata jsonb, state text, created_at timestamptz, first_activated_at timestamptz, customer text, pattern text, policy text)
     JOIN import_rows AS p ON p.import_id = $1 AND p.kind = 'product' AND p.source_id = r.parent
     JOIN products AS product ON product.id = p.target_id
     LEFT JOIN import_rows AS c ON c.import_id = $1 AND c.kind = 'customer' AND c.source_id = d.customer
     LEFT JOIN import_rows AS named ON named.import_id = $1 AND named.kind = 'policy'
       AND named.source_id = coalesce(d.policy, d.pattern)
     CROSS JOIN LATERAL (
       SELECT count(*)::integer AS count, min(coalesce((a.data->>'activated_at')::timestamptz, $4::timestamptz)) AS first
       FROM import_rows AS a
       WHERE a.import_id = $1 AND a.kind = 'activation' AND a.parent = r.source_id AND a.outcome = 'pending'
     ) AS used`,
    `INSERT INTO licenses (id, uid, key, product_id, customer_id, policy_id, policy_version, type, type_label, disabled_at, blocked_at,
       revoked_at, starts_at, expires_at, expiry_basis, duration_days, updates_until, support_until, max_activations, max_users,
       uses_limit, allowed_domains, allowed_ips, restricted_to_client_name, is_envato, description, metadata, batch,
       first_activated_at, notices_from, created_at, updated_at)
     SELECT id, uid, key, product_id, customer_id, policy_id,
       coalesce((SELECT published_version FROM policies WHERE policies.id = fresh.policy_id), 1),
       CASE WHEN type_label IN ('perpetual', 'subscription', 'trial', 'lifetime') THEN type_label ELSE 'perpetual' END,
       CASE WHEN type_label NOT IN ('perpetual', 'subscription', 'trial', 'lifetime') THEN type_label END,
       CASE WHEN state = 'disabled' THEN $4::timestamptz END, CASE WHEN state = 'blocked' THEN $4::timestamptz END,
       CASE WHEN state = 'revoked' THEN $4::timestamptz END, starts_at, expires_at,
       CASE WHEN duration_days IS NULL THEN 'fixed' ELSE 'first_activation' END, duration_days, updates_until,
       support_until, max_activations, max_users, uses_limit, allowed_domains, allowed_ips, restricted_to_client_name,
       is_envato, description, coalesce(metadata, '{}'), $5::text, first_activated_at, $4::timestamptz,
       coalesce(created_at, $4::timestamptz), $4::timestamptz
     FROM fresh ON CONFLICT DO NOTHING`,
  ),
  activation: making(
    'activation',
    `coalesce(d.uid, gen_random_uuid()) AS uid, l.target_id AS license_id, d.kind, d.fingerprint, d.name,
     d.app_version, d.ip, d.user_agent, d.device_data, d.cores, d.memory_mb,
     coalesce(d.activated_at, $4::timestamptz) AS activated_at,
     coalesce(d.last_seen_at, d.activated_at, $4::timestamptz) AS last_seen_at
     FROM batch AS r
     CROSS JOIN LATERAL jsonb_to_record(r.data) AS d(uid uuid, kind text, fingerprint text, name text, app_version text, ip text,
       user_agent text, device_data jsonb, cores integer, memory_mb integer, activated_at timestamptz, last_seen_at timestamptz)
     -- One by one: the statistics may be of the time when no license was made.
     CROSS JOIN LATERAL (
       SELECT target_id FROM import_rows WHERE import_id = $1 AND kind = 'license' AND source_id = r.parent LIMIT 1
     ) AS l
     WHERE l.target_id IS NOT NULL`,
    `INSERT INTO activations (id, uid, license_id, kind, fingerprint, name, app_version, ip, user_agent, device_data,
       cores, memory_mb, activated_at, last_seen_at)
     SELECT id, uid, license_id, kind, fingerprint, name, app_version, ip, user_agent, device_data, cores, memory_mb,
       activated_at, last_seen_at
     FROM fresh ON CONFLICT DO NOTHING`,
  ),
} as const;

/** The first activation of a license that was there before, and that nobody had activated, starts its term. */
export const START_TERMS = `
  WITH batch AS MATERIALIZED (
    SELECT DISTINCT parent FROM import_rows
    WHERE import_id = $1 AND kind = 'activation' AND position > $2 AND position <= $3 AND outcome = 'made'
  ), used AS MATERIALIZED (
    SELECT owner.target_id AS id, (
      SELECT min(coalesce((a.data->>'activated_at')::timestamptz, $4::timestamptz)) FROM import_rows AS a
      WHERE a.import_id = $1 AND a.kind = 'activation' AND a.parent = r.parent AND a.outcome IN ('pending', 'made')
    ) AS first
    FROM batch AS r
    JOIN import_rows AS owner ON owner.import_id = $1 AND owner.kind = 'license' AND owner.source_id = r.parent
      AND owner.outcome = 'there'
  )
  UPDATE licenses AS l SET first_activated_at = used.first,
    expires_at = CASE WHEN l.expiry_basis = 'first_activation' AND l.expires_at IS NULL AND l.duration_days IS NOT NULL
      THEN ${endOfTermSql('used.first', 'l', '$5')} ELSE l.expires_at END
  FROM used WHERE l.id = used.id AND l.first_activated_at IS NULL`;

/** Gives licenses of a batch the entitlements that they have of their own. */
export const GRANT_OWN = `
  INSERT INTO grants (license_id, entitlement_id, value)
  SELECT l.id, e.id, 'true'::jsonb
  FROM import_rows AS r JOIN licenses AS l ON l.id = r.target_id
  CROSS JOIN LATERAL jsonb_array_elements_text(r.data->'entitlements') AS own(code)
  JOIN entitlements AS e ON e.product_id = l.product_id AND e.code = own.code AND e.type = 'flag'
  WHERE r.import_id = $1 AND r.kind = 'license' AND r.position > $2 AND r.position <= $3 AND r.outcome = 'made'`;

/** The licenses of a batch that have grants, themselves or by their policy: they are computed for each license. */
export const GRANTED_LICENSES = `
  SELECT l.id FROM import_rows AS r JOIN licenses AS l ON l.id = r.target_id
  WHERE r.import_id = $1 AND r.kind = 'license' AND r.position > $2 AND r.position <= $3 AND r.outcome = 'made'
    AND (EXISTS (SELECT FROM grants WHERE policy_id = l.policy_id)
      OR EXISTS (SELECT FROM policy_versions WHERE policy_id = l.policy_id)
      OR EXISTS (SELECT FROM grants WHERE license_id = l.id))`;

/** Rows that stay pending after their statement: somebody else has made them in this moment. */
export const LEAVE_REST = `
  WITH decided AS (
    UPDATE import_rows SET outcome = 'left_out', reason = $5
    WHERE import_id = $1 AND kind = $4 AND position > $2 AND position <= $3 AND outcome = 'pending'
    RETURNING kind, outcome, reason
  )
  SELECT kind, outcome, reason, count(*)::integer AS count FROM decided GROUP BY 1, 2, 3`;
