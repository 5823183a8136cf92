import type { Child } from '../child';
import type { Cleanup } from '../cleanup';
import type { Database } from '../database';
import { Keyward } from '../keyward';
import { isRecord } from './hostile-schema';
import { type Fields, NodeClient } from './node-client';

/** The portal needs a mail server, which does not answer here. */
const PORTAL_SETTINGS = {
  'mail.smtp_url': 'smtp://127.0.0.1:9',
  'mail.from': 'keyward@example.com',
  'portal.enabled': true,
};
const CUSTOMER = 'customer@hostile.example';

/** The node that is called, its database full of sample data, and what the requests must leave alone. */
export interface HostileNode {
  readonly keyward: Keyward;
  readonly node: Child;
  readonly client: NodeClient;
  readonly adminToken: string;
  readonly customerEmail: string;
  /** License key of the bystander. */
  readonly bystanderKey: string;
  /** Ids and names that no request may use. */
  readonly kept: readonly string[];
}

/** The demo fills the database, so that there is something of each kind; then a server as in production takes it over. */
export async function startHostileNode(database: Database, cleanup: Cleanup): Promise<HostileNode> {
  const keyward = await Keyward.start(database, 'hostile', cleanup, {
    environment: { DEMO: '1', NODE_ENV: 'development' },
  });
  await keyward.process.stop();
  const node = await keyward.startSecond(cleanup, {
    environment: { LOG_LEVEL: 'warn', WEBHOOK_ALLOW_PRIVATE: '1', PUBLIC_URL: 'http://127.0.0.1' },
  });
  const client = new NodeClient(node.url, 8);
  cleanup.add(() => client.close());
  const adminToken = await logIn(client, keyward.password);
  const admin = { authorization: `Bearer ${adminToken}` };

  const made = async (path: string, body: object): Promise<Fields> => {
    const answer = await client.call('POST', path, body, admin);
    if (answer.status >= 300 || answer.body === undefined) {
      throw new Error(`POST ${path}: ${answer.status} ${answer.text.slice(0, 500)}`);
    }
    return answer.body;
  };
  await made('/api/v1/products', { reference: 'bystander-product', name: 'Bystander' });
  const issued = await made('/api/v1/licenses', { product: 'bystander-product' });
  const license = Array.isArray(issued.items) && isRecord(issued.items[0]) ? issued.items[0] : issued;
  await made('/api/v1/customers', { name: 'Customer', email: CUSTOMER });
  await client.call('PATCH', '/api/v1/settings', PORTAL_SETTINGS, admin);
  for (let count = 0; count < 3; count += 1) {
    await made('/api/v1/licenses', { product: 'v2-default', customer_id: CUSTOMER });
  }
  const kept = await keptTexts(client, admin, license);
  return { keyward, node, client, adminToken, customerEmail: CUSTOMER, bystanderKey: String(license.key), kept };
}

async function logIn(client: NodeClient, password: string): Promise<string> {
  const { body, text } = await client.call('POST', '/api/v1/auth/login', { username: 'admin', password });
  if (typeof body?.access_token !== 'string') {
    throw new Error(`The admin could not log in: ${text}`);
  }
  return body.access_token;
}

async function keptTexts(client: NodeClient, admin: Record<string, string>, license: Fields): Promise<string[]> {
  const user = await client.call('GET', '/api/v1/users/admin', undefined, admin);
  const product = await client.call('GET', '/api/v1/products/bystander-product', undefined, admin);
  const policies = await client.call('GET', '/api/v1/policies?limit=100', undefined, admin);
  const items = policies.body?.items;
  const own = (Array.isArray(items) ? items : []).filter((policy) => JSON.stringify(policy).includes('bystander'));
  return [
    'admin',
    'bystander-product',
    CUSTOMER,
    ...[user.body?.id, product.body?.id, license.id, license.key, license.policy_id].map(String),
    ...own.map((policy) => String((policy as Fields).id)),
  ].filter((text) => text !== 'undefined' && text !== 'null');
}

/** Settings for `keyward doctor`. */
export const environmentOf = ({ keyward }: HostileNode) => ({ DATABASE_URL: keyward.databaseUrl });

/** Undoes what a request may do to all licenses. Undefined if nothing had changed: then the answer was wrong. */
export async function repaired({ keyward, bystanderKey }: HostileNode): Promise<string | undefined> {
  const { rowCount } = await keyward.pool.query(
    `UPDATE licenses SET disabled_at = NULL, blocked_at = NULL, revoked_at = NULL, starts_at = NULL, expires_at = NULL
     WHERE key = $1 AND (disabled_at IS NOT NULL OR blocked_at IS NOT NULL OR revoked_at IS NOT NULL
       OR starts_at IS NOT NULL OR expires_at IS NOT NULL)`,
    [bystanderKey],
  );
  return rowCount === 1 ? 'a change of all licenses' : undefined;
}

/** What the sessions of the server do that are not idle. */
export async function activityOf({ keyward }: HostileNode): Promise<string> {
  const { rows } = await keyward.pool.query<{ line: string }>(ACTIVITY);
  return rows.map(({ line }) => line).join(' | ') || 'idle';
}

const ACTIVITY = `
  SELECT concat_ws(' ', pid, state, wait_event_type, wait_event, 'by ' || array_to_string(pg_blocking_pids(pid), ','),
                   round(extract(epoch FROM now() - xact_start)::numeric, 1) || ' s:', left(regexp_replace(query, '\\s+', ' ', 'g'), 140)) AS line
  FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle' ORDER BY xact_start LIMIT 12
`;
