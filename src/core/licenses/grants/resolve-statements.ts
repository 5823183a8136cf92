import type { DefinitionKind } from '../../catalog/grants/grants';
import type { Statement } from '../../platform/database/prepared-statement';

export const NEXT_LICENSES = `
  SELECT id FROM licenses WHERE policy_id = $1 AND id > $2 ORDER BY id LIMIT $3
`;

/** Licenses with grants of their own of an entitlement or a meter. */
export const nextGranted = (definition: DefinitionKind): string => `
  SELECT license_id AS id FROM grants WHERE ${definition}_id = $1 AND license_id > $2 ORDER BY license_id LIMIT $3
`;

/**
 * Nobody else changes the licenses or what they are granted until the transaction ends. The policy's lock conflicts with
 * that of a change of the policy: either the change sees the license, or the license sees the change.
 */
const lockLicensesAndPolicies = (id: string): string => `
  WITH license AS MATERIALIZED (SELECT policy_id FROM licenses WHERE id ${id} ORDER BY id FOR NO KEY UPDATE)
  SELECT id FROM policies WHERE id = ANY (ARRAY(SELECT policy_id FROM license)) ORDER BY id FOR SHARE
`;

/**
 * Resolves the licenses and returns those whose row changed. A policy that has published versions gives each license the
 * grants of its version, any other its own. A license's own grant overrides its policy's; what expires
 * keeps the policy's grant beneath it, so that nothing has to be computed when the time comes. A license for several
 * products holds what each of them grants by itself and, for calls that name none, the grants of all: of those with the same
 * code, that of the earlier product. A license's own credit has the rates of its policy or its version.
 */
const resolveLicenses = (id: string): string => `
  WITH license AS (
    SELECT l.id, CASE WHEN v.id IS NULL THEN l.policy_id END AS policy_id, v.id AS version_id,
      product_ids IS NOT NULL AS is_bundle, coalesce(product_ids, ARRAY[product_id]) AS product_ids
    FROM licenses l LEFT JOIN policy_versions v ON v.policy_id = l.policy_id AND v.number = l.policy_version
    WHERE l.id ${id}
  ), granted AS (
    SELECT l.id, l.policy_id, l.version_id, l.product_ids, g.entitlement_id, g.meter_id, g.value, g.expires_at, 'policy' AS source
    FROM license l JOIN grants g ON g.policy_id = l.policy_id
    UNION ALL
    SELECT l.id, l.policy_id, l.version_id, l.product_ids, g.entitlement_id, g.meter_id, g.value, g.expires_at, 'policy' AS source
    FROM license l JOIN grants g ON g.policy_version_id = l.version_id
    UNION ALL
    SELECT l.id, l.policy_id, l.version_id, l.product_ids, g.entitlement_id, g.meter_id, g.value, g.expires_at, 'license' AS source
    FROM license l JOIN grants g ON g.license_id = l.id
  ), layer AS (
    SELECT granted.*, jsonb_build_object('value', value, 'from', source, 'expires_at',
      to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) AS entitlement
    FROM granted
  ), entitlement AS (
    SELECT layer.id, e.product_id, array_position(layer.product_ids, e.product_id) AS position, e.code,
      min(layer.expires_at) FILTER (WHERE source = 'license') AS own_expires_at,
      (array_agg(entitlement) FILTER (WHERE source = 'license'))[1] AS own,
      (array_agg(entitlement) FILTER (WHERE source = 'policy'))[1] AS base
    FROM layer JOIN entitlements e ON e.id = layer.entitlement_id AND e.product_id = ANY (layer.product_ids)
    GROUP BY layer.id, layer.product_ids, e.product_id, e.code
  ), meter AS (
    SELECT DISTINCT ON (granted.id, m.id) granted.id, m.product_id,
      array_position(granted.product_ids, m.product_id) AS position, m.code,
      granted.value || jsonb_build_object('id', m.id, 'kind', m.kind, 'from', source) || jsonb_strip_nulls(
        jsonb_build_object('decimals', m.decimals, 'rates', base.value->'rates', 'next_rates', base.value->'next_rates')
      ) AS held
    FROM granted JOIN meters m ON m.id = granted.meter_id AND m.product_id = ANY (granted.product_ids)
    LEFT JOIN grants base ON m.decimals IS NOT NULL AND base.meter_id = m.id
      AND (base.policy_id = granted.policy_id OR base.policy_version_id = granted.version_id)
    ORDER BY granted.id, m.id, source
  ), held AS (
    SELECT id, product_id, position, 'entitlements' AS kind, code, layers.held
    FROM entitlement CROSS JOIN LATERAL (
      SELECT CASE WHEN own IS NULL THEN base
                  WHEN own_expires_at IS NOT NULL AND base IS NOT NULL THEN own || jsonb_build_object('then', base)
                  ELSE own END
    ) AS layers(held)
    WHERE layers.held->'then' IS NOT NULL OR layers.held->'value' <> 'null'
    UNION ALL
    SELECT id, product_id, position, 'meters', code, held FROM meter WHERE held IS NOT NULL
  ), of_all AS (
    SELECT id, jsonb_object_agg(kind, codes) AS fields FROM (
      SELECT id, kind, jsonb_object_agg(code, held) AS codes
      FROM (SELECT DISTINCT ON (id, kind, code) id, kind, code, held FROM held ORDER BY id, kind, code, position) AS earliest
      GROUP BY id, kind
    ) AS kinds GROUP BY id
  ), of_each AS (
    SELECT license.id, jsonb_object_agg(product.id, coalesce(fields, '{}')) AS products
    FROM license CROSS JOIN LATERAL unnest(license.product_ids) AS product(id)
    LEFT JOIN (
      SELECT id, product_id, jsonb_object_agg(kind, codes) AS fields
      FROM (SELECT id, product_id, kind, jsonb_object_agg(code, held) AS codes FROM held GROUP BY id, product_id, kind) AS kinds
      GROUP BY id, product_id
    ) AS held ON held.id = license.id AND held.product_id = product.id
    WHERE license.is_bundle GROUP BY license.id
  ), fresh AS (
    SELECT license.id, coalesce(of_all.fields, '{}') || CASE WHEN license.is_bundle
      THEN jsonb_build_object('products', of_each.products) ELSE '{}' END AS resolved
    FROM license LEFT JOIN of_all USING (id) LEFT JOIN of_each USING (id)
  )
  UPDATE licenses SET resolved = fresh.resolved FROM fresh
  WHERE licenses.id = fresh.id AND licenses.resolved <> fresh.resolved
  RETURNING licenses.id, licenses.resolved
`;

/** Gives licenses what another one holds. */
export const COPY_RESOLVED = `
  UPDATE licenses SET resolved = (SELECT resolved FROM licenses WHERE id = $1) WHERE id = ANY ($2::bigint[])`;

interface ResolveStatements {
  readonly lock: Statement;
  readonly resolve: Statement;
}

const ONE = '= $1';
const OF_ONE: ResolveStatements = {
  lock: { name: 'lock_license_and_policy', text: lockLicensesAndPolicies(ONE) },
  resolve: { name: 'resolve_license', text: resolveLicenses(ONE) },
};

const ANY = '= ANY ($1::bigint[])';
/** Not prepared: the plan of a prepared statement would be for ten licenses, and compare each of many with each. */
const OF_SEVERAL: ResolveStatements = {
  lock: { text: lockLicensesAndPolicies(ANY) },
  resolve: { text: resolveLicenses(ANY) },
};

/** The statements for these licenses, and their parameters. */
export function resolveStatements(ids: readonly number[]): ResolveStatements & { readonly values: unknown[] } {
  return ids.length === 1 ? { ...OF_ONE, values: [...ids] } : { ...OF_SEVERAL, values: [ids] };
}
