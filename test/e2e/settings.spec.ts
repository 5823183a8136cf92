import { keyOf } from '../support/callers';
import { aPerson, type Person } from '../support/people';
import { TestServer } from '../support/server';

const LIMITED = { RATE_LIMIT_FACTOR: '1', TRUSTED_PROXIES: '127.0.0.1' };

let server: TestServer;
let owner: Person;
beforeAll(async () => {
  server = await TestServer.start(LIMITED);
  owner = await aPerson(server, 'owner');
});
beforeEach(() => change({ 'limits.native.client': null, 'limits.native.default': null, 'limits.v2.default': null }));
afterAll(() => server.stop());

const refusal = (status: number, code: string) => ({ status, body: { error: { code } } });
const change = (body: object, headers?: Record<string, string>) =>
  owner.call('PATCH', '/api/v1/settings', { body, headers });
const valuesOf = ({ items }: any): Record<string, number> =>
  Object.fromEntries(items.map(({ name, value }: any) => [name, value]));
const values = async () => valuesOf((await owner.call('GET', '/api/v1/settings')).body);
const changesOnRecord = async (): Promise<number> =>
  (await server.dataSource.query(`SELECT count(*)::integer AS n FROM events WHERE name = 'setting.changed'`))[0].n;

/** How many of so many client calls are let through. */
async function letThrough(node: TestServer, calls: number, address: string): Promise<number> {
  const call = { body: { license_key: 'unknown' }, headers: { 'x-forwarded-for': address } };
  const answers = await Promise.all(Array.from({ length: calls }, () => node.call('POST', '/api/v1/validate', call)));
  return answers.filter(({ status }) => status !== 429).length;
}

it('lists a setting for every limit of every dialect, with its default and what it is for', async () => {
  const { status, body } = await owner.call('GET', '/api/v1/settings');
  expect(status).toBe(200);
  expect(body.next).toBeNull();
  expect(valuesOf(body)).toMatchObject({
    'limits.native.default': 1000,
    'limits.native.client': 100,
    'limits.native.login': 10,
    'limits.v2.default': 100,
  });
  for (const setting of body.items) {
    expect(setting).toEqual({
      name: expect.stringMatching(/^limits\.[\w-]+\.[\w-]+$/),
      value: setting.default,
      default: expect.any(Number),
      description: expect.stringContaining('minute'),
    });
  }
});

it('changes several at once, and puts a default back by null', async () => {
  const changed = await change({ 'limits.v2.default': 200, 'limits.native.client': 1_000_000 });
  expect([changed.status, valuesOf(changed.body)]).toMatchObject([
    200,
    { 'limits.v2.default': 200, 'limits.native.client': 1_000_000, 'limits.native.default': 1000 },
  ]);
  expect(changed.body.items.find(({ name }: any) => name === 'limits.v2.default')).toMatchObject({ default: 100 });
  await change({ 'limits.v2.default': null });
  expect(await values()).toMatchObject({ 'limits.v2.default': 100, 'limits.native.client': 1_000_000 });
});

it.each([
  ['limits.v2.default', 0],
  ['limits.v2.default', -1],
  ['limits.v2.default', 1.5],
  ['limits.v2.default', 1_000_001],
  ['limits.v2.default', '200'],
  ['limits.v2.default', [200]],
  ['limits.v2.default', true],
  ['limits.v2.nothing', 200],
  ['limits.v3.default', 200],
  ['toString', 200],
])('refuses %s: %j by its name, and changes nothing of the rest', async (name, value) => {
  const before = [await values(), await changesOnRecord()];
  const refused = await change({ 'limits.native.client': 300, [name]: value });
  expect(refused).toMatchObject(refusal(400, 'VALIDATION_ERROR'));
  expect(refused.body.error.details).toMatchObject([{ field: name }]);
  expect([await values(), await changesOnRecord()]).toEqual(before);
});

it('holds requests to the changed limit at once', async () => {
  const address = '198.51.100.1';
  expect(await letThrough(server, 2, address)).toBe(2);
  await change({ 'limits.native.client': 5 });
  expect(await letThrough(server, 6, address)).toBe(3);
  await change({ 'limits.native.client': null });
  expect(await letThrough(server, 6, address)).toBe(6);
});

it('holds them to a change under an Idempotency-Key too, which is committed later than it is made', async () => {
  expect(await letThrough(server, 1, '198.51.100.2')).toBe(1);
  await change({ 'limits.native.client': 2 }, { 'idempotency-key': 'once' });
  expect(await letThrough(server, 5, '198.51.100.3')).toBe(2);
});

it('records who changed what, from what to what, and nothing where nothing changed', async () => {
  await change({ 'limits.v2.default': 250, 'limits.native.client': 100 });
  const rows = await server.dataSource.query(
    `SELECT actor, target_id, before, after FROM audit_entries WHERE action = 'setting.changed' ORDER BY id DESC LIMIT 1`,
  );
  expect(rows).toEqual([
    { actor: owner.username, target_id: 'limits.v2.default', before: { value: 100 }, after: { value: 250 } },
  ]);
  const before = await changesOnRecord();
  await change({ 'limits.v2.default': 250, 'limits.native.login': null });
  await change({});
  await owner.call('PATCH', '/api/v1/settings');
  expect(await changesOnRecord()).toBe(before);
});

it('is changed by owners alone, and read by those who log in', async () => {
  for (const role of ['admin', 'support', 'viewer'] as const) {
    const person = await aPerson(server, role);
    expect((await person.call('GET', '/api/v1/settings')).status).toBe(200);
    expect(await person.call('PATCH', '/api/v1/settings', { body: { 'limits.v2.default': 1 } })).toMatchObject(
      refusal(403, 'FORBIDDEN'),
    );
  }
  const { key } = await keyOf(server, 'internal');
  for (const method of ['GET', 'PATCH'] as const) {
    const call = method === 'PATCH' ? { body: { 'limits.v2.default': 1 } } : {};
    expect((await server.withKey(method, '/api/v1/settings', call, key)).status).toBe(403);
    expect((await server.withKey(method, '/api/v1/settings', call)).status).toBe(403);
    expect((await server.call(method, '/api/v1/settings', call)).status).toBe(401);
  }
  expect(await values()).toMatchObject({ 'limits.v2.default': 100 });
});

// The last one, because passport knows one application in a process.
it('lets another node follow within ten seconds', async () => {
  const other = await TestServer.start(LIMITED, server.databaseUrl);
  try {
    expect(await letThrough(other, 1, '198.51.100.4')).toBe(1);
    await change({ 'limits.native.client': 2 });
    other.clock.advance(10_000);
    expect(await letThrough(other, 5, '198.51.100.5')).toBe(2);
  } finally {
    await other.stop();
  }
});
