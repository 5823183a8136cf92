import { activate, changed, issued, validate } from '../../testkit/issue';
import { expectTurns, licenseOf, race } from '../../testkit/race';
import { eventsOf, tally } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

describe('changing', () => {
  const CHANGES = {
    type: 'trial',
    type_label: 'Extended',
    state: 'blocked',
    starts_at: '2027-02-01T00:00:00.000Z',
    expires_at: '2020-01-01T00:00:00.000Z',
    duration_days: 10,
    updates_until: '2027-02-01T00:00:00.000Z',
    support_until: '2027-02-01T00:00:00.000Z',
    max_activations: 1,
    max_users: 2,
    max_sessions: 3,
    uses_limit: 4,
    features: ['a', 'b'],
    allowed_domains: ['shop.example'],
    allowed_ips: ['10.0.0.1'],
    restricted_to_email: 'a@b.example',
    restricted_to_client_name: 'Acme',
    description: 'changed',
    // Merged: null removes a field.
    metadata: { changed: true, old: null },
    policy_overrides: { bind_on_check: true },
  };

  it.each(Object.entries(CHANGES))('sets %s and leaves the rest as it is', async (field, value) => {
    const before = await issued(server, { description: 'untouched', features: ['old'], metadata: { old: 1 } });
    const after = await changed(server, before, { [field]: value });
    const hasEnd = field === 'expires_at' || field === 'duration_days';
    const type = hasEnd ? 'subscription' : before.type;
    const derived = { status: after.status, updated_at: after.updated_at, type };
    const expected = field === 'metadata' ? { changed: true } : value;
    expect(after).toEqual({ ...before, ...derived, [field]: expected });
    expect(await server.sdk.licenses.get(before.id)).toEqual(after);
  });

  const CLEARABLE = Object.entries(CHANGES).filter(([field]) =>
    /_at$|_until$|^max_|_label$|_days$|_limit$|^restricted_/.test(field),
  );
  it.each(CLEARABLE)('clears %s with null', async (field, value) => {
    const license = await issued(server, { [field]: value });
    expect(await changed(server, license, { [field]: null })).toMatchObject({ [field]: null });
  });

  it.each([
    'type',
    'state',
    'features',
    'allowed_domains',
    'allowed_ips',
    'description',
    'metadata',
    'policy_overrides',
  ])('refuses null for %s, which is required', async (field) => {
    const license = await issued(server);
    const { status, body } = await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, {
      body: { [field]: null },
    });
    expect([status, body.error.details[0].field]).toEqual([400, field]);
  });

  it('changes nothing at all where one field is wrong', async () => {
    const license = await issued(server);
    const { status } = await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, {
      body: { description: 'half', max_users: -1 },
    });
    expect(status).toBe(400);
    expect(await server.sdk.licenses.get(license.id)).toEqual(license);
  });

  it('serializes concurrent updates, each based on the one before', async () => {
    const license = await issued(server);
    await expectTurns({ server, table: 'licenses', id: license.id, field: 'description' }, (body) =>
      server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, { body }),
    );
  });

  it('keeps both of two concurrent changes', async () => {
    const license = await issued(server);
    await Promise.all([
      changed(server, license, { description: 'one' }),
      changed(server, license, { max_users: 9 }),
      changed(server, license, { features: ['two'] }),
      activate(server, license.key, 'desk'),
    ]);
    expect(await server.sdk.licenses.get(license.id)).toMatchObject({
      description: 'one',
      max_users: 9,
      features: ['two'],
      status: 'active',
    });
  });

  it.each(['key', 'product', 'id', 'status', 'batch'])('refuses to change %s', async (field) => {
    const license = await issued(server);
    const { status, body } = await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, {
      body: { [field]: 'x' },
    });
    expect([status, body.error.details[0].field]).toEqual([400, field]);
  });
});

describe('deleting', () => {
  it('deletes the activations too, and no API finds the license any more', async () => {
    const license = await issued(server);
    await activate(server, license.key, 'desk');
    expect((await server.asAdmin('DELETE', `/api/v1/licenses/${license.id}`)).status).toBe(204);
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      expect((await server.asAdmin(method, `/api/v1/licenses/${license.id}`, { body: {} })).status).toBe(404);
    }
    expect((await validate(server, license.key, 'desk')).body.code).toBe('NOT_FOUND');
  });

  it('happens once for concurrent requests', async () => {
    const license = await issued(server);
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      [1, 2, 3, 4].map(() => () => server.asAdmin('DELETE', `/api/v1/licenses/${license.id}`)),
    );
    expect(tally(answers.map(({ status }) => status))).toEqual({ 204: 1, 404: 3 });
    const refused = answers.filter(({ status }) => status === 404);
    expect(refused.every(({ body }) => body.error.code === 'NOT_FOUND')).toBe(true);
    const events = await eventsOf(server, license.id);
    expect(events.map(({ name }) => name)).toEqual(['license.issued', 'license.deleted']);
  });

  it('answers 404 for an unknown id or key', async () => {
    expect((await server.asAdmin('DELETE', '/api/v1/licenses/1')).status).toBe(404);
    expect((await server.asAdmin('DELETE', `/api/v1/licenses/${NOBODY}`)).status).toBe(404);
  });
});
