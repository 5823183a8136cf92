/** The changes of a JSON parameter, as rows. The data of an event is its row, and what else it tells. */
export const changesIn = (rows: string): string => `(
    SELECT *, coalesce(after, before, '{}') || details AS data
    FROM jsonb_to_recordset(${rows}::jsonb) AS sent(
      name text, target_type text, target_id text, details jsonb, actor_type text, actor text, before jsonb, after jsonb,
      ip text, request_id text, job_id uuid, reason text, reference text, traceparent text, at timestamptz)
  ) AS change`;

const INSERT_EVENTS = `
  INSERT INTO events (name, target_type, target_id, data, traceparent, at)
  SELECT name, target_type, target_id, data, traceparent, at`;

/** The product of an event, if its data names one. */
const PRODUCT_ID = `CASE WHEN jsonb_typeof(data -> 'product_id') = 'number' THEN (data ->> 'product_id')::bigint END`;

const INSERT_AUDIT = `
  INSERT INTO audit_entries (
    actor_type, actor, action, target_type, target_id, product_id, before, after, ip, request_id, job_id, reason, reference, at)
  SELECT actor_type, actor, name, target_type, target_id, ${PRODUCT_ID}, before, after, ip, request_id, job_id, reason,
    reference, at`;

/** Parts of a WITH clause that write the event and the audit entry of each row of another part. */
export const recordInserts = (part: string, name: string): string => `
  recorded_${name} AS (${INSERT_EVENTS} FROM ${part}), audited_${name} AS (${INSERT_AUDIT} FROM ${part})`;

/** Parts of a WITH clause that write the event and the audit entry of each change of a JSON parameter. */
export const recordParts = (rows: string): string => `
  change AS MATERIALIZED (SELECT * FROM ${changesIn(rows)}), ${recordInserts('change', 'changes')}`;
