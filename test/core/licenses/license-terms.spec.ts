import { aProductWith } from '../../testkit/callers';
import { activate, changed, issued, validate } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const answerTo = async (key: string) => (await validate(server, key)).body;
const inDays = (days: number) => new Date(server.clock.now().getTime() + days * DAY).toISOString();

describe('a term', () => {
  it('ends exactly at expires_at', async () => {
    const { key } = await issued(server, { expires_at: '2080-01-01T00:00:00.000Z' });
    server.clock.holdAt('2079-12-31T23:59:59.999Z');
    expect(await answerTo(key)).toMatchObject({ valid: true, code: 'VALID' });
    server.clock.holdAt('2080-01-01T00:00:00.000Z');
    expect(await answerTo(key)).toMatchObject({ valid: false, code: 'EXPIRED', license: { status: 'expired' } });
  });

  it('continues in its grace period with its own code', async () => {
    const { key } = await issued(server, {
      expires_at: '2080-01-01T00:00:00.000Z',
      policy_overrides: { grace_days: 3 },
    });
    server.clock.holdAt('2080-01-03T23:59:59.999Z');
    expect(await answerTo(key)).toMatchObject({ valid: true, code: 'IN_GRACE', license: { status: 'expired' } });
    expect((await activate(server, key, 'desk')).status).toBe(201);
    server.clock.holdAt('2080-01-04T00:00:00.000Z');
    expect(await answerTo(key)).toMatchObject({ valid: false, code: 'EXPIRED' });
  });

  it('begins with starts_at', async () => {
    const { key } = await issued(server, { starts_at: '2080-01-01T00:00:00.000Z' });
    server.clock.holdAt('2079-12-31T23:59:59.999Z');
    expect(await answerTo(key)).toMatchObject({
      valid: false,
      code: 'NOT_STARTED',
      license: { status: 'not_started' },
    });
    server.clock.holdAt('2080-01-01T00:00:00.000Z');
    expect(await answerTo(key)).toMatchObject({ valid: true, code: 'VALID' });
  });

  it.each(['fixed', 'creation'])('in days counts from issue, if the policy says %s', async (expiry_basis) => {
    const { reference } = await aProductWith(server, `${expiry_basis} terms`, { expiry_basis });
    server.clock.advance(1_000);
    const { created_at, expires_at, duration_days } = await issued(server, { product: reference, duration_days: 30 });
    expect(duration_days).toBe(30);
    expect(new Date(String(expires_at)).getTime() - new Date(created_at).getTime()).toBe(30 * DAY);
  });

  it('keeps a given date if days are also given', async () => {
    const license = await issued(server, { duration_days: 30, expires_at: '2080-01-01T00:00:00.000Z' });
    expect(license.expires_at).toBe('2080-01-01T00:00:00.000Z');
    expect((await issued(server, { duration_days: 30, expires_at: null })).expires_at).toBeNull();
  });

  it('of the maximum number of days ends on a date that every API can show', async () => {
    const { expires_at } = await issued(server, { duration_days: 365_000 });
    expect(expires_at).toMatch(/^3\d{3}-/);
    const { status, body } = await server.asAdmin('POST', '/api/v1/licenses', {
      body: { product: 'v2-default', duration_days: 365_001 },
    });
    expect([status, body.error.details[0].field]).toEqual([400, 'duration_days']);
  });

  it('counts once from the first activation if the policy says so', async () => {
    const product = await server.sdk.products.create({ reference: 'from first use', name: 'From first use' });
    await server.dataSource.query(
      `UPDATE policies SET expiry_basis = 'first_activation', duration_days = 30 WHERE uid = $1`,
      [product.policy],
    );
    const license = await issued(server, { product: 'from first use' });
    expect(license).toMatchObject({ expires_at: null, duration_days: 30, status: 'unused' });

    server.clock.advance(100 * DAY);
    expect(await answerTo(license.key)).toMatchObject({ valid: true, valid_until: null });
    const { body } = await activate(server, license.key, 'desk');
    expect(new Date(body.valid_until).getTime() - server.clock.now().getTime()).toBeGreaterThan(30 * DAY - 10_000);

    server.clock.advance(10 * DAY);
    expect((await activate(server, license.key, 'laptop')).body.valid_until).toBe(body.valid_until);
    server.clock.advance(20 * DAY);
    expect(await answerTo(license.key)).toMatchObject({ code: 'EXPIRED' });
  });

  it('reads a time without an offset as UTC', async () => {
    const license = await issued(server, { starts_at: '2027-01-31', expires_at: '2080-06-30T12:00:00' });
    expect(license).toMatchObject({ starts_at: '2027-01-31T00:00:00.000Z', expires_at: '2080-06-30T12:00:00.000Z' });
    const east = await changed(server, license, { expires_at: '2080-06-30T12:00:00.250+02:00' });
    expect(east.expires_at).toBe('2080-06-30T10:00:00.250Z');
  });

  it.each(['2027-02-30', '31.01.2027', '2027-W05', 'tomorrow', '', 0, '0001-01-01', '+012027-01-01', {}, []])(
    'refuses the date %j',
    async (date) => {
      const { status, body } = await server.asAdmin('POST', '/api/v1/licenses', {
        body: { product: 'v2-default', expires_at: date },
      });
      expect([status, body.error.details?.[0].field]).toEqual([400, 'expires_at']);
    },
  );
});

describe('a state', () => {
  it.each([
    ['disabled', 'DISABLED'],
    ['blocked', 'BLOCKED'],
    ['revoked', 'REVOKED'],
  ])('of %s refuses every program with %s until it is removed', async (state, code) => {
    const license = await issued(server);
    await activate(server, license.key, 'desk');
    expect(await changed(server, license, { state })).toMatchObject({ state, status: state });
    expect(await answerTo(license.key)).toMatchObject({ valid: false, code, license: { status: state } });
    expect((await activate(server, license.key, 'desk')).body.error.code).toBe(code);

    expect(await changed(server, license, { state: 'active' })).toMatchObject({ state: 'active', status: 'active' });
    expect((await validate(server, license.key, 'desk')).body).toMatchObject({ valid: true });
  });

  it('replaces the previous one', async () => {
    const license = await issued(server, { state: 'blocked' });
    await changed(server, license, { state: 'disabled' });
    const [row] = await server.dataSource.query(
      `SELECT disabled_at IS NOT NULL AS disabled, blocked_at, revoked_at FROM licenses WHERE id = $1`,
      [license.number],
    );
    expect(row).toEqual({ disabled: true, blocked_at: null, revoked_at: null });
  });

  it('that is set again keeps its first time', async () => {
    const license = await issued(server, { state: 'disabled' });
    const since = () => server.dataSource.query(`SELECT disabled_at FROM licenses WHERE id = $1`, [license.number]);
    const before = await since();
    server.clock.advance(60_000);
    await changed(server, license, { state: 'disabled' });
    expect(await since()).toEqual(before);
  });
});

describe('the status of a license', () => {
  it('is the first that applies', async () => {
    const license = await issued(server, { starts_at: inDays(1), expires_at: inDays(-1), state: 'blocked' });
    await server.dataSource.query(`UPDATE licenses SET revoked_at = now(), disabled_at = now() WHERE id = $1`, [
      license.number,
    ]);
    const statuses = [(await server.sdk.licenses.get(license.id)).status];
    for (const column of ['revoked_at', 'blocked_at', 'disabled_at', 'starts_at', 'expires_at']) {
      await server.dataSource.query(`UPDATE licenses SET ${column} = NULL WHERE id = $1`, [license.number]);
      statuses.push((await server.sdk.licenses.get(license.id)).status);
    }
    await activate(server, license.key, 'desk');
    statuses.push((await server.sdk.licenses.get(license.id)).status);
    expect(statuses).toEqual(['revoked', 'blocked', 'disabled', 'not_started', 'expired', 'unused', 'active']);
  });
});

describe('a policy', () => {
  it('determines behavior at every check, and limits only at issue', async () => {
    const product = await server.sdk.products.create({ reference: 'changing', name: 'Changing' });
    const setPolicy = (columns: string) =>
      server.dataSource.query(`UPDATE policies SET ${columns} WHERE uid = $1`, [product.policy]);
    await setPolicy(`max_activations = 1, max_users = 9, uses_limit = 3, features = '{export}'`);
    const license = await issued(server, { product: 'changing' });
    expect(license).toMatchObject({ max_activations: 1, max_users: 9, uses_limit: 3, features: ['export'] });

    await setPolicy(`max_activations = 2, features = '{}', bind_on_check = true`);
    expect(await server.sdk.licenses.get(license.id)).toMatchObject({ max_activations: 1, features: ['export'] });
    expect((await validate(server, license.key, 'desk')).body).toMatchObject({ valid: true });
    expect((await validate(server, license.key, 'laptop')).body).toMatchObject({ valid: false });
  });

  it('is overridden by the license', async () => {
    const license = await issued(server, { expires_at: inDays(-1), policy_overrides: { grace_days: 7 } });
    expect(license.policy_overrides).toEqual({ grace_days: 7 });
    expect(await answerTo(license.key)).toMatchObject({ code: 'IN_GRACE' });
    await changed(server, license, { policy_overrides: {} });
    expect(await answerTo(license.key)).toMatchObject({ code: 'EXPIRED' });
  });
});
