import { LicenseLifecycleService } from '../../../src/core/licensing/licenses/license-lifecycle.service';
import { aProduct, keyOf } from '../../testkit/callers';
import { activate, changed, issued, validate } from '../../testkit/issue';
import { auditOf, eventsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const VERBS = ['disable', 'enable', 'block', 'unblock', 'revoke'] as const;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const tell = (verb: string, { id }: { id: string }, body?: unknown) =>
  server.asAdmin('POST', `/api/v1/licenses/${id}/${verb}`, { body });
const namesOf = async ({ id }: { id: string }) => (await eventsOf(server, id)).map(({ name }) => name);

/** Which moments a license has, and since when. */
async function momentsOf({ number }: { number: number }): Promise<Record<string, Date | null>> {
  const [row] = await server.dataSource.query(
    `SELECT disabled_at, blocked_at, revoked_at FROM licenses WHERE id = $1`,
    [number],
  );
  return row;
}

describe('a verb', () => {
  it.each([
    ['disable', 'disabled', 'DISABLED', 'disabled_at'],
    ['block', 'blocked', 'BLOCKED', 'blocked_at'],
    ['revoke', 'revoked', 'REVOKED', 'revoked_at'],
  ])('%s makes a license %s, from then on and for everybody', async (verb, state, code, column) => {
    const license = await issued(server);
    const now = new Date(Date.now() + 60_000);
    server.clock.holdAt(now.toISOString());
    const { status, body } = await tell(verb, license);
    expect(status).toBe(200);
    expect(body).toEqual({ ...license, state, status: state, updated_at: now.toISOString() });
    expect(await server.sdk.licenses.get(license.id)).toEqual(body);
    expect((await validate(server, license.key)).body).toMatchObject({ valid: false, code });
    expect((await activate(server, license.key, 'desk')).body.error.code).toBe(code);
    const empty = { disabled_at: null, blocked_at: null, revoked_at: null };
    expect(await momentsOf(license)).toEqual({ ...empty, [column]: now });
  });

  it.each([
    ['disable', 'enable'],
    ['block', 'unblock'],
  ])('%s is undone by %s', async (verb, opposite) => {
    const license = await issued(server);
    await tell(verb, license);
    expect((await tell(opposite, license)).body).toMatchObject({
      state: 'active',
      status: 'unused',
    });
    expect((await validate(server, license.key)).body).toMatchObject({ valid: true });
  });

  it('sets its own timestamp and no other', async () => {
    const license = await issued(server);
    for (const verb of ['disable', 'block', 'revoke']) {
      await tell(verb, license);
    }
    expect(await server.sdk.licenses.get(license.id)).toMatchObject({ state: 'revoked' });
    const before = await momentsOf(license);
    expect(Object.values(before)).not.toContain(null);

    const states = await namesOf(license);
    for (const verb of ['enable', 'unblock']) {
      const { status, body } = await tell(verb, license);
      expect([status, body.error.code, body.error.message]).toEqual([
        409,
        'CONFLICT',
        expect.stringContaining('state'),
      ]);
    }
    expect([await momentsOf(license), await namesOf(license)]).toEqual([before, states]);
    expect((await changed(server, license, { state: 'active' })).state).toBe('active');
  });

  it('enables a license that stays blocked, and unblocks one that stays disabled', async () => {
    for (const [verb, state] of [
      ['enable', 'blocked'],
      ['unblock', 'disabled'],
    ] as const) {
      const license = await issued(server);
      await server.sdk.licenses.disable(license.id);
      await server.sdk.licenses.block(license.id);
      expect((await tell(verb, license)).body).toMatchObject({ state });
    }
  });

  it('that is repeated changes nothing and records no event', async () => {
    const license = await issued(server);
    for (const verb of VERBS) {
      const { body: first } = await tell(verb, license);
      const events = await namesOf(license);
      server.clock.advance(60_000);
      const { status, body: second } = await tell(verb, license);
      expect([status, second]).toEqual([200, first]);
      expect(await namesOf(license)).toEqual(events);
    }
  });

  it('records its own event, once for many concurrent calls', async () => {
    const license = await issued(server);
    const answers = await Promise.all(Array.from({ length: 10 }, () => tell('disable', license)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    for (const verb of ['enable', 'block', 'unblock', 'revoke']) {
      await tell(verb, license);
    }
    await tell('extend', await issued(server));
    await server.sdk.licenses.delete(license.id);
    const told = ['issued', 'disabled', 'enabled', 'blocked', 'unblocked', 'revoked', 'deleted'];
    expect(await namesOf(license)).toEqual(told.map((name) => `license.${name}`));
    expect(await auditOf(server, license.id)).toEqual(
      told.map((name) => ({ action: `license.${name}`, actor: 'admin' })),
    );
  });

  it('names the license, its product and its customer in its event', async () => {
    const customer = await server.sdk.customers.create({ name: 'Ada' });
    const license = await issued(server, { customer_id: customer.id });
    await server.sdk.licenses.disable(license.id);
    await changed(server, license, { max_users: 3 });
    await server.sdk.licenses.delete(license.id);
    const events = await eventsOf(server, license.id);
    expect(events.map(({ name }) => name)).toEqual([
      'license.issued',
      'license.disabled',
      'license.updated',
      'license.deleted',
    ]);
    for (const { data } of events) {
      expect(data).toMatchObject({
        license_id: license.number,
        license_uid: license.id,
        license_key: license.key,
        customer_id: customer.number,
        product_id: expect.any(Number),
      });
    }
  });
});

describe('a license as a dialect switches it', () => {
  it('is disabled and enabled by its number, unless it is blocked or revoked', async () => {
    const license = await issued(server);
    const states = server.app.get(LicenseLifecycleService);
    expect((await states.toggle(license.number)).license.state).toBe('disabled');
    expect((await states.toggle(license.number)).license.state).toBe('active');
    await server.sdk.licenses.block(license.id);
    await expect(states.toggle(license.number)).rejects.toMatchObject({ kind: 'conflict' });
    expect((await server.sdk.licenses.get(license.id)).state).toBe('blocked');
  });
});

describe('extend', () => {
  it('counts from the expiration date, even in the past', async () => {
    const running = await issued(server, { expires_at: '2090-01-01T12:00:00.000Z' });
    const { status, body } = await tell('extend', running, { days: 30 });
    expect(status).toBe(200);
    expect(body).toEqual({ ...running, expires_at: '2090-01-31T12:00:00.000Z', updated_at: body.updated_at });

    const expired = await issued(server, { expires_at: new Date(Date.now() - 10 * DAY).toISOString() });
    expect(await server.sdk.licenses.extend(expired.id, { days: 5 })).toMatchObject({ status: 'expired' });
    expect(await server.sdk.licenses.extend(expired.id, { days: 6 })).toMatchObject({ status: 'unused' });
    expect((await validate(server, expired.key)).body).toMatchObject({ valid: true });
  });

  it('never shortens a license, wherever the days count from', async () => {
    const end = '2090-01-01T12:00:00.000Z';
    const running = await issued(server, { expires_at: end });
    const counted = await tell('extend', running, { days: 30, from: 'today' });
    expect([counted.status, counted.body.expires_at]).toEqual([200, end]);
    const byPolicy = await issued(server, { expires_at: end, policy_overrides: { renewal_basis: 'today' } });
    expect((await tell('extend', byPolicy, { days: 1 })).body.expires_at).toBe(end);
    server.clock.holdAt('2089-12-31T12:00:00.000Z');
    expect((await tell('extend', byPolicy, { days: 30 })).body.expires_at).toBe('2090-01-30T12:00:00.000Z');
  });

  it('extends the stored duration by the same number of days', async () => {
    const license = await issued(server, { duration_days: 30 });
    const { duration_days, expires_at } = await server.sdk.licenses.extend(license.id, { days: 10 });
    expect(duration_days).toBe(40);
    expect(new Date(String(expires_at)).getTime() - new Date(String(license.expires_at)).getTime()).toBe(10 * DAY);
  });

  it('extends a term that has not begun', async () => {
    const policy = await server.sdk.policies.create({
      name: 'From first use',
      expiry_basis: 'first_activation',
      duration_days: 30,
    });
    const license = await issued(server, { policy: policy.id });
    expect(await server.sdk.licenses.extend(license.id, { days: 10 })).toMatchObject({
      expires_at: null,
      duration_days: 40,
    });
    server.clock.holdAt('2080-01-01T00:00:00.000Z');
    expect((await activate(server, license.key, 'desk')).body.valid_until).toBe('2080-02-10T00:00:00.000Z');
    server.clock.reset();
    expect(await server.sdk.licenses.extend(license.id, { days: 1 })).toMatchObject({
      expires_at: '2080-02-11T00:00:00.000Z',
      duration_days: 41,
    });
  });

  it('adds up concurrent extensions', async () => {
    const license = await issued(server, { expires_at: '2090-01-01T00:00:00.000Z' });
    await Promise.all(Array.from({ length: 10 }, () => tell('extend', license, { days: 1 })));
    expect((await server.sdk.licenses.get(license.id)).expires_at).toBe('2090-01-11T00:00:00.000Z');
    expect((await namesOf(license)).filter((name) => name === 'license.extended')).toHaveLength(10);
  });

  it('refuses a license that never expires', async () => {
    const license = await issued(server);
    expect(await tell('extend', license, { days: 30 })).toMatchObject({
      status: 409,
      body: { error: { code: 'NEVER_EXPIRES' } },
    });
    expect(await server.sdk.licenses.get(license.id)).toEqual(license);
  });

  it('extends to the last representable year', async () => {
    const license = await issued(server, { expires_at: '9999-11-30T12:00:00.000Z' });
    expect(await tell('extend', license, { days: 31 })).toMatchObject({
      status: 200,
      body: { expires_at: '9999-12-31T12:00:00.000Z' },
    });
  });

  it('refuses a date beyond the last representable one, and a term above the limit', async () => {
    for (const terms of [{ expires_at: '9999-06-01' }, { duration_days: 365_000 }]) {
      const license = await issued(server, terms);
      const { status, body } = await tell('extend', license, { days: 36_500 });
      expect([status, body.error.details[0].field]).toEqual([400, 'days']);
      expect(await server.sdk.licenses.get(license.id)).toEqual(license);
    }
  });

  it.each([0, -1, 36_501, 1.5, '30', null, undefined, true, []])('refuses %j days', async (days) => {
    const license = await issued(server, { expires_at: '2090-01-01T00:00:00.000Z' });
    const { status, body } = await tell('extend', license, { days });
    expect([status, body.error.details[0].field]).toEqual([400, 'days']);
    expect(await server.sdk.licenses.get(license.id)).toEqual(license);
  });

  it('refuses a field that it does not know', async () => {
    const license = await issued(server, { expires_at: '2090-01-01T00:00:00.000Z' });
    expect((await tell('extend', license, { days: 1, weeks: 1 })).status).toBe(400);
    expect(await server.sdk.licenses.get(license.id)).toEqual(license);
  });
});

describe('changing whose and how a license is', () => {
  it('assigns it to a customer, and to none', async () => {
    const customer = await server.sdk.customers.create({ name: 'Ada' });
    const license = await issued(server);
    expect(await changed(server, license, { customer_id: customer.id })).toMatchObject({ customer_id: customer.id });
    expect(await server.sdk.licenses.get(license.id)).toMatchObject({ customer_id: customer.id });
    expect(await changed(server, license, { description: 'still hers' })).toMatchObject({ customer_id: customer.id });
    expect(await changed(server, license, { customer_id: null })).toMatchObject({ customer_id: null });
    expect(await server.sdk.licenses.get(license.id)).toMatchObject({ customer_id: null });
  });

  it('applies the behavior of another policy at once, and not its limits', async () => {
    const policy = await server.sdk.policies.create({ name: 'Binding', bind_on_check: true, max_activations: 1 });
    const license = await issued(server, { max_activations: 2 });
    expect((await validate(server, license.key, 'desk')).body.code).toBe('NOT_ACTIVATED');
    expect(await changed(server, license, { policy: policy.id })).toMatchObject({
      policy: policy.id,
      max_activations: 2,
    });
    expect((await validate(server, license.key, 'desk')).body.code).toBe('VALID');
  });

  it.each([
    [{ customer_id: NOBODY }, 404],
    [{ policy: NOBODY }, 404],
    [{ customer_id: 'nobody' }, 404],
    [{ policy: null }, 400],
    [{ policy: 7 }, 400],
    [{ policy_overrides: { max_activations: 1 } }, 400],
    [{ policy_overrides: { when_full: 'explode' } }, 400],
  ])('refuses %j with %i and leaves it as it was', async (body, status) => {
    const license = await issued(server);
    const sent = { body: { description: 'half', ...body } };
    expect((await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, sent)).status).toBe(status);
    expect(await server.sdk.licenses.get(license.id)).toEqual(license);
  });

  it('records no event without changes', async () => {
    const license = await issued(server, { features: ['a'], description: 'as it is' });
    expect(await changed(server, license, { features: ['a'], description: 'as it is', state: 'active' })).toEqual(
      license,
    );
    expect(await namesOf(license)).toEqual(['license.issued']);
  });

  it.each([
    ['blocked', 'license.blocked', 'license.unblocked'],
    ['disabled', 'license.disabled', 'license.enabled'],
    ['revoked', 'license.revoked', 'license.enabled'],
  ])('records the state %s as %s, and its end as %s', async (state, begun, ended) => {
    const license = await issued(server);
    await changed(server, license, { state });
    await changed(server, license, { state: 'active', max_users: 2 });
    await changed(server, license, { max_users: 3 });
    expect(await namesOf(license)).toEqual(['license.issued', begun, ended, 'license.updated']);
  });
});

const ROUTES = ['extend', ...VERBS];

it.each(ROUTES)('answers 404 to %s for an unknown license, by id and by key', async (verb) => {
  const body = verb === 'extend' ? { days: 1 } : undefined;
  expect((await tell(verb, { id: NOBODY }, body)).status).toBe(404);
  expect((await tell(verb, { id: '1' }, body)).status).toBe(404);
});

it.each(ROUTES)('lets only those who manage licenses %s one', async (verb) => {
  await aProduct(server, `other than ${verb}`);
  const license = await issued(server, { expires_at: '2090-01-01T00:00:00.000Z' });
  const path = `/api/v1/licenses/${license.id}/${verb}`;
  const call = { body: { days: 1 } };
  const withKey = async (kind: string, more = {}) => {
    const { key } = await keyOf(server, kind, more);
    return (await server.withKey('POST', path, verb === 'extend' ? call : {}, key)).status;
  };
  expect((await server.call('POST', path, call)).status).toBe(401);
  expect(await withKey('external')).toBe(403);
  expect(await withKey('internal', { permissions: ['licenses:read'] })).toBe(403);
  expect(await withKey('internal', { product: `other than ${verb}` })).toBe(404);
  expect(await server.sdk.licenses.get(license.id)).toEqual(license);
  expect(await withKey('internal', { product: 'v2-default' })).toBe(200);
});
