import { ARCHIVED_KEYS } from '../../../core/licenses/internal';
import type { RowKind } from './import-row.entity';

/*
 * Each statement decides about the pending rows of a kind from one position ($2, exclusive) to another ($3): Keyward has
 * them already, or they cannot be imported. The others stay pending. Parameters: $1 the import.
 */

/** @param verdict selects position, outcome, reason and target_id of the rows that get an outcome */
const deciding = (kind: RowKind, verdict: string): string => `
  WITH batch AS MATERIALIZED (
    SELECT position, source_id, parent, data FROM import_rows
    WHERE import_id = $1 AND kind = '${kind}' AND position > $2 AND position <= $3 AND outcome = 'pending'
  ), verdict AS (${verdict}), decided AS (
    UPDATE import_rows AS r SET outcome = v.outcome, reason = v.reason, target_id = v.target_id
    FROM verdict AS v
    WHERE r.import_id = $1 AND r.kind = '${kind}' AND r.position = v.position AND v.outcome IS NOT NULL
    RETURNING r.outcome, r.reason
  )
  SELECT '${kind}' AS kind, outcome, coalesce(reason, '') AS reason, count(*)::integer AS count
  FROM decided GROUP BY 2, 3`;

/** The row that a row names as its parent. */
const parent = (kind: RowKind): string =>
  `LEFT JOIN import_rows AS p ON p.import_id = $1 AND p.kind = '${kind}' AND p.source_id = b.parent`;

const WITHOUT_PARENT = {
  product: ['product_unknown', 'product_left_out'],
  license: ['license_unknown', 'license_left_out'],
} as const;

/** Why a row cannot be imported without its parent. */
function withoutParent(kind: keyof typeof WITHOUT_PARENT): string {
  const [unknown, leftOut] = WITHOUT_PARENT[kind];
  return `WHEN p.position IS NULL THEN '${unknown}' WHEN p.outcome = 'left_out' THEN '${leftOut}'`;
}

/** An earlier license with the key of this one; the first whose product comes along is imported. */
const HAS_FORMER = `
  EXISTS (
    SELECT FROM import_rows AS former
    JOIN import_rows AS owner ON owner.import_id = $1 AND owner.kind = 'product' AND owner.source_id = former.parent
    WHERE former.import_id = $1 AND former.kind = 'license' AND former.label = b.data->>'key' AND former.position < b.position
      AND former.source_id <> former.label AND former.source_id <> lower(former.label)
      AND former.outcome <> 'left_out' AND owner.outcome <> 'left_out'
  )`;

/**
 * The row of ours that a row is. As a plain join, the planner would read the whole table for each batch: it does not know yet
 * that the table has grown.
 */
const lookedUp = (table: string): string => `LEFT JOIN LATERAL (SELECT * FROM ${table} LIMIT 1) AS t ON true`;

const there = (found: string): string => `
  CASE WHEN ${found} IS NOT NULL THEN 'there' END AS outcome, NULL::text AS reason, ${found} AS target_id`;

const decidedBy = (reason: string, found: string): string => `
  SELECT position, CASE WHEN reason IS NOT NULL THEN 'left_out' WHEN found IS NOT NULL THEN 'there' END AS outcome,
    reason, CASE WHEN reason IS NULL THEN found END AS target_id
  FROM (SELECT b.position, CASE ${reason} END AS reason, ${found} AS found`;

export const CHECKS: Readonly<Record<RowKind, string>> = {
  product: deciding(
    'product',
    `SELECT b.position, ${there('t.id')} FROM batch AS b LEFT JOIN products AS t ON t.reference = b.data->>'reference'`,
  ),
  version: deciding(
    'version',
    `${decidedBy(withoutParent('product'), 't.id')}
      FROM batch AS b ${parent('product')}
      LEFT JOIN product_versions AS t ON t.product_id = p.target_id AND t.reference = b.data->>'reference') AS v`,
  ),
  entitlement: deciding(
    'entitlement',
    `${decidedBy(withoutParent('product'), 't.id')}
      FROM batch AS b ${parent('product')}
      LEFT JOIN entitlements AS t ON t.product_id = p.target_id AND t.code = b.data->>'code') AS v`,
  ),
  policy: deciding(
    'policy',
    `SELECT b.position, ${there('t.id')} FROM batch AS b LEFT JOIN LATERAL (
      SELECT id FROM policies
      WHERE CASE WHEN coalesce(b.data->>'policy', b.data->>'uid') IS NULL THEN name = b.data->>'name'
        ELSE uid = coalesce(b.data->>'policy', b.data->>'uid')::uuid END
      ORDER BY id LIMIT 1
    ) AS t ON true`,
  ),
  customer: deciding(
    'customer',
    `SELECT b.position, ${there('coalesce(named.id, mailed.id)')} FROM batch AS b
    LEFT JOIN LATERAL (
      SELECT id FROM customers WHERE reference = b.data->>'reference' LIMIT 1
    ) AS named ON true
    LEFT JOIN LATERAL (
      SELECT id FROM customers WHERE b.data->>'reference' IS NULL AND email = b.data->>'email' ORDER BY id LIMIT 1
    ) AS mailed ON true`,
  ),
  // Some servers allow two licenses with one key, and name them by an id.
  license: deciding(
    'license',
    `${decidedBy(
      `${withoutParent('product')}
       WHEN ${HAS_FORMER} THEN 'repeated'
       WHEN t.id IS NOT NULL AND t.product_id IS DISTINCT FROM p.target_id THEN 'key_of_another_product'
       WHEN t.id IS NULL AND (
         EXISTS (SELECT FROM retired_keys WHERE key = b.data->>'key')
         OR EXISTS (SELECT FROM pooled_keys WHERE key = b.data->>'key' AND drawn_at IS NULL)
         OR EXISTS (${ARCHIVED_KEYS} WHERE archived.key = b.data->>'key')
       ) THEN 'key_reserved'`,
      't.id',
    )} FROM batch AS b
      ${parent('product')} ${lookedUp(`licenses WHERE key = b.data->>'key'`)}) AS v`,
  ),
  activation: deciding(
    'activation',
    `${decidedBy(withoutParent('license'), 't.id')}
      FROM batch AS b ${parent('license')}
      ${lookedUp(`activations
        WHERE license_id = p.target_id AND fingerprint = b.data->>'fingerprint' AND product_id IS NULL`)}) AS v`,
  ),
  api_key: deciding(
    'api_key',
    `SELECT b.position, ${there('t.id')} FROM batch AS b LEFT JOIN api_keys AS t ON t.hash = b.data->>'hash'`,
  ),
  blocked: deciding(
    'blocked',
    `SELECT b.position, CASE WHEN s.value ? (b.data->>'entry') THEN 'there' END AS outcome, NULL::text AS reason,
      NULL::bigint AS target_id
    FROM batch AS b LEFT JOIN settings AS s ON s.name = b.data->>'setting'`,
  ),
  // None is ever pending.
  other: deciding('other', `SELECT position, ${there('NULL::bigint')} FROM batch`),
};

/** Notes licenses that have more activations than their limit; they keep their seats. */
export const NOTE_OVER_LIMIT = `
  WITH noted AS (
    UPDATE import_rows AS r SET notes = r.notes || '{over_limit}'::text[]
    WHERE r.import_id = $1 AND r.kind = 'license' AND r.position > $2 AND r.position <= $3 AND r.outcome = 'pending'
      AND (SELECT count(*) FROM import_rows AS a
        WHERE a.import_id = $1 AND a.kind = 'activation' AND a.parent = r.source_id AND a.outcome = 'pending'
      ) > (r.data->>'max_activations')::integer
    RETURNING 1
  )
  SELECT 'over_limit' AS note, count(*)::integer AS count FROM noted`;

/** Notes licenses of which several activations have one name, by which programs may have told them apart. */
export const NOTE_NAMES_SHARED = `
  WITH noted AS (
    UPDATE import_rows AS r SET notes = r.notes || '{names_shared}'::text[]
    WHERE r.import_id = $1 AND r.kind = 'license' AND r.position > $2 AND r.position <= $3 AND r.outcome = 'pending'
      AND EXISTS (SELECT FROM import_rows AS a
        WHERE a.import_id = $1 AND a.kind = 'activation' AND a.parent = r.source_id AND a.outcome = 'pending'
          AND a.data->>'name' IS NOT NULL
        GROUP BY a.data->>'name' HAVING count(*) > 1)
    RETURNING 1
  )
  SELECT 'names_shared' AS note, count(*)::integer AS count FROM noted`;
