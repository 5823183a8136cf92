import { Contract, type DocumentedOperation } from '../../support/conformance';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { formOf } from '../../testkit/forms';
import { activate, issued } from '../../testkit/issue';
import { APIS, callOf } from '../../support/contracts';
import { metered, use } from '../../support/meters';
import { type PreparedWorld, worldOn } from '../../support/prepared-world';
import { tally } from '../../testkit/records';
import { sampleOf } from '../../testkit/sample';
import { type Answer, type Call, TestServer } from '../../testkit/server';

/** Calls at a time, few enough that the last of them has the connection within its 10 s on a slow machine. */
const CROWD = 6;

/** Work that held the one connection and asked for another would wait until nobody is served any more. */
let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ DATABASE_POOL: '1' });
});
afterAll(() => server.stop());

const crowd = <T>(count: number, each: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => each(index)));
const statuses = (answers: readonly Answer[]) => tally(answers.map(({ status }) => status));

it('opens no more connections for requests than DATABASE_POOL', async () => {
  await crowd(20, () => server.asAdmin('GET', '/api/v1/licenses'));
  const sql = `SELECT count(*)::integer AS open FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'keyward'`;
  expect(await server.dataSource.query(sql)).toEqual([{ open: 1 }]);
});

it('gives away seats', async () => {
  const { key } = await issued(server, { max_activations: 3 });
  expect(statuses(await crowd(20, (index) => activate(server, key, `device ${index}`)))).toEqual({ 201: 3, 409: 17 });
});

it('gives away seats under Idempotency-Keys', async () => {
  const { key } = await issued(server, { max_activations: 3 });
  const answers = await crowd(20, (index) =>
    server.call('POST', '/api/v1/activate', {
      body: { license_key: key, hardware_id: `device ${index}` },
      headers: { 'idempotency-key': `device-${index}` },
    }),
  );
  expect(statuses(answers)).toEqual({ 201: 3, 409: 17 });
});

it('leaves no setting of a batch at its connection', async () => {
  const settings = `SELECT name, setting FROM pg_settings WHERE name IN ('lock_timeout', 'statement_timeout') ORDER BY name`;
  const before = await server.dataSource.query(settings);
  const { key } = await metered(server, { exports: { limit: 5 } }, { max_activations: 1 });
  expect((await activate(server, key, 'desk')).status).toBe(201);
  expect((await use(server, key, { exports: 1 })).status).toBe(200);
  expect(await server.dataSource.query(settings)).toEqual(before);
});

it('logs people in', async () => {
  const body = { username: 'admin', password: ADMIN_PASSWORD };
  const answers = await crowd(5, () => server.call('POST', '/api/v1/auth/login', { body }));
  expect(statuses(answers)).toEqual({ 200: 5 });
});

it('takes and gives files', async () => {
  const { body: product } = await server.asAdmin('POST', '/api/v1/products', { body: { reference: 'p', name: 'P' } });
  const path = `/api/v1/products/${product.id}/versions`;
  const { body: version } = await server.asAdmin('POST', path, { body: { reference: 'v1', version: '1.0.0' } });
  const file = `${path}/${version.id}/files/main`;
  const sent = await crowd(3, async () => server.asAdmin('PUT', file, await formOf(['file', 'a program', 'app.zip'])));
  expect(statuses(sent)).toEqual({ 200: 3 });
  expect(statuses(await crowd(5, () => server.asAdmin('GET', file)))).toEqual({ 200: 5 });
});

describe.each(APIS)('every operation of $file', (api) => {
  const { file, prefix } = api;
  const { operations } = Contract.of(file);

  it('is answered though many are called at the same time', async () => {
    const world = await worldOn(server);
    const sampled = sampleOf(operations, Math.ceil(operations.length / 5), file);
    const failed: string[] = [];
    for (let first = 0; first < sampled.length; first += CROWD) {
      const crowded = sampled.slice(first, first + CROWD);
      const answers = await Promise.all(crowded.map((operation) => call(world, operation)));
      const refused = answers.filter(({ status }) => status >= 500);
      failed.push(...refused.map(({ id, status, body }) => `${id} ${status} ${JSON.stringify(body)}`));
    }
    expect(failed).toEqual([]);
  });

  async function call(world: PreparedWorld, operation: DocumentedOperation): Promise<Answer & { id: string }> {
    const sent: Record<string, unknown> = await callOf(api, operation.id).good(world);
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(sent[name])));
    const { body, query, headers } = sent as Call;
    const credential = await world.headersFor(operation);
    const key = { 'idempotency-key': world.name() };
    const answer = await server.call(operation.method.toUpperCase(), prefix + path, {
      body,
      query,
      headers: { ...headers, ...credential, ...key },
    });
    return { ...answer, id: operation.id };
  }
});
