import type { TestServer } from '../testkit/server';

/** Rows of the tables that imports write, by their natural keys: without ids, and without times since the start of the file. */
export async function contentOf(server: TestServer): Promise<Record<string, unknown>> {
  const content: Record<string, unknown> = {};
  for (const [name, sql] of Object.entries(CONTENT)) {
    const rows = await server.dataSource.query<{ row: object }[]>(sql);
    content[name] = rows.map(({ row }) => JSON.parse(JSON.stringify(row).replace(INSTANT, withoutNow))).sort(inOrder);
  }
  return { ...content, counts: await countsOfTables(server) };
}

/** Rows of every table but those of the callers' sessions and requests. */
async function countsOfTables({ dataSource }: TestServer): Promise<unknown> {
  const tables = await dataSource.query<{ name: string }[]>(TABLES);
  const counts = tables.map(({ name }) => `SELECT '${name}' AS name, count(*)::integer AS rows FROM "${name}"`);
  return dataSource.query(`${counts.join(' UNION ALL ')} ORDER BY name`);
}

const TABLES = `
  SELECT relname AS name FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
    AND relname NOT IN ('audit_entries', 'events', 'management_requests', 'user_sessions')`;

const STARTED_AT = Date.now();
const INSTANT = /"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)"/g;

function withoutNow(text: string): string {
  return Date.parse(JSON.parse(text) as string) < STARTED_AT - 60_000 ? text : '"now"';
}

function inOrder(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

/** A uid is random, unless the file gives it. */
const uid = (table: string): string => `jsonb_build_object('uid',
  CASE WHEN EXISTS (SELECT FROM import_rows AS given WHERE given.data->>'uid' = ${table}.uid::text) THEN ${table}.uid END)`;

const CONTENT = {
  products: `
    SELECT to_jsonb(p) - '{id,uid,policy_id}'::text[] || jsonb_build_object('policy', policy.name) AS row
    FROM products AS p JOIN policies AS policy ON policy.id = p.policy_id`,
  versions: `
    SELECT to_jsonb(v) - '{id,uid,product_id}'::text[]
      || jsonb_build_object('product', p.reference, 'released_at', CASE WHEN v.released_at < current_date - 1 THEN v.released_at END) AS row
    FROM product_versions AS v JOIN products AS p ON p.id = v.product_id`,
  policies: `SELECT to_jsonb(p) - '{id,uid}'::text[] AS row FROM policies AS p`,
  customers: `SELECT to_jsonb(c) - '{id,uid}'::text[] AS row FROM customers AS c`,
  licenses: `
    SELECT to_jsonb(l) - '{id,uid,product_id,customer_id,policy_id}'::text[] || ${uid('l')}
      || jsonb_build_object('product', p.reference, 'customer', to_jsonb(c) - '{id,uid}'::text[], 'policy', policy.name) AS row
    FROM licenses AS l JOIN products AS p ON p.id = l.product_id JOIN policies AS policy ON policy.id = l.policy_id
    LEFT JOIN customers AS c ON c.id = l.customer_id`,
  activations: `
    SELECT to_jsonb(a) - '{id,uid,license_id}'::text[] || ${uid('a')} || jsonb_build_object('license', l.key) AS row
    FROM activations AS a JOIN licenses AS l ON l.id = a.license_id`,
  api_keys: `SELECT to_jsonb(k) - '{id,uid}'::text[] AS row FROM api_keys AS k`,
  settings: `SELECT jsonb_build_array(name, value) AS row FROM settings`,
  rows: `
    SELECT to_jsonb(r) - '{target_id}'::text[] || jsonb_build_object('hasTarget', target_id IS NOT NULL) AS row
    FROM import_rows AS r`,
  imports: `SELECT jsonb_build_object('source', source, 'state', state, 'counts', counts, 'failure', failure) AS row FROM imports`,
  events: `SELECT jsonb_build_array(name, count(*)) AS row FROM events WHERE name <> 'user.logged_in' GROUP BY name`,
  entries: `SELECT jsonb_build_array(action, count(*)) AS row FROM audit_entries
    WHERE action <> 'user.logged_in' GROUP BY action`,
  files: `SELECT jsonb_build_object('files', count(*)) AS row FROM stored_files`,
};
