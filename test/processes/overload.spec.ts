import { Client } from 'pg';
import { ADMIN_PASSWORD, testSystemKey } from '../testkit/credentials';
import { freshDatabase, holdLocks } from '../testkit/database';
import { until } from '../testkit/until';
import { type Answered, clientOf, Load } from './load';
import { Program } from './program';

const KEY = 'BUSY-BUSY-BUSY-BUSY';

/** More than the thousand requests that a server works on at a time. */
const CLIENTS = 1_100;
const ACCEPTED = 500;
/** More than the hundred checks a minute that an address may send. */
const CHECKS = 300;

let databaseUrl: string;
let server: Program;
let limited: Program;
let systemKey: string;
beforeAll(() => Program.build());
beforeAll(async () => {
  databaseUrl = await freshDatabase('overload');
  server = await Program.start({ DATABASE_URL: databaseUrl });
  systemKey = testSystemKey();
  await server.issue(ADMIN_PASSWORD, { key: KEY });
  expect(await clientOf(server, KEY, 'desk').activate()).toMatchObject({ status: 201 });
  limited = await Program.start({ DATABASE_URL: databaseUrl, RATE_LIMIT_FACTOR: '1', TRUSTED_PROXIES: '127.0.0.1' });
});
afterAll(() => Program.endAll());

async function loggedIds(): Promise<Set<string>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query('SELECT app_version AS id FROM verifications');
    return new Set(rows.map(({ id }) => id));
  } finally {
    await client.end();
  }
}

/** Checks that wait for a batch. */
async function waiting(): Promise<number> {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  const counts = [...metrics.matchAll(/^keyward_check_batch_waiting\{.*\} (\d+)$/gm)];
  expect(counts).not.toEqual([]);
  return counts.reduce((total, [, count]) => total + Number(count), 0);
}

const isAccepted = ({ status }: Answered) => status === 200;

it('refuses what is too much for a server, is right about the rest, and then serves as before', async () => {
  const { verify } = clientOf(server, KEY, 'desk');
  // The log is locked, so that requests pile up however fast the machine is.
  const lock = await holdLocks(databaseUrl, 'LOCK TABLE verifications IN SHARE MODE');
  const load = Load.start(CLIENTS, (id) => verify(id, systemKey));
  await load.more(1, 503);
  await lock.end();
  await load.more(ACCEPTED, 200);
  await load.stop();

  const accepted = load.answers.filter(isAccepted);
  const refused = load.answers.filter((answer) => !isAccepted(answer));
  expect(accepted.filter(({ body }) => body.valid !== true || body.license.key !== KEY)).toEqual([]);
  const logged = await loggedIds();
  expect(accepted.filter(({ id }) => !logged.has(id))).toEqual([]);
  expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([503]));
  expect(refused.filter(({ headers }) => !(Number(headers.get('retry-after')) > 0))).toEqual([]);
  expect(new Set(refused.map(({ body }) => JSON.stringify(Object.keys(body.error))))).toEqual(
    new Set(['["code","message"]']),
  );

  await until('no check waits', async () => (await waiting()) === 0);
  expect(await verify('afterwards', systemKey)).toMatchObject({ status: 200, body: { valid: true } });
});

it('refuses an address that sends too much, and serves the others meanwhile', async () => {
  const validateFrom =
    (address: string, device: object = {}) =>
    (id: string) =>
      limited.call(
        'POST',
        '/api/v1/validate',
        { license_key: KEY, ...device, app_version: id },
        { 'x-forwarded-for': address },
      );
  const load = Load.start(100, validateFrom('198.51.100.1', { hardware_id: 'desk' }));
  await load.more(CHECKS, 429);
  for (let check = 0; check < 10; check++) {
    const { status, body } = await validateFrom('198.51.100.2')('of another address');
    expect([status, body.valid]).toEqual([200, true]);
  }
  await load.stop();

  const accepted = load.answers.filter(isAccepted);
  const refused = load.answers.filter((answer) => !isAccepted(answer));
  expect(accepted.filter(({ body }) => body.valid !== true)).toEqual([]);
  expect(refused.filter(({ status, headers }) => status !== 429 || !(Number(headers.get('retry-after')) > 0))).toEqual(
    [],
  );
  expect(new Set(refused.map(({ body }) => body.error.code))).toEqual(new Set(['RATE_LIMIT_EXCEEDED']));
});
