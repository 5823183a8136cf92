import type { Activation, License, ListActivationsQuery, UpdateLicense } from '../../../sdk/src/generated/native';
import { aProduct, keyOf } from '../../testkit/callers';
import { activate, heartbeat, issued, validate } from '../../testkit/issue';
import { expectTurns, race } from '../../testkit/race';
import { auditOf, countsAndRows, eventsOf, activeSeatsOf, seatsOf, verificationsOf } from '../../testkit/records';
import { single } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';
import type { Tuple } from '../../support/tuple';

const PATH = '/api/v1/activations';
const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const listed = async (query: ListActivationsQuery) =>
  (await server.sdk.activations.list({ limit: 100, ...query })).items;
const rename = ({ id }: { id: string }, body: unknown) => server.asAdmin('PATCH', `${PATH}/${id}`, { body });
const end = ({ id }: { id: string }) => server.asAdmin('DELETE', `${PATH}/${id}`);

/** A license with a device on it. */
async function seated(
  terms: Record<string, unknown> = {},
  device: unknown = 'desk',
): Promise<{ license: License; activation: Activation }> {
  const license = await issued(server, terms);
  expect((await activate(server, license.key, device)).status).toBe(201);
  const activation = single(await listed({ license: license.id }));
  return { license, activation };
}

describe('an activation', () => {
  it('shows the device as reported', async () => {
    const license = await issued(server);
    server.clock.holdAt('2030-01-01T00:00:00.000Z');
    const { body: activated } = await server.call('POST', '/api/v1/activate', {
      body: { license_key: license.key, hardware_id: { disk: 1 }, machine_name: 'DESK', app_version: '1.0' },
      headers: { 'user-agent': 'a program' },
    });
    server.clock.reset();
    const activation = single(await listed({ license: license.id }));
    expect(activation).toEqual({
      id: expect.any(String),
      number: expect.any(Number),
      product: 'v2-default',
      activation_id: activated.activation_id,
      license: license.id,
      license_key: license.key,
      kind: 'device',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      name: 'DESK',
      app_version: '1.0',
      ip: '127.0.0.1',
      user_agent: 'a program',
      device_data: { disk: 1 },
      metadata: {},
      environment: null,
      cores: null,
      memory_mb: null,
      disk_gb: null,
      activated_at: '2030-01-01T00:00:00.000Z',
      last_seen_at: '2030-01-01T00:00:00.000Z',
      check_count: 0,
      deactivated_at: null,
      active: true,
      takes_seat: true,
    });
    expect(await server.sdk.activations.get(activation.id)).toEqual(activation);
  });

  it('is renamed by an admin, and loses its name with null', async () => {
    const { activation } = await seated();
    const { status, body } = await rename(activation, { name: 'Reception' });
    expect([status, body]).toEqual([200, { ...activation, name: 'Reception' }]);
    await server.sdk.activations.update(activation.id, { name: 'Reception' });
    expect((await server.sdk.activations.update(activation.id, {})).name).toBe('Reception');
    expect((await server.sdk.activations.update(activation.id, { name: null })).name).toBeNull();
    expect((await eventsOf(server, activation.id)).map(({ name }) => name)).toEqual([
      'activation.updated',
      'activation.updated',
    ]);
  });

  it.each([
    { name: '' },
    { name: 'x'.repeat(256) },
    { name: 7 },
    { name: 'A', fingerprint: 'other' },
    { active: false },
  ])('refuses %j', async (body) => {
    const { activation } = await seated();
    expect((await rename(activation, body)).status).toBe(400);
    expect(await server.sdk.activations.get(activation.id)).toEqual(activation);
  });

  it('serializes concurrent changes of its name, each based on the one before', async () => {
    const { activation } = await seated();
    const row = { server, table: 'activations', id: activation.id, field: 'name' };
    await expectTurns(row, (body) => rename(activation, body));
  });

  it('counts every check while its name changes', async () => {
    const { license, activation } = await seated();
    await Promise.all(
      Array.from({ length: 8 }, (_, index) => [
        validate(server, license.key, 'desk'),
        activate(server, license.key, 'desk'),
        rename(activation, { name: `Name ${index}` }),
      ]).flat(),
    );
    expect(await server.sdk.activations.get(activation.id)).toMatchObject({
      check_count: 8,
      name: expect.stringContaining('Name'),
    });
  });
});

describe('ending an activation', () => {
  it('frees the seat for another device, and the same one may come back', async () => {
    const { license, activation } = await seated({ max_activations: 1 });
    expect((await activate(server, license.key, 'laptop')).status).toBe(409);
    const answer = await end(activation);
    expect([answer.status, answer.body]).toEqual([204, '']);
    expect(await server.sdk.activations.get(activation.id)).toMatchObject({
      active: false,
      deactivated_at: expect.any(String),
    });
    expect((await validate(server, license.key, 'desk')).body.code).toBe('NOT_ACTIVATED');
    expect((await activate(server, license.key, 'laptop')).status).toBe(201);
    expect((await validate(server, license.key, 'desk')).body.code).toBe('NOT_ACTIVATED');
    expect((await heartbeat(server, license.key, 'desk')).body.error.code).toBe('NOT_ACTIVATED');
    expect((await validate(server, license.key, 'phone')).body.code).toBe('DEVICE_MISMATCH');
    expect((await activate(server, license.key, 'desk')).status).toBe(409);
    const laptop = single(await listed({ license: license.id, active: true }));
    await server.sdk.activations.deactivate(laptop.id);
    expect((await activate(server, license.key, 'desk')).status).toBe(200);
    expect(await server.sdk.activations.get(activation.id)).toMatchObject({ active: true, deactivated_at: null });
  });

  it('is recorded once, however often it is requested', async () => {
    const { license, activation } = await seated();
    const answers = await Promise.all(Array.from({ length: 6 }, () => end(activation)));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(204));
    const before = await server.sdk.activations.get(activation.id);
    expect((await end(activation)).status).toBe(204);
    expect(await server.sdk.activations.get(activation.id)).toEqual(before);

    const events = await eventsOf(server, license.id);
    expect(events.map(({ name }) => name)).toEqual([
      'license.issued',
      'license.activated',
      'license.first_activated',
      'license.deactivated',
    ]);
    expect(events.at(-1)?.data).toMatchObject({ license_key: license.key, activation_id: activation.activation_id });
    expect((await auditOf(server, license.id)).at(-1)).toEqual({ action: 'license.deactivated', actor: 'admin' });

    const log = (await verificationsOf(server, license.key)).filter(({ operation }) => operation === 'deactivate');
    expect(log).toMatchObject([
      { license_id: license.number, fingerprint: 'desk', dialect: 'native', outcome: 'VALID', ip: '127.0.0.1' },
    ]);
    const { counts, rows } = await countsAndRows(server);
    expect(counts).toEqual(rows);
  });

  it('is recorded once for concurrent requests', async () => {
    const { license, activation } = await seated();
    const both = {
      hold: `SELECT 1 FROM licenses JOIN activations ON license_id = licenses.id WHERE activations.uid = $1 FOR UPDATE`,
      values: [activation.id],
    };
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...both },
      [1, 2, 3, 4].map(() => () => end(activation)),
    );
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    const events = await eventsOf(server, license.id);
    expect(events.map(({ name }) => name)).toEqual([
      'license.issued',
      'license.activated',
      'license.first_activated',
      'license.deactivated',
    ]);
    const log = (await verificationsOf(server, license.key)).filter(({ operation }) => operation === 'deactivate');
    expect(log).toHaveLength(1);
  });

  it('ends the sessions that ran on it', async () => {
    const { license, activation } = await seated();
    await server.dataSource.query(
      `INSERT INTO license_sessions (license_id, activation_id, token_hash, started_at, last_beat_at)
       VALUES ($1, $2, 'one', $3, $3)`,
      [license.number, activation.number, server.clock.now()],
    );
    await server.sdk.activations.deactivate(activation.id);
    const [session] = await server.dataSource.query(`SELECT end_reason, ended_at FROM license_sessions`);
    expect(session).toEqual({ end_reason: 'deactivated', ended_at: expect.any(Date) });
  });

  it.each<UpdateLicense>([{ state: 'revoked' }, { expires_at: '2001-01-01' }])(
    'lets a device go from a license that is %j',
    async (body) => {
      const { license, activation } = await seated();
      await server.sdk.licenses.update(license.id, body);
      expect((await end(activation)).status).toBe(204);
      expect(await activeSeatsOf(server, license)).toBe(0);
    },
  );

  it('and activating at once leaves no more devices seated than there are seats', async () => {
    const { license, activation } = await seated({ max_activations: 1 });
    await Promise.all([
      end(activation),
      ...Array.from({ length: 10 }, (_, index) => activate(server, license.key, `device ${index}`)),
    ]);
    expect(await activeSeatsOf(server, license)).toBeLessThanOrEqual(1);
    expect((await seatsOf(server, license)).length).toBeLessThanOrEqual(2);
  });

  it('leaves no partial change if the last step fails', async () => {
    const { license, activation } = await seated();
    await server.dataSource.query(
      `ALTER TABLE verification_counts ADD CONSTRAINT broken CHECK (operation <> 'deactivate') NOT VALID`,
    );
    const { status } = await end(activation);
    await server.dataSource.query(`ALTER TABLE verification_counts DROP CONSTRAINT broken`);
    expect(status).toBe(500);
    expect(await server.sdk.activations.get(activation.id)).toEqual(activation);
    expect((await eventsOf(server, license.id)).map(({ name }) => name)).not.toContain('license.deactivated');
    expect((await end(activation)).status).toBe(204);
  });
});

describe('the list of activations', () => {
  it('filters by license, fingerprint and active state, also combined', async () => {
    const license = await issued(server, { max_activations: null });
    const other = await issued(server);
    for (const device of ['filter one', 'filter two', 'filter three']) {
      await activate(server, license.key, device);
    }
    await activate(server, other.key, 'filter one');
    const [three, two, one] = (await listed({ license: license.id })) as Tuple<Activation, 3>;
    expect([one, two, three].map(({ fingerprint }) => fingerprint)).toEqual([
      'filter one',
      'filter two',
      'filter three',
    ]);
    await server.sdk.activations.deactivate(two.id);
    const ids = async (query: ListActivationsQuery) => (await listed(query)).map(({ id }) => id);
    expect(await ids({ license: license.id, active: true })).toEqual([three.id, one.id]);
    expect(await ids({ license: license.id, active: false })).toEqual([two.id]);
    expect(await ids({ fingerprint: 'filter one' })).toEqual([single(await listed({ license: other.id })).id, one.id]);
    expect(await ids({ fingerprint: 'filter one', license: license.id, active: true })).toEqual([one.id]);
    expect(await ids({ fingerprint: 'filter two', active: true })).toEqual([]);
    expect(await ids({ license: NOBODY })).toEqual([]);
    const inactive = await listed({ active: false });
    expect(inactive.map(({ id }) => id)).toContain(two.id);
    expect(inactive.filter(({ active }) => active)).toEqual([]);
  });

  it('shows each row once, newest first', async () => {
    const license = await issued(server, { max_activations: null });
    for (let device = 0; device < 5; device++) {
      await activate(server, license.key, `device ${device}`);
    }
    const seen: string[] = [];
    for await (const { fingerprint } of server.sdk.activations.list({ license: license.id, limit: 2 })) {
      seen.push(fingerprint);
    }
    expect(seen).toEqual(['device 4', 'device 3', 'device 2', 'device 1', 'device 0']);
  });

  it.each([
    'limit=0',
    'limit=101',
    'after=nonsense',
    'license=',
    'fingerprint=',
    `fingerprint=${'x'.repeat(513)}`,
    'active=yes',
    'active=1',
    'active=true&active=false',
    'kind=device',
  ])('refuses %s', async (query) => {
    expect((await server.asAdmin('GET', `${PATH}?${query}`)).status).toBe(400);
  });
});

it('refuses an id that is not a uuid with 400, and an unknown one with 404', async () => {
  for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
    expect((await server.asAdmin(method, `${PATH}/1`, { body: {} })).status).toBe(400);
    expect((await server.asAdmin(method, `${PATH}/${NOBODY}`, { body: {} })).status).toBe(404);
  }
});

it('is open to management callers only', async () => {
  const { activation } = await seated();
  const external = (await keyOf(server, 'external')).key;
  const readOnly = (await keyOf(server, 'internal', { permissions: ['activations:read'] })).key;
  for (const [method, path] of [
    ['GET', PATH],
    ['GET', `${PATH}/${activation.id}`],
    ['PATCH', `${PATH}/${activation.id}`],
    ['DELETE', `${PATH}/${activation.id}`],
  ] as const) {
    const call = method === 'GET' ? {} : { body: {} };
    expect((await server.call(method, path, call)).status).toBe(401);
    expect((await server.withKey(method, path, call, external)).status).toBe(403);
    expect((await server.withKey(method, path, call, readOnly)).status).toBe(method === 'GET' ? 200 : 403);
  }
  expect(await server.sdk.activations.get(activation.id)).toEqual(activation);
});

it("shows a key of one product that product's devices alone", async () => {
  await aProduct(server, 'mine');
  const mine = await seated({ product: 'mine' }, 'scoped');
  const theirs = await seated({}, 'scoped');
  const { key } = await keyOf(server, 'internal', { product: 'mine' });
  const ids = async (query: ListActivationsQuery) =>
    (await server.sdk.with({ apiKey: key }).activations.list(query)).items.map(({ id }) => id);
  expect(await ids({ fingerprint: 'scoped' })).toEqual([mine.activation.id]);
  expect(await ids({ license: theirs.license.id })).toEqual([]);
  for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
    const attempt = ({ activation }: { activation: { id: string } }) =>
      server.withKey(method, `${PATH}/${activation.id}`, method === 'GET' ? {} : { body: {} }, key);
    expect((await attempt(theirs)).status).toBe(404);
    expect((await attempt(mine)).status).toBe(method === 'DELETE' ? 204 : 200);
  }
  expect(await activeSeatsOf(server, theirs.license)).toBe(1);
});
