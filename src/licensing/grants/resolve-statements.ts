export const NEXT_LICENSES = `
  SELECT id FROM licenses WHERE policy_id = $1 AND id > $2 ORDER BY id LIMIT $3
`;

/**
 * Nobody else changes the licenses or what they are granted until the transaction ends. The policy's lock conflicts with
 * that of a change of the policy: either the change sees the license, or the license sees the change.
 */
export const LOCK_LICENSES_AND_POLICIES = `
  WITH license AS MATERIALIZED (
    SELECT policy_id FROM licenses WHERE id = ANY ($1::bigint[]) ORDER BY id FOR NO KEY UPDATE
  )
  SELECT id FROM policies WHERE id = ANY (ARRAY(SELECT policy_id FROM license)) ORDER BY id FOR SHARE
`;

/**
 * Resolves the licenses and returns those whose row changed. A license's own grant overrides its policy's; what expires
 * keeps the policy's grant beneath it, so that nothing has to be computed when the time comes.
 */
export const RESOLVE_LICENSES = `
  WITH granted AS (
    SELECT l.id, l.product_id, g.entitlement_id, g.meter_id, g.value, g.expires_at, 'policy' AS source
    FROM licenses l JOIN grants g ON g.policy_id = l.policy_id WHERE l.id = ANY ($1::bigint[])
    UNION ALL
    SELECT l.id, l.product_id, g.entitlement_id, g.meter_id, g.value, g.expires_at, 'license' AS source
    FROM licenses l JOIN grants g ON g.license_id = l.id WHERE l.id = ANY ($1::bigint[])
  ), layer AS (
    SELECT granted.*, jsonb_build_object('value', value, 'from', source, 'expires_at',
      to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) AS entitlement
    FROM granted
  ), entitlement AS (
    SELECT layer.id, e.code, min(layer.expires_at) FILTER (WHERE source = 'license') AS own_expires_at,
      (array_agg(entitlement) FILTER (WHERE source = 'license'))[1] AS own,
      (array_agg(entitlement) FILTER (WHERE source = 'policy'))[1] AS base
    FROM layer JOIN entitlements e ON e.id = layer.entitlement_id AND e.product_id = layer.product_id
    GROUP BY layer.id, e.code
  ), meter AS (
    SELECT DISTINCT ON (granted.id, m.code) granted.id, m.code,
      granted.value || jsonb_build_object('id', m.id, 'kind', m.kind, 'from', source) AS held
    FROM granted JOIN meters m ON m.id = granted.meter_id AND m.product_id = granted.product_id
    ORDER BY granted.id, m.code, source
  ), fresh AS (
    SELECT license.id, coalesce(entitlements.field, '{}') || coalesce(meters.field, '{}') AS resolved
    FROM unnest($1::bigint[]) AS license(id)
    LEFT JOIN (
      SELECT id, jsonb_build_object('entitlements', jsonb_object_agg(code, held)) AS field
      FROM entitlement CROSS JOIN LATERAL (
        SELECT CASE WHEN own IS NULL THEN base
                    WHEN own_expires_at IS NOT NULL AND base IS NOT NULL THEN own || jsonb_build_object('then', base)
                    ELSE own END
      ) AS layers(held)
      WHERE held->'then' IS NOT NULL OR held->'value' <> 'null' GROUP BY id
    ) AS entitlements ON entitlements.id = license.id
    LEFT JOIN (
      SELECT id, jsonb_build_object('meters', jsonb_object_agg(code, held)) AS field
      FROM meter WHERE held IS NOT NULL GROUP BY id
    ) AS meters ON meters.id = license.id
  )
  UPDATE licenses SET resolved = fresh.resolved FROM fresh
  WHERE licenses.id = fresh.id AND licenses.resolved <> fresh.resolved
  RETURNING licenses.id, licenses.resolved
`;
