import type { Pool } from 'pg';
import type { Entry, Kind } from './kills-ledger';

const LOGGED = `SELECT app_version AS id FROM verifications WHERE at >= $2 AND outcome = 'VALID' AND app_version = ANY($1)`;

/** An answered event of a shop is stored; once it is applied, its order is there. */
function ofShop(kind: Kind, more: string): string {
  return `
    SELECT wanted AS id FROM unnest($1::text[]) AS wanted WHERE EXISTS (
      SELECT FROM shop_events AS e WHERE e.external_id = 'msg_${kind}_' || wanted AND e.received_at >= $2 AND (
        e.state IN ('pending', 'waiting')
        OR e.state = 'done' AND EXISTS (SELECT FROM orders AS o WHERE o.external_id = wanted ${more})))`;
}

/** Finds the IDs ($1) that stand in the database, of changes since $2. */
const FOUND: Record<Kind, string> = {
  issue: 'SELECT key AS id FROM licenses WHERE key = ANY($1) AND created_at >= $2',
  activation: 'SELECT fingerprint AS id FROM activations WHERE fingerprint = ANY($1) AND activated_at >= $2',
  check: `${LOGGED} AND operation = 'check'`,
  session: 'SELECT app_version AS id FROM license_sessions WHERE app_version = ANY($1) AND started_at >= $2',
  'end of a session': `SELECT app_version AS id FROM license_sessions WHERE app_version = ANY($1) AND ended_at >= $2 AND end_reason = 'ended'`,
  usage: `${LOGGED} AND operation = 'usage'`,
  'usage with a key': `${LOGGED} AND operation = 'usage'`,
  deactivation: 'SELECT fingerprint AS id FROM activations WHERE fingerprint = ANY($1) AND deactivated_at >= $2',
  revocation: 'SELECT key AS id FROM licenses WHERE key = ANY($1) AND revoked_at >= $2',
  order: ofShop('order', ''),
  refund: ofShop('refund', `AND o.state = 'refunded'`),
};

/** A check whose connection broke may be in the log, as docs/operate/repair.md says. */
const MAY_BE_LOGGED: readonly Kind[] = ['check'];

/** Rows of one statement that are told. */
const TOLD = 5;

/** Answered changes that are not in the database. */
export async function lostOf(pool: Pool, answered: readonly Entry[], since: Date): Promise<readonly Entry[]> {
  return differing(pool, answered, since, false);
}

/** Changes that are in the database although their answers say that nothing was changed. */
export async function madeOf(pool: Pool, refused: readonly Entry[], since: Date): Promise<readonly Entry[]> {
  return differing(
    pool,
    refused.filter(({ kind }) => !MAY_BE_LOGGED.includes(kind)),
    since,
    true,
  );
}

async function differing(pool: Pool, entries: readonly Entry[], since: Date, isFound: boolean): Promise<Entry[]> {
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  const differing: Entry[] = [];
  for (const kind of kinds) {
    const ofKind = entries.filter((entry) => entry.kind === kind);
    const { rows } = await pool.query<{ id: string }>(FOUND[kind], [ofKind.map(({ id }) => id), since]);
    const found = new Set(rows.map(({ id }) => id));
    differing.push(...ofKind.filter(({ id }) => found.has(id) === isFound));
  }
  return differing;
}

/** Each finds licenses, sessions and orders since $1 of which a part is missing or there twice. */
const HALF_DONE: Readonly<Record<string, string>> = {
  'licenses whose rows, events and audit entries differ': `
    SELECT l.key, count(e.id) FILTER (WHERE name = 'license.issued') AS issued,
           count(e.id) FILTER (WHERE name = 'license.activated') AS activated,
           count(e.id) FILTER (WHERE name = 'license.deactivated') AS deactivated,
           count(e.id) FILTER (WHERE name = 'license.revoked') AS revoked
    FROM licenses AS l LEFT JOIN events AS e ON e.target_type = 'licenses' AND e.target_id = l.uid::text AND e.at >= $1
    WHERE l.created_at >= $1 GROUP BY l.id
    HAVING count(e.id) FILTER (WHERE name = 'license.issued') <> 1
        OR count(e.id) FILTER (WHERE name = 'license.revoked') <> (l.revoked_at IS NOT NULL)::integer
        OR count(e.id) FILTER (WHERE name = 'license.activated') <> (SELECT count(*) FROM activations WHERE license_id = l.id)
        OR count(e.id) FILTER (WHERE name = 'license.deactivated')
           <> (SELECT count(*) FROM activations WHERE license_id = l.id AND deactivated_at IS NOT NULL)`,
  'events without an audit entry, or the reverse': `
    WITH targets AS (
      SELECT uid::text AS id FROM licenses WHERE created_at >= $1
      UNION ALL SELECT uid::text FROM license_sessions WHERE started_at >= $1
      UNION ALL SELECT uid::text FROM orders WHERE created_at >= $1
    ), happened AS (
      SELECT name, target_id, count(*) FROM events JOIN targets ON targets.id = target_id WHERE at >= $1 GROUP BY 1, 2
    ), audited AS (
      SELECT action, target_id, count(*) FROM audit_entries JOIN targets ON targets.id = target_id WHERE at >= $1 GROUP BY 1, 2
    )
    (TABLE happened EXCEPT TABLE audited) UNION ALL (TABLE audited EXCEPT TABLE happened)`,
  'activations without an entry in the log': `
    SELECT a.fingerprint FROM activations AS a WHERE a.activated_at >= $1 AND NOT EXISTS (
      SELECT FROM verifications AS v WHERE v.license_id = a.license_id AND v.fingerprint = a.fingerprint
        AND v.operation = 'activate' AND v.outcome = 'VALID' AND v.at >= $1)`,
  'sessions whose rows and events differ': `
    SELECT s.app_version, s.end_reason, count(e.id) AS events FROM license_sessions AS s
    LEFT JOIN events AS e ON e.target_type = 'license_sessions' AND e.target_id = s.uid::text AND e.at >= $1
    WHERE s.started_at >= $1 GROUP BY s.id HAVING count(e.id) <> 1 + (s.ended_at IS NOT NULL)::integer`,
  'usage that the log and the meter count differently': `
    SELECT l.key, b.used, v.logged, v.rows, v.ids FROM licenses AS l
    LEFT JOIN meter_balances AS b ON b.license_id = l.id
    LEFT JOIN (
      SELECT license_id, sum(split_part(app_version, '#', 2)::integer) AS logged, count(*) AS rows, count(DISTINCT app_version) AS ids
      FROM verifications WHERE at >= $1 AND operation = 'usage' AND outcome = 'VALID' GROUP BY 1
    ) AS v ON v.license_id = l.id
    WHERE l.created_at >= $1 AND (coalesce(b.used, 0) <> coalesce(v.logged, 0) OR v.rows <> v.ids)`,
  'orders whose lines, licenses and events differ': `
    SELECT o.external_id, o.state, lines.count AS lines, given.count AS licenses, given.revoked
    FROM orders AS o
    CROSS JOIN LATERAL (SELECT count(*), sum(quantity) AS wanted FROM order_lines WHERE order_id = o.id) AS lines
    CROSS JOIN LATERAL (
      SELECT count(*), count(l.revoked_at) AS revoked FROM order_lines AS line
      JOIN order_licenses AS given ON given.line_id = line.id JOIN licenses AS l ON l.id = given.license_id
      WHERE line.order_id = o.id
    ) AS given
    WHERE o.created_at >= $1 AND (lines.count <> 1 OR given.count <> lines.wanted
      OR given.revoked <> CASE WHEN o.state = 'refunded' THEN given.count ELSE 0 END
      OR (SELECT count(*) FROM licenses WHERE order_id = o.uid) <> given.count
      OR (SELECT count(*) FROM orders AS other WHERE other.external_id = o.external_id) <> 1
      OR (SELECT count(*) FROM events WHERE target_id = o.uid::text AND name = 'order.paid' AND at >= $1) <> 1)`,
};

/** What is there in part, or twice: sentences. */
export async function halfDone(pool: Pool, since: Date): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [name, statement] of Object.entries(HALF_DONE)) {
    const { rows } = await pool.query<Record<string, unknown>>(statement, [since]);
    if (rows.length > 0) {
      found.push(`${rows.length} ${name}: ${JSON.stringify(rows.slice(0, TOLD))}`);
    }
  }
  return found;
}

/** Events of shops that are not applied yet. */
export async function waitingEvents(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: string }>(
    `SELECT count(*) FROM shop_events WHERE state IN ('pending', 'waiting')`,
  );
  return Number(rows[0]?.count);
}

/** Events of shops that nobody applies: sentences. One that fails for want of a database is tried again after 10, 60 and 300 s. */
export async function stuckEvents(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string; state: string; reason: string | null }>(
    `SELECT external_id AS id, state, reason FROM shop_events
     WHERE state NOT IN ('pending', 'waiting', 'done') OR state = 'pending' AND due_at < now() - interval '5 minutes' LIMIT $1`,
    [TOLD],
  );
  return rows.map(({ id, state, reason }) => `event ${id} of the shop is ${state}: ${reason ?? 'no reason'}`);
}
