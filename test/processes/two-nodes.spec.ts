import { randomInt } from 'node:crypto';
import { Client } from 'pg';
import { ADMIN_PASSWORD, testSystemKey } from '../testkit/credentials';
import { freshDatabase } from '../testkit/database';
import { licenseOf, race } from '../testkit/race';
import { tally } from '../testkit/records';
import { until } from '../testkit/until';
import { clientOf, Load } from './load';
import { Program, type Reply } from './program';

const HOT_LICENSES = 100;
const CLIENTS = 16;
const ANSWERS = 1_000;
const RACERS = 200;
const SEATS = 37;

let databaseUrl: string;
let nodes: readonly [Program, Program];
let admin: { authorization: string };
let systemKey: string;
beforeAll(() => Program.build());
beforeAll(async () => {
  databaseUrl = await freshDatabase('nodes');
  const settings = { DATABASE_URL: databaseUrl };
  nodes = await Promise.all([Program.start(settings), Program.start(settings)]);
  systemKey = testSystemKey();
  admin = await nodes[0].logIn(ADMIN_PASSWORD);
});
afterAll(() => Program.endAll());

async function created(path: string, body: object): Promise<{ id: string; key: string }> {
  const answer = await nodes[0].call('POST', path, body, admin);
  expect(answer.status).toBe(201);
  return answer.body;
}

const issued = (license: object = {}) => created('/api/v1/licenses', { product: 'v2-default', ...license });

const crowd = <T>(count: number, each: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => each(index)));

/** A random call about a random license, so that the processes meet the licenses in different orders. */
function ask(node: Program, keys: readonly string[], id: string): Promise<Reply> {
  const client = clientOf(node, keys[randomInt(keys.length)] ?? '', 'desk');
  const calls = [client.validate, client.heartbeat, (name: string) => client.verify(name, systemKey)];
  return (calls[randomInt(calls.length)] ?? client.validate)(id);
}

it(`gives ${SEATS} seats to exactly ${SEATS} of ${RACERS} devices that ask both processes at once`, async () => {
  const { key } = await issued({ max_activations: SEATS });
  const racers = Array.from(
    { length: RACERS },
    (_, index) => () => clientOf(nodes[index % 2 ? 1 : 0], key, `device ${index}`).activate(),
  );
  const answers = await race({ databaseUrl, ...licenseOf(key) }, racers);
  expect(tally(answers.map(({ status }) => status))).toEqual({ 201: SEATS, 409: RACERS - SEATS });
});

it('refuses at one process what was revoked at the other, from the next request on', async () => {
  const { id, key } = await issued();
  const [first, second] = nodes.map((node) => clientOf(node, key, 'desk'));
  await first?.activate();
  expect(await second?.validate('before')).toMatchObject({ status: 200, body: { valid: true } });

  expect((await nodes[0].call('POST', `/api/v1/licenses/${id}/revoke`, undefined, admin)).status).toBe(200);
  expect(await second?.validate('after')).toMatchObject({ status: 200, body: { valid: false, code: 'REVOKED' } });
  expect(await second?.heartbeat('after')).toMatchObject({ status: 403 });
  expect(await second?.verify('after', systemKey)).toMatchObject({ body: { valid: false } });
});

it('refuses an API key at one process that was revoked at the other', async () => {
  const { key } = await issued();
  const apiKey = await created('/api/v1/api-keys', { name: 'Program', kind: 'external' });
  const client = clientOf(nodes[1], key, 'desk');
  expect((await client.verify('before', apiKey.key)).status).toBe(200);

  expect((await nodes[0].call('DELETE', `/api/v1/api-keys/${apiKey.id}`, undefined, admin)).status).toBe(204);
  // Well below the ten seconds after which the other process would read the key again without having been told.
  const isRefused = async () => (await client.verify('after', apiKey.key)).status === 401;
  await until('the other process refuses the key', isRefused, { limitMs: 5_000 });
});

it(`answers everything about the same ${HOT_LICENSES} licenses at both processes, without a deadlock`, async () => {
  const keys = await crowd(HOT_LICENSES, async () => (await issued()).key);
  await crowd(HOT_LICENSES, (index) => clientOf(nodes[0], keys[index] ?? '', 'desk').activate());
  const loads = nodes.map((node) => Load.start(CLIENTS, (id) => ask(node, keys, id)));
  await Promise.all(loads.map((load) => load.more(ANSWERS)));
  await Promise.all(loads.map((load) => load.stop()));
  const answers = loads.flatMap((load) => load.answers);
  expect(tally(answers.map(({ status, body }) => `${status} ${body.valid ?? body.success}`))).toEqual({
    '200 true': answers.length,
  });

  // PostgreSQL counts the deadlocks of a connection when it ends.
  expect(await Promise.all(nodes.map((node) => node.end('SIGTERM')))).toEqual(
    nodes.map(() => ({ code: 0, signal: null })),
  );
  expect(await recorded()).toEqual({ deadlocks: 0, rows: answers.length });
});

async function recorded() {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT (SELECT deadlocks::integer FROM pg_stat_database WHERE datname = current_database()) AS deadlocks,
              (SELECT count(*)::integer FROM verifications WHERE app_version LIKE 'request %') AS rows`,
    );
    return rows[0];
  } finally {
    await client.end();
  }
}
