import { Contract } from '../../support/conformance';
import { APIS } from '../../support/contracts';
import { keyOf } from '../../testkit/callers';
import { raceInOrder } from '../../testkit/race';
import { createLoggedInUser } from '../../testkit/users';
import { tally } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

const GUARDED = APIS.flatMap(({ dialect: { name, limits }, guarded, statuses }) =>
  guarded ? [{ name, limit: limits.unauthenticated.perMinute, status: statuses.unauthenticated, ...guarded }] : [],
);
const NAMES = GUARDED.map(({ name }) => name);
type Guarded = (typeof GUARDED)[number];
const NATIVE = { url: '/api/v1/licenses', kind: 'internal', status: 401 } as const;
const LIMIT = 3;
const NOW = '2031-05-17T10:00:00.000Z';

let server: TestServer;
let keys: Record<'internal' | 'external', string>;
beforeAll(async () => {
  server = await TestServer.shared({ RATE_LIMIT_FACTOR: '1' });
  server.clock.holdAt(NOW);
  keys = { internal: (await keyOf(server, 'internal')).key, external: (await keyOf(server, 'external')).key };
  const limits = Object.fromEntries(NAMES.map((name) => [`limits.${name}.unauthenticated`, LIMIT]));
  expect((await server.asAdmin('PATCH', '/api/v1/settings', { body: limits })).status).toBe(200);
});
beforeEach(() => server.clock.holdAt(NOW));
afterAll(() => server.stop());

let callers = 0;
/** An address from which nobody called before. */
const freshAddress = () => `198.51.100.${++callers}`;

async function ask(
  remoteAddress: string,
  target: string | Pick<Guarded, 'method' | 'url'>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const { method = 'GET', url }: { method?: 'GET' | 'POST' | 'PUT'; url: string } =
    typeof target === 'string' ? { url: target } : target;
  const reply = await server.app.inject({ method, url, remoteAddress, headers });
  return { status: reply.statusCode, body: JSON.parse(reply.payload), headers: reply.headers };
}

/** The credential of an admin or of a program, as each API takes it. */
async function credentialFor({ kind }: Guarded): Promise<Record<string, string>> {
  return kind === 'token' ? { authorization: `Bearer ${await server.adminToken()}` } : { 'x-api-key': keys[kind] };
}

let guesses = 0;
const wrongFor = ({ kind }: Pick<Guarded, 'kind'>): Record<string, string> =>
  kind === 'token' ? { authorization: `Bearer guess.${++guesses}` } : { 'x-api-key': `guess number ${++guesses}` };

async function spend(address: string, guarded: Pick<Guarded, 'kind' | 'method' | 'url' | 'status'>): Promise<void> {
  for (let time = 0; time < LIMIT; time++) {
    const { status, headers } = await ask(address, guarded, wrongFor(guarded));
    expect([status, headers['retry-after']]).toEqual([guarded.status, undefined]);
  }
}

it('every API has the limit, whether or not its definition names it, and a setting for it', async () => {
  const guarded = APIS.filter(({ file }) => Contract.of(file).operations.some((one) => one.needsCredential));
  expect([...new Set(guarded.map(({ dialect }) => dialect.name))].sort()).toEqual([...NAMES].sort());
  const { body } = await server.asAdmin('GET', '/api/v1/settings');
  const settings = body.items.map(({ name }: { name: string }) => name);
  const defaults = Object.fromEntries(
    body.items.map((setting: { name: string; default: unknown }) => [setting.name, setting.default]),
  );
  expect(NAMES.map((name) => [name, defaults[`limits.${name}.unauthenticated`]])).toEqual(
    GUARDED.map(({ name, limit }) => [name, limit]),
  );
  // One shop server sends the calls of all its customers.
  expect(defaults).toMatchObject({
    'limits.license-manager.unauthenticated': 3000,
    'limits.native.unauthenticated': 100,
  });
  expect(settings.filter((name: string) => name.includes('strangers'))).toEqual([]);
});

describe.each(GUARDED)('at $name', (guarded) => {
  const { refused } = guarded;

  it('refuses an address that has guessed too often, until the minute is over', async () => {
    const address = freshAddress();
    await spend(address, guarded);
    server.clock.advance(20_000);
    const { status, headers } = await ask(address, guarded, wrongFor(guarded));
    expect([status, headers['retry-after']]).toEqual([refused, '40']);
    server.clock.advance(40_000);
    expect((await ask(address, guarded, wrongFor(guarded))).headers['retry-after']).toBeUndefined();
  });

  it('counts requests without a credential too', async () => {
    const address = freshAddress();
    for (let time = 0; time < LIMIT; time++) {
      expect((await ask(address, guarded)).status).toBe(guarded.status);
    }
    expect((await ask(address, guarded)).headers['retry-after']).toBe('60');
  });

  it('does not tell a right credential from a wrong one once the limit is reached', async () => {
    const address = freshAddress();
    await spend(address, guarded);
    const wrong = await ask(address, guarded, wrongFor(guarded));
    const right = await ask(address, guarded, await credentialFor(guarded));
    const { request_id: _a, ...wrongError } = wrong.body.error ?? {};
    const { request_id: _b, ...rightError } = right.body.error ?? {};
    expect([right.status, right.headers['retry-after'], rightError]).toEqual([refused, '60', wrongError]);
    expect((await ask(freshAddress(), guarded, await credentialFor(guarded))).status).not.toBe(refused);
  });

  it('goes on to serve a credential that proved right at this address before', async () => {
    const address = freshAddress();
    const credential = await credentialFor(guarded);
    const { status } = await ask(address, guarded, credential);
    await spend(address, guarded);
    expect((await ask(address, guarded, wrongFor(guarded))).headers['retry-after']).toBe('60');
    expect((await ask(address, guarded, credential)).status).toBe(status);
  });
});

it('counts tokens that have ended', async () => {
  const address = freshAddress();
  const person = await createLoggedInUser(server, 'viewer');
  const headers = { authorization: `Bearer ${person.token}` };
  expect((await ask(address, '/api/v1/licenses', headers)).status).toBe(200);
  await person.call('POST', '/api/v1/auth/logout');
  for (let time = 0; time < LIMIT; time++) {
    expect((await ask(address, '/api/v1/licenses', headers)).status).toBe(401);
  }
  expect((await ask(address, '/api/v1/licenses', headers)).status).toBe(429);
});

it('answers no more guesses than the limit when they are sent together, the right one among them', async () => {
  const address = freshAddress();
  const { key } = await keyOf(server, 'internal');
  const all = [...Array.from({ length: 30 }, () => wrongFor(NATIVE)), { 'x-api-key': key }];
  const answers = await Promise.all(all.map((headers) => ask(address, '/api/v1/licenses', headers)));
  const { 401: unauthenticated = 0, 429: refused = 0 } = tally(answers.map(({ status }) => status));
  expect(unauthenticated).toBe(LIMIT);
  expect(refused).toBeGreaterThanOrEqual(30 - LIMIT);
});

it('refuses a right credential whose check was under way when the limit was reached', async () => {
  const address = freshAddress();
  const { token } = await createLoggedInUser(server, 'viewer');
  const [answer] = await raceInOrder(
    // Every request of a user reads the session.
    { databaseUrl: server.databaseUrl, hold: 'LOCK TABLE user_sessions' },
    [() => ask(address, '/api/v1/licenses', { authorization: `Bearer ${token}` })],
    () => spend(address, NATIVE),
  );
  expect(answer?.status).toBe(429);
});

describe('requests that no credential has to prove', () => {
  let key: string;
  beforeAll(async () => {
    key = (await keyOf(server, 'internal')).key;
    await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'limits.native.default': 5 } });
  });

  it.each(['authorization', 'x-api-key'])('are counted by address, whatever %s claims', async (header) => {
    const address = freshAddress();
    const statuses: number[] = [];
    for (let time = 0; time < 7; time++) {
      statuses.push((await ask(address, '/api/v1/update-signing-keys', { [header]: `claim ${time}` })).status);
    }
    expect(tally(statuses)).toEqual({ 200: 5, 429: 2 });
  });

  it('leave the count of a credential that proved right alone: it is one, wherever it comes from', async () => {
    const statuses: number[] = [];
    for (let time = 0; time < 6; time++) {
      statuses.push((await ask(freshAddress(), '/api/v1/products', { 'x-api-key': key })).status);
    }
    expect(tally(statuses)).toEqual({ 200: 5, 429: 1 });
  });
});
