import type { License, Resource, StartedJob } from '../../../sdk/src/generated/native';
import { AlertsService } from '../../../src/core/platform/alerts/alerts.service';
import { activate, issued } from '../../testkit/issue';
import { metered, use } from '../../support/meters';
import { issueRelay } from '../../support/relays';
import { readDocument } from '../../../src/core/openapi/read-document';
import type { OpenApiDocument } from '../../support/conformance';
import { sampleOf } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser } from '../../testkit/users';

const MATCHES_NOTHING = 'no row has this text';

interface SearchedList {
  readonly path: string;
  /** Texts that find the row. */
  readonly texts: readonly string[];
  readonly row: object;
}

let server: TestServer;
let license: License;
let resource: Resource;
let lists: Map<string, SearchedList>;
beforeAll(async () => {
  server = await TestServer.shared();
  license = await issued(server, { key: 'SEARCH-1A2B-3C4D' });
  await activate(server, license.key, 'fingerprint-4711', { machine_name: 'Reception desk' });
  resource = await server.sdk.resources.create({ type: 'server', identifier: 'SRV-1' });
  lists = new Map(
    (await Promise.all([licenseLists(), salesLists(), leadLists(), recordLists(), otherLists()])).flatMap(
      Object.entries,
    ),
  );
});
afterAll(() => server.stop());

async function itemsOf(path: string, query: Record<string, string>): Promise<Record<string, unknown>[]> {
  const { status, body } = await server.asAdmin('GET', `/api/v1/${path}`, { query: { limit: '100', ...query } });
  expect([status, body.error]).toEqual([200, undefined]);
  return body.items;
}

async function licenseLists(): Promise<Record<string, SearchedList>> {
  const { dataSource } = server;
  await dataSource.query(
    `INSERT INTO license_sessions (license_id, activation_id, token_hash, started_at, last_beat_at)
     SELECT license_id, id, 'hash', now(), now() FROM activations WHERE license_id = $1`,
    [license.number],
  );
  await dataSource.query(
    `INSERT INTO anomalies (type, license_id, details, detected_at) VALUES ('license_hopping', $1, '{}', now())`,
    [license.number],
  );
  await server.sdk.resources.allocate({ license_id: license.id, resource_ids: [resource.id] });
  const row = { license: license.id };
  return {
    'license-sessions': { path: 'license-sessions', texts: ['1a2b', 'PRINT-47', 'desk', 're'], row },
    anomalies: { path: 'monitoring/anomalies', texts: ['1a2b', 'HOPPING'], row },
    allocations: { path: `resources/${resource.id}/allocations`, texts: ['1a2b', 'se'], row: {} },
    ...(await jobLists()),
  };
}

async function salesLists(): Promise<Record<string, SearchedList>> {
  const policy = await server.sdk.policies.create({ name: 'Trial' });
  await server.sdk.products.create({ reference: 'tried', name: 'Tried', trial_policy: policy.id });
  const device = { hardware_id: 'tower-4712', email: 'grace@navy.example', domain: 'shop.example' };
  const pool = await server.sdk.keyPools.create({ name: 'Retail boxes', product: 'tried' });
  await server.sdk.trials.request({ product: 'tried', ...device });
  const { id, key } = await metered(server, { exports: { limit: 10 } });
  await use(server, key, { exports: 1 });
  return {
    'key-pools': { path: 'key-pools', texts: ['RETAIL', 'boxes', 're'], row: { id: pool.id } },
    trials: { path: 'trials', texts: ['WER-47', 'grace@', 'shop', 'gr'], row: { email: device.email } },
    usage: { path: `licenses/${id}/usage`, texts: ['XPORT', 'ex'], row: { meter: 'exports' } },
  };
}

async function leadLists(): Promise<Record<string, SearchedList>> {
  const contacts = [{ name: 'Grace', position: 'Head of IT', emails: ['g@navy.example'], phones: ['+1 555 0100'] }];
  const { id } = await server.sdk.leads.create({ name: 'Example University', type: 'university', contacts });
  await server.sdk.leads.createActivity(id, { type: 'call', text: 'Wants 60 seats' });
  return {
    contacts: {
      path: `leads/${id}/contacts`,
      texts: ['GRACE', 'head of', 'navy', '555 01'],
      row: { name: 'Grace' },
    },
    'lead activities': { path: `leads/${id}/activities`, texts: ['CALL', '60 seats'], row: { text: 'Wants 60 seats' } },
  };
}

async function jobLists(): Promise<Record<string, SearchedList>> {
  const params = { days: 1, reason: 'Outage', reference: 'ticket 8799' };
  const { job } = (await server.sdk.licenses.bulk({ action: 'extend', ids: [license.id], params })) as StartedJob;
  return {
    jobs: { path: 'jobs', texts: ['licenses.ext', 'ADMIN', 'outage', '8799'], row: { id: job.id } },
    'job rows': { path: `jobs/${job.id}/rows`, texts: ['1a2b', 'se'], row: { target: license.id } },
  };
}

async function recordLists(): Promise<Record<string, SearchedList>> {
  const url = 'https://93.184.216.34/hook';
  const { id } = await server.sdk.webhooks.create({
    url,
    events: ['license.issued', 'policy.created'],
    description: 'Billing',
  });
  await server.sdk.policies.create({ name: 'Delivered' });
  await itemsOf('events', {});
  await server.dataSource.query(
    `UPDATE webhook_deliveries SET attempts = 1, tries = '[{"error": "Connection refused"}]'`,
  );
  const target = { type: 'licenses', id: license.id };
  const texts = [license.id.slice(0, 13), 'LICENSE.ISS'];
  return {
    audit: { path: 'audit', texts: [...texts, 'admin'], row: { target, action: 'license.issued' } },
    events: { path: 'events', texts, row: { target, type: 'license.issued' } },
    webhooks: { path: 'webhooks', texts: ['184.216', 'BILLING', 'policy', 'po'], row: { id } },
    deliveries: { path: `webhooks/${id}/deliveries`, texts: ['POLICY', 'refused'], row: { status: 'pending' } },
  };
}

async function otherLists(): Promise<Record<string, SearchedList>> {
  await server.app.get(AlertsService).raise({ type: 'error_rate', severity: 'warning' }, 'Many fail', 'node-7');
  await server.dataSource.query(
    `INSERT INTO backups (state, origin, node, file, error, started_at, finished_at)
     VALUES ('failed', 'schedule', 'node-8', '/backups/nightly.backup', 'The disk is full', now(), now())`,
  );
  const { key_id } = await server.sdk.updateSigningKeys.rotate();
  const { kid } = await server.sdk.signingKeys.rotate();
  return {
    alerts: { path: 'monitoring/alerts', texts: ['ERROR', 'many', 'node-7'], row: { message: 'Many fail' } },
    backups: { path: 'backups', texts: ['NODE-8', 'nightly', 'disk is'], row: { file: 'nightly.backup' } },
    'signing-keys': { path: 'signing-keys', texts: [kid, kid.slice(0, 6)], row: { kid } },
    'update-signing-keys': {
      path: 'update-signing-keys',
      texts: [key_id, key_id.slice(0, 6).toUpperCase()],
      row: { key_id },
    },
  };
}

/** Ids of all rows, in pages that most lists have several of. */
async function rowsOf(path: string, sort: string): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const query = { limit: '9', sort, ...(after !== undefined && { after }) };
    const { status, body } = await server.asAdmin('GET', `/api/v1/${path}`, { query });
    expect([path, sort, status, body.error]).toEqual([path, sort, 200, undefined]);
    rows.push(
      ...body.items.map(
        (row: Record<string, unknown>) =>
          row.id ?? row.kid ?? row.key_id ?? row.code ?? row.identifier ?? row.position ?? row.meter,
      ),
    );
    after = body.next;
  }
  return rows;
}

interface SortedDocument {
  paths: Record<string, { get?: { parameters?: { name: string; schema: { $ref?: string } }[] } }>;
  components: { schemas: Record<string, { enum?: string[] }> };
}

function pagedLists(): { path: string; sorts: readonly string[] }[] {
  const { paths, components } = readDocument('openapi.json') as SortedDocument;
  return Object.entries(paths).flatMap(([path, { get }]) => {
    const parameters = get?.parameters ?? [];
    const sort = parameters
      .find(({ name }) => name === 'sort')
      ?.schema.$ref?.split('/')
      .at(-1);
    return parameters.some(({ name }) => name === 'after')
      ? [{ path, sorts: components.schemas[sort ?? '']?.enum ?? [] }]
      : [];
  });
}

function listOf(name: string): SearchedList {
  const list = lists.get(name);
  if (!list) {
    throw new Error(`Unknown list ${name}`);
  }
  return list;
}

describe.each([
  'alerts',
  'allocations',
  'anomalies',
  'audit',
  'backups',
  'contacts',
  'deliveries',
  'events',
  'job rows',
  'jobs',
  'key-pools',
  'lead activities',
  'license-sessions',
  'signing-keys',
  'trials',
  'update-signing-keys',
  'usage',
  'webhooks',
])('the list of %s', (name) => {
  const list = () => listOf(name);

  it('finds a row by every text that it searches', async () => {
    for (const q of list().texts) {
      expect([q, await itemsOf(list().path, { q })]).toEqual([
        q,
        expect.arrayContaining([expect.objectContaining(list().row)]),
      ]);
    }
  });

  it('finds nothing by other texts', async () => {
    for (const q of [MATCHES_NOTHING, '%a%', '_1']) {
      expect([q, await itemsOf(list().path, { q })]).toEqual([q, []]);
    }
  });

  it('refuses a q without letters and digits', async () => {
    for (const q of ['', ' ', '--', '%_', 'x'.repeat(256)]) {
      const { status, body } = await server.asAdmin('GET', `/api/v1/${list().path}`, { query: { q } });
      expect([status, body.error.details[0].field]).toEqual([400, 'q']);
    }
  });
});

it("finds a user's own sessions by address and user agent", async () => {
  const user = await createLoggedInUser(server, 'viewer');
  await server.dataSource.query(`UPDATE user_sessions SET ip = '203.0.113.7', user_agent = 'Phone/1.0'`);
  for (const [q, found] of [
    ['113.7', 1],
    ['PHONE', 1],
    [MATCHES_NOTHING, 0],
  ] as const) {
    const { body } = await user.call('GET', '/api/v1/auth/sessions', { query: { q } });
    expect([q, body.items.length]).toEqual([q, found]);
  }
  const { status, body } = await user.call('GET', '/api/v1/auth/sessions', { query: { q: '' } });
  expect([status, body.error.details[0].field]).toEqual([400, 'q']);
});

it('combines q with other filters and with the cursor', async () => {
  const keys = ['PAGED-1', 'PAGED-2'];
  for (const key of keys) {
    const { id } = await issued(server, { key });
    await server.sdk.licenses.disable(id);
  }
  const query = { q: 'license.dis', target: 'licenses' };
  const first = await server.sdk.audit.listEvents({ ...query, limit: 1 });
  const second = await server.sdk.audit.listEvents({ ...query, limit: 1, after: String(first.next) });
  const found = [...first.items, ...second.items].map(({ data }) => 'license_key' in data && data.license_key);
  expect([found, second.next]).toEqual([['PAGED-2', 'PAGED-1'], null]);
  expect(await itemsOf('events', { ...query, type: 'license.issued' })).toEqual([]);
});

it('searches the events in the order of the sequence numbers', async () => {
  const found = await itemsOf('events', { q: license.id.slice(0, 13), order: 'oldest' });
  expect(found[0]).toMatchObject({ type: 'license.issued', target: { id: license.id } });
  expect(await itemsOf('events', { q: MATCHES_NOTHING, order: 'oldest' })).toEqual([]);
});

/** Lists in an order of their own, or whose order is a parameter of their own. */
const WITHOUT_SORT = [
  '/api/v1/updates/{product}/versions',
  '/api/v1/events',
  '/api/v1/imports/{id}/rows',
  '/api/v1/imports/{id}/left-out',
  '/api/v1/licenses/{id}/meters/{code}/draws',
  '/api/v1/licenses/{id}/meters/{code}/grants',
  '/api/v1/licenses/{id}/payments',
  '/api/v1/licenses/{id}/reservations',
  '/api/v1/policies/{id}/versions',
  '/api/v1/subscriptions',
  '/api/v1/subscriptions/{id}/log',
];

it('can be sorted wherever it has pages', () => {
  const paged = pagedLists();
  expect(
    paged
      .filter(({ sorts }) => sorts.length === 0)
      .map(({ path }) => path)
      .sort(),
  ).toEqual(WITHOUT_SORT.sort());
});

it('has the same rows in every order, page by page, and forward and backward', async () => {
  const { id: resourceId } = resource;
  const lead = listOf('contacts').path.split('/')[1] ?? '';
  const webhook = listOf('webhooks').row as { id: string };
  const [user] = (await server.sdk.users.list()).items;
  const [apiKey] = (await server.sdk.apiKeys.list()).items;
  const shop = await server.sdk.shops.create({ kind: 'generic', name: 'sorted' });
  const company = await server.sdk.customers.create({ name: 'Sorted', email: 'sorted@example.com', company: 'Sorted' });
  const { body: relay } = await issueRelay(server, license, {
    pool: { activations: 1 },
    expires_at: '2090-01-31T12:00:00Z',
  });
  const ids: Record<string, string> = {
    relays: relay.id,
    licenses: license.id,
    resources: resourceId,
    leads: lead,
    webhooks: webhook.id,
    products: 'tried',
    jobs: listOf('job rows').path.split('/')[1] ?? '',
    users: user?.id ?? '',
    'api-keys': apiKey?.id ?? '',
    shops: shop.id,
    customers: company.id,
  };
  const walked = pagedLists().filter(({ sorts }) => sorts.length > 0);
  const orders = walked.flatMap(({ path, sorts }) =>
    sorts.filter((name) => !name.startsWith('-')).map((sort) => ({ path, sort })),
  );
  for (const { path, sort } of sampleOf(orders, orders.length / 5, 'orders')) {
    const address = path
      .replace(/^\/api\/v1\//, '')
      .replace('{dialect}', 'v2')
      .replace(/([\w-]+)\/\{id\}/, (_, noun: string) => `${noun}/${ids[noun]}`);
    const ascending = await rowsOf(address, sort);
    expect([address, sort, [...(await rowsOf(address, `-${sort}`))].reverse()]).toEqual([address, sort, ascending]);
  }
  expect(walked.length).toBeGreaterThan(25);
});

it('refuses the cursor of another order, and names the orders that there are', async () => {
  await issued(server);
  const next = async (sort?: string) => {
    const { body } = await server.asAdmin('GET', '/api/v1/licenses', { query: { limit: '1', ...(sort && { sort }) } });
    return body.next as string;
  };
  for (const [given, sort] of [
    [await next('key'), 'expires_at'],
    [await next('key'), '-key'],
    [await next(), 'key'],
    [await next('created_at'), undefined],
    ['nonsense', 'key'],
  ]) {
    const query = { after: given ?? '', ...(sort && { sort }) };
    const { status, body } = await server.asAdmin('GET', '/api/v1/licenses', { query });
    expect([status, body.error.details[0].field]).toEqual([400, 'after']);
  }
  for (const sort of ['colour', '--key', '', 'toString', '-']) {
    const { status, body } = await server.asAdmin('GET', '/api/v1/licenses', { query: { sort } });
    expect([status, body.error.details[0].field]).toEqual([400, 'sort']);
    expect(body.error.message).toContain('-expires_at');
  }
});

it('searches the 10,000 newest rows of a list without an index for it', async () => {
  const allocations = listOf('allocations');
  const other = await server.sdk.resources.create({ type: 'server', identifier: 'SRV-2' });
  const fill = (uid: string, count: number) =>
    server.dataSource.query(
      `INSERT INTO resource_allocations (resource_id, license_uid, license_key, allocated_at, released_at)
       SELECT r.id, gen_random_uuid(), 'MANY', now(), now() FROM resources r, generate_series(1, $2) WHERE r.uid = $1`,
      [uid, count],
    );
  await fill(other.id, 10_000);
  await fill(resource.id, 9_999);
  expect(await itemsOf(allocations.path, { q: 'SEARCH' })).toHaveLength(1);
  await fill(resource.id, 1);
  expect(await itemsOf(allocations.path, { q: 'SEARCH' })).toEqual([]);
});

it('is possible in every list that has pages', () => {
  const document = readDocument('openapi.json') as OpenApiDocument;
  const lists = Object.entries(document.paths).map(([path, { get }]) => ({
    path,
    parameters: (get?.parameters ?? []).map(({ name }) => name),
  }));
  const paged = lists.filter(({ parameters }) => parameters.includes('after'));
  expect(paged.length).toBeGreaterThan(20);
  expect(paged.filter(({ parameters }) => !parameters.includes('q')).map(({ path }) => path)).toEqual([]);
});
