import { Client } from 'pg';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { freshDatabase } from '../testkit/database';
import { API_TOKEN, PagedApi } from '../support/paged-api';
import { sampleOf } from '../testkit/sample';
import { until } from '../testkit/until';
import { Program } from './program';

const KEYS = 1_000;
/** Of products, license keys, instances and subscriptions. */
const PAGES = 1 + KEYS / 100 + 1 + 1;
/** Pages that are stored when the server is killed. */
const KILLED_AT = sampleOf([0, 3, 7, 11], 2, 'import-api-killed');
const LISTS = {
  products: [{ type: 'products', id: '21', attributes: { name: 'Pencil' } }],
  'license-keys': Array.from({ length: KEYS }, (_, index) => ({
    type: 'license-keys',
    id: String(index + 1),
    attributes: { key: `LS-${index + 1}`, product_id: 21, activation_limit: 1, status: 'active', disabled: 0 },
  })),
  'license-key-instances': [],
  subscriptions: [],
};

let api: PagedApi;
let client: Client;
beforeAll(() => Program.build());
beforeAll(async () => {
  api = await PagedApi.start(LISTS);
});
afterAll(async () => {
  await Program.endAll();
  await client.end();
  await api.stop();
});

it('reads no page of an API more than twice when the server is killed between them', async () => {
  const settings = { DATABASE_URL: await freshDatabase('import_api_killed'), WEBHOOK_ALLOW_PRIVATE: '1' };
  client = new Client({ connectionString: settings.DATABASE_URL });
  await client.connect();
  const stored = async () =>
    (await client.query(`SELECT state, (api->>'pages')::integer AS pages FROM imports`)).rows[0];
  let program = await Program.start(settings);
  const headers = async () => ({ ...(await program.logIn(ADMIN_PASSWORD)), 'content-type': 'application/json' });
  const post = async (path: string, body: object) =>
    fetch(`${program.url}/api/v1/imports${path}`, {
      method: 'POST',
      headers: await headers(),
      body: JSON.stringify(body),
    });

  // Each kill costs a request that nobody answered.
  const holdAfter = (kill: number) => (api.hangsFrom = (KILLED_AT[kill] ?? Infinity) + kill + 1);
  holdAfter(0);
  const started = await post('', { from: 'lemon-squeezy', api: { url: api.url, token: API_TOKEN } });
  const { id } = (await started.json()) as { id: string };
  for (const [kill, pages] of KILLED_AT.entries()) {
    await until(`${pages} pages are stored, and the next one is asked for`, async () => {
      return (await stored()).pages === pages && api.requests.length === pages + kill + 1;
    });
    await program.end('SIGKILL');
    holdAfter(kill + 1);
    program = await Program.start(settings);
    expect((await stored()).state).toBe('reading');
    await client.query(`UPDATE imports SET continued_at = now() - interval '10 seconds'`);
    expect((await post(`/${id}/resume`, {})).status).toBe(202);
  }
  await until('the import is checked', async () => (await stored()).state === 'ready');

  const counts = api.requests.map((path) => api.requests.filter((other) => other === path).length);
  expect(new Set(api.requests).size).toBe(PAGES);
  expect(Math.max(...counts)).toBeLessThanOrEqual(2);
  expect(api.requests.length).toBeLessThanOrEqual(PAGES + KILLED_AT.length);
  const { rows } = await client.query(
    `SELECT kind, count(*)::integer AS count FROM import_rows GROUP BY kind ORDER BY kind`,
  );
  expect(rows).toEqual([
    { kind: 'license', count: KEYS },
    { kind: 'policy', count: 1 },
    { kind: 'product', count: 1 },
  ]);
});
