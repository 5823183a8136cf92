import type { MadeKind, RowKind } from './import-row.entity';

/** The table of a kind, and the condition by which a row of it (`t`, made by `r`) must stay: somebody has used it since. */
interface Made {
  readonly table: string;
  readonly used: string;
}

/*
 * Parameters: $1 the import, $2 and $3 the span of positions, $4 the time at which the import was confirmed, which is the
 * date of what it made until somebody changes it, $5 the batch of its licenses.
 */
const OTHER_LICENSES = (column: string): string =>
  `EXISTS (SELECT FROM licenses WHERE ${column} = t.id AND batch IS DISTINCT FROM $5::text) THEN 'has_licenses'`;

export const MADE: Readonly<Record<Exclude<MadeKind, 'blocked'>, Made>> = {
  product: {
    table: 'products',
    used: `WHEN t.updated_at <> $4 THEN 'changed' WHEN ${OTHER_LICENSES('product_id')}
      WHEN EXISTS (
        SELECT FROM product_versions AS v WHERE v.product_id = t.id AND NOT EXISTS (
          SELECT FROM import_rows AS o
          WHERE o.import_id = $1 AND o.kind = 'version' AND o.parent = r.source_id AND o.target_id = v.id
        )
      ) THEN 'has_versions'`,
  },
  version: {
    table: 'product_versions',
    used: `WHEN t.updated_at <> $4 THEN 'changed' WHEN t.main_file_id IS NOT NULL OR t.sql_file_id IS NOT NULL THEN 'has_files'`,
  },
  entitlement: {
    table: 'entitlements',
    used: `WHEN t.updated_at <> $4 THEN 'changed' WHEN EXISTS (
        SELECT FROM grants AS g JOIN licenses AS l ON l.id = g.license_id
        WHERE g.entitlement_id = t.id AND l.batch IS DISTINCT FROM $5::text
      ) THEN 'has_licenses'`,
  },
  policy: {
    table: 'policies',
    used: `WHEN t.updated_at <> $4 THEN 'changed' WHEN ${OTHER_LICENSES('policy_id')}`,
  },
  customer: {
    table: 'customers',
    used: `WHEN t.updated_at <> $4 THEN 'changed' WHEN ${OTHER_LICENSES('customer_id')}`,
  },
  license: {
    table: 'licenses',
    used: `WHEN t.updated_at <> $4 THEN 'changed'
      WHEN EXISTS (SELECT FROM verifications WHERE license_id = t.id) THEN 'checked'
      WHEN EXISTS (
        SELECT FROM activations AS a WHERE a.license_id = t.id AND NOT EXISTS (
          SELECT FROM import_rows AS o
          WHERE o.import_id = $1 AND o.kind = 'activation' AND o.parent = r.source_id AND o.target_id = a.id
        )
      ) THEN 'activated'`,
  },
  activation: {
    table: 'activations',
    used: `WHEN t.check_count > 0 OR t.activated_at <> coalesce((r.data->>'activated_at')::timestamptz, $4) THEN 'checked'
      WHEN t.deactivated_at IS NOT NULL THEN 'changed'`,
  },
  api_key: {
    table: 'api_keys',
    used: `WHEN t.last_used_at IS NOT NULL THEN 'used' WHEN t.revoked_at IS NOT NULL THEN 'changed'`,
  },
};

const made = (kind: RowKind, { table, used }: Made): string => `
  SELECT r.position, r.label, r.target_id, CASE ${used} END AS reason
  FROM import_rows AS r LEFT JOIN ${table} AS t ON t.id = r.target_id
  WHERE r.import_id = $1 AND r.kind = '${kind}' AND r.position > $2 AND r.position <= $3 AND r.outcome = 'made'
    AND ($4::timestamptz IS NOT NULL AND $5::text IS NOT NULL)`;

/** Counts what was used since, with some examples. */
export const usedSince = (kind: Exclude<MadeKind, 'blocked'>): string => `
  SELECT '${kind}' AS kind, reason, count(*)::integer AS count, (array_agg(label ORDER BY position))[1:5] AS samples
  FROM (${made(kind, MADE[kind])}) AS made WHERE reason IS NOT NULL GROUP BY reason`;

/** Deletes what nobody uses. */
export const unmake = (kind: Exclude<MadeKind, 'blocked'>): string => `
  WITH unused AS MATERIALIZED (
    SELECT position, target_id FROM (${made(kind, MADE[kind])}) AS made WHERE reason IS NULL
  ), deleted AS (
    DELETE FROM ${MADE[kind].table} WHERE id IN (SELECT target_id FROM unused)
    RETURNING ${kind === 'product' ? 'policy_id' : 'NULL::bigint'} AS policy_id
  ), decided AS (
    UPDATE import_rows AS r SET outcome = 'undone' FROM unused
    WHERE r.import_id = $1 AND r.kind = '${kind}' AND r.position = unused.position
    RETURNING 1
  )
  SELECT '${kind}' AS kind, 'undone' AS outcome, '' AS reason, count(*)::integer AS count,
    ARRAY(SELECT policy_id FROM deleted WHERE policy_id IS NOT NULL) AS policies
  FROM decided HAVING count(*) > 0`;
