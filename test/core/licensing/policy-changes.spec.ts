import type { ChangeLicensePolicies, CreatePolicy, License, PolicyChange } from '../../../sdk/src/generated/native';
import { aProduct, aProductWith, keyOf } from '../../testkit/callers';
import { changePolicy, declare, followPolicies } from '../../support/grants';
import { activate, changed, issued, validate } from '../../testkit/issue';
import { runJob, runQueued } from '../../testkit/jobs';
import { licenseOf, race, raceInOrder } from '../../testkit/race';
import { activeSeatsOf, eventsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { CHANGE_POLICIES } from '../../../src/core/licensing/policy-changes/bulk-policy-changes.service';
import { PREVIEW_LIMITS } from '../../../src/core/licensing/policy-changes/preview-policy-change.service';
import { POLICY_CHANGE_LIMITS } from '../../../src/core/licensing/policy-changes/run-policy-changes.service';
import { ResolveLicensesService } from '../../../src/core/licenses/grants/resolve-licenses.service';
import type { Tuple } from '../../support/tuple';
import { DAY } from '../../../src/core/common/calendar';

const NOW = '2027-03-01T12:00:00.000Z';

let server: TestServer;
/** A second node over the same database. */
let other: TestServer;
let count = 0;
beforeAll(async () => {
  [other, server] = await TestServer.sharedPair();
});
beforeEach(() => {
  server.clock.holdAt(NOW);
  other.clock.holdAt(NOW);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await server.stop();
  await other.stop();
});

const aPolicy = (policy: Partial<CreatePolicy>) => server.sdk.policies.create({ name: 'New', ...policy });

const product = () => aProduct(server, `product-${(count += 1)}`);
const change = (license: { id: string }, body: object) =>
  server.asAdmin('POST', `/api/v1/licenses/${license.id}/change-policy`, { body });
const changeMany = (body: object) => server.asAdmin('POST', '/api/v1/licenses/change-policy', { body });
/** Starts a change of many licenses. */
const startChange = async (body: ChangeLicensePolicies) =>
  (await server.sdk.licenses.changePolicies(body)) as PolicyChange;
const work = () => runQueued(server, CHANGE_POLICIES);

/** Issues licenses of a product, newest last. */
async function batch<N extends number>(reference: string, size: N): Promise<Tuple<License, N>> {
  const { items } = await server.sdk.licenses.issueBatch({ product: reference, count: size });
  return items as Tuple<License, N>;
}

/** How many licenses of a product have the limit of seats, and how many events they have of a policy change. */
async function limitsOf({ number }: { number: number }) {
  const [row] = await server.dataSource.query(
    `SELECT count(*) FILTER (WHERE max_activations = 9)::integer AS changed,
       (SELECT count(*)::integer FROM events WHERE name = 'license.policy_changed' AND (data->>'product_id')::bigint = $1) AS events
     FROM licenses WHERE product_id = $1`,
    [number],
  );
  return row;
}

describe('a license', () => {
  const OLD = { max_activations: 1, max_users: 5, max_sessions: 2, uses_limit: 10, features: ['old'] };
  const NEW = { max_activations: 3, max_users: 7, max_sessions: 4, uses_limit: null, features: ['new'] };

  it('gets the limits of another policy, and keeps its term', async () => {
    const license = await issued(server, { ...OLD, expires_at: '2027-12-31T00:00:00Z', duration_days: 90 });
    const policy = await aPolicy({ ...NEW, duration_days: 30 });
    const term = { expires_at: '2027-12-31T00:00:00.000Z', duration_days: 90, duration_months: null };
    const before = { ...OLD, policy: license.policy, ...term };
    const { status, body } = await change(license, { policy: policy.id });
    expect([status, body]).toEqual([
      200,
      {
        license: license.id,
        key: license.key,
        seats_used: 0,
        seats_over: 0,
        before,
        after: { ...before, ...NEW, policy: policy.id },
      },
    ]);
    expect(await server.sdk.licenses.get(license.id)).toMatchObject(body.after);
  });

  it('gets the behavior of the policy at once, but for its overrides', async () => {
    const license = await issued(server, { policy_overrides: { grace_days: 2 } });
    const policy = await aPolicy({ grace_days: 9, min_version: '2.0' });
    await server.sdk.licenses.changePolicy(license.id, { policy: policy.id });
    const { body } = await validate(server, license.key, undefined, { app_version: '1.0' });
    expect(body.code).toBe('VERSION_NOT_ALLOWED');
    expect((await server.sdk.licenses.get(license.id)).policy_overrides).toEqual({ grace_days: 2 });
  });

  it('gets the limits that are named, and no others', async () => {
    const license = await issued(server, OLD);
    const policy = await aPolicy(NEW);
    await server.sdk.licenses.changePolicy(license.id, { policy: policy.id, limits: ['max_users', 'features'] });
    expect(await server.sdk.licenses.get(license.id)).toMatchObject({
      ...OLD,
      max_users: 7,
      features: ['new'],
      policy: policy.id,
    });
    await server.sdk.licenses.changePolicy(license.id, { policy: policy.id, limits: [] });
    expect(await server.sdk.licenses.get(license.id)).toMatchObject({ ...OLD, max_users: 7, features: ['new'] });
    await server.sdk.licenses.changePolicy(license.id, { policy: policy.id });
    expect(await server.sdk.licenses.get(license.id)).toMatchObject(NEW);
  });

  it.each<[string, object, object, object, object]>([
    ['now', { expiry_basis: 'fixed' }, {}, {}, { expires_at: '2027-03-31T12:00:00.000Z' }],
    [
      'now, for days of its own',
      { expiry_basis: 'fixed' },
      { limits: [] },
      {},
      { expires_at: '2027-03-11T12:00:00.000Z' },
    ],
    [
      'never, with a policy without a term',
      { expiry_basis: 'fixed', duration_days: null },
      {},
      {},
      { expires_at: null },
    ],
    [
      'with its first activation',
      { expiry_basis: 'first_activation' },
      {},
      {},
      { expires_at: null, duration_days: 30 },
    ],
    [
      'now, if its first activation was before',
      { expiry_basis: 'first_activation' },
      {},
      { used: true },
      { expires_at: '2027-03-31T12:00:00.000Z' },
    ],
    ['with its first download', { expiry_basis: 'first_download' }, {}, { used: true }, { expires_at: null }],
  ])('begins its term again %s', async (_name, terms, more, { used = false }: { used?: boolean }, expected) => {
    const license = await issued(server, { duration_days: 10, expires_at: '2027-06-01T00:00:00Z' });
    if (used) {
      await activate(server, license.key, 'desk');
    }
    const policy = await aPolicy({ duration_days: 30, ...terms });
    const { after } = await server.sdk.licenses.changePolicy(license.id, {
      policy: policy.id,
      expiry: 'restart',
      ...more,
    });
    expect(after).toMatchObject(expected);
    expect(await server.sdk.licenses.get(license.id)).toMatchObject(expected);
  });

  it('gets another duration if its term is yet to begin', async () => {
    const { reference } = await aProductWith(server, `product-${(count += 1)}`, {
      expiry_basis: 'first_activation',
      duration_days: 10,
    });
    const license = await issued(server, { product: reference });
    await server.sdk.licenses.changePolicy(license.id, { policy: (await aPolicy({ duration_days: 30 })).id });
    await activate(server, license.key, 'desk');
    expect((await server.sdk.licenses.get(license.id)).expires_at).toBe('2027-03-31T12:00:00.000Z');
    await server.sdk.licenses.changePolicy(license.id, { policy: (await aPolicy({ duration_days: 60 })).id });
    expect(await server.sdk.licenses.get(license.id)).toMatchObject({
      expires_at: '2027-03-31T12:00:00.000Z',
      duration_days: 30,
    });
  });

  it('shows the seats as the new policy counts them', async () => {
    const own = { seats_per: 'user', assign_user_on_use: true } as const;
    const license = await issued(server, { max_activations: 5, policy: (await aPolicy(own)).id });
    const kept = await issued(server, { max_activations: 5, policy_overrides: own });
    for (const { key } of [license, kept]) {
      for (const device of ['a', 'b', 'c']) {
        await activate(server, key, device, { user: 'ada' });
      }
    }
    const policy = (await aPolicy({ max_activations: 2 })).id;
    const many = await server.sdk.licenses.changePolicies({ policy, ids: [license.id, kept.id], dry_run: true });
    expect(many).toMatchObject({ licenses: 2, licenses_over: 1, seats_over: 1 });
    const body = await server.sdk.licenses.changePolicy(license.id, { policy });
    expect(body).toMatchObject({ seats_used: 3, seats_over: 1 });
    expect((await validate(server, license.key)).body.license).toMatchObject({ seats_used: 3 });
    expect(await server.sdk.licenses.changePolicy(kept.id, { policy })).toMatchObject({ seats_used: 1, seats_over: 0 });
    expect((await validate(server, kept.key)).body.license).toMatchObject({ seats_used: 1 });
  });

  it('counts no seat for a device without one', async () => {
    const license = await issued(server, { max_activations: 5, policy_overrides: { containers: 'without_seat' } });
    await activate(server, license.key, 'a');
    await activate(server, license.key, 'b', { environment: 'container' });
    const body = await server.sdk.licenses.changePolicy(license.id, {
      policy: (await aPolicy({ max_activations: 1 })).id,
    });
    expect(body).toMatchObject({ seats_used: 1, seats_over: 0 });
  });

  it('keeps seats above the new limit, and admits no other', async () => {
    const license = await issued(server, { max_activations: 3 });
    for (const device of ['a', 'b', 'c']) {
      await activate(server, license.key, device);
    }
    const body = await server.sdk.licenses.changePolicy(license.id, {
      policy: (await aPolicy({ max_activations: 1 })).id,
    });
    expect(body).toMatchObject({ seats_used: 3, seats_over: 2 });
    expect(await activeSeatsOf(server, license)).toBe(3);
    expect((await validate(server, license.key, 'c')).body.valid).toBe(true);
    const { status, body: refused } = await activate(server, license.key, 'd');
    expect([status, refused.error.code]).toEqual([409, 'SEATS_EXHAUSTED']);
    const program = { license_key: license.key, hardware_hash: 'd' };
    const { body: legacy } = await server.withKey('POST', '/api/license/activate', { body: program });
    expect(legacy.error.code).toBe('ACTIVATION_LIMIT_REACHED');
  });

  it('holds the entitlements of the new policy and its own', async () => {
    const own = await product();
    await declare(server, own, 'a', { type: 'number' });
    await declare(server, own, 'b', { type: 'number' });
    await changePolicy(server, own.policy, { entitlements: { a: 1 } });
    const shared = await server.sdk.policies.create({ name: 'Shared', entitlements: { a: 2, b: 2 } });
    await followPolicies(server);
    const license = await issued(server, { product: own.reference, entitlements: { b: 9 } });
    await server.sdk.licenses.changePolicy(license.id, { policy: shared.id });
    const { body } = await validate(server, license.key);
    expect(body.entitlements).toMatchObject({ a: { value: 2, from: 'policy' }, b: { value: 9, from: 'license' } });
  });

  it('has its change on record', async () => {
    const license = await issued(server, { max_activations: 1 });
    const policy = await aPolicy({ max_activations: 3 });
    await server.sdk.licenses.changePolicy(license.id, { policy: policy.id, limits: ['max_activations'] });
    expect((await eventsOf(server, license.id)).at(-1)).toMatchObject({
      name: 'license.policy_changed',
      data: { license_key: license.key, max_activations: 3, policy_id: policy.number },
    });
    const [entry] = await server.dataSource.query(
      `SELECT actor, before, after FROM audit_entries WHERE target_id = $1 ORDER BY id DESC LIMIT 1`,
      [license.id],
    );
    expect(entry).toMatchObject({ actor: 'admin', before: { max_activations: 1 }, after: { max_activations: 3 } });
  });

  it('is not changed by a dry run', async () => {
    const license = await issued(server, OLD);
    const before = await server.sdk.licenses.get(license.id);
    const { status, body } = await change(license, { policy: (await aPolicy(NEW)).id, dry_run: true });
    expect([status, body.after]).toMatchObject([200, NEW]);
    expect(await server.sdk.licenses.get(license.id)).toEqual(before);
    expect((await eventsOf(server, license.id)).map(({ name }) => name)).toEqual(['license.issued']);
  });

  it.each<[string, object]>([
    ['no policy', {}],
    ['an empty policy', { policy: '' }],
    ['a policy that is a list', { policy: ['a'] }],
    ['an unknown limit', { policy: crypto.randomUUID(), limits: ['seats'] }],
    ['limits that are no list', { policy: crypto.randomUUID(), limits: 'max_users' }],
    ['an unknown expiry', { policy: crypto.randomUUID(), expiry: 'begin' }],
    ['a dry run that is none', { policy: crypto.randomUUID(), dry_run: 'yes' }],
    ['a filter', { policy: crypto.randomUUID(), filter: {} }],
  ])('refuses %s', async (_name, body) => {
    const { status } = await change(await issued(server), body);
    expect(status).toBe(400);
  });

  it('finds neither an unknown policy nor an unknown license', async () => {
    const unknown = crypto.randomUUID();
    const { status, body } = await change(await issued(server), { policy: unknown });
    expect([status, body.error.details]).toMatchObject([404, [{ field: 'policy' }]]);
    expect((await change({ id: unknown }, { policy: (await aPolicy({})).id })).status).toBe(404);
  });

  it('of another product, and the policy of another product, are hidden from a key of one product', async () => {
    const [mine, theirs] = [await product(), await product()];
    const { key } = await keyOf(server, 'internal', { product: mine.reference });
    const post = (license: { id: string }, policy: string) =>
      server.withKey('POST', `/api/v1/licenses/${license.id}/change-policy`, { body: { policy } }, key);
    const license = await issued(server, { product: mine.reference });
    expect((await post(license, theirs.policy)).status).toBe(404);
    expect((await post(await issued(server, { product: theirs.reference }), mine.policy)).status).toBe(404);
    expect((await post(license, (await aPolicy({})).id)).status).toBe(200);
  });
});

describe('many licenses', () => {
  it('are previewed, the newest first', async () => {
    const { reference } = await product();
    const licenses = await batch(reference, 25);
    const [first, second] = licenses as [License, License, ...License[]];
    for (const device of ['a', 'b', 'c']) {
      await activate(server, first.key, device);
    }
    await activate(server, second.key, 'a');
    await changed(server, second, { expires_at: '2027-03-31T12:00:00Z' });
    const policy = await aPolicy({ max_activations: 1, duration_days: 30 });
    const sent = { policy: policy.id, filter: { product: reference }, expiry: 'restart', dry_run: true };
    const { status, body } = await changeMany(sent);
    expect([status, { ...body, items: body.items.length }]).toEqual([
      200,
      { licenses: 25, previewed: 25, licenses_over: 1, seats_over: 2, expiry_changes: 24, items: 20 },
    ]);
    expect(body.items[0]).toMatchObject({
      license: licenses[24]?.id,
      before: { max_activations: null, expires_at: null },
      after: { max_activations: 1, expires_at: '2027-03-31T12:00:00.000Z', policy: policy.id },
    });
    const kept = await server.sdk.licenses.changePolicies({
      ...sent,
      expiry: 'keep',
      ids: [first.id],
      filter: undefined,
    });
    expect(kept).toMatchObject({ licenses: 1, licenses_over: 1, seats_over: 2, expiry_changes: 0 });
    expect(await work()).toBe(0);
    expect(await server.sdk.licenses.get(first.id)).toMatchObject({ max_activations: null });
  });

  it('follow in the background, and say how far they are', async () => {
    const { reference, number } = await product();
    const [first] = await batch(reference, 3);
    await changed(server, first, { max_activations: 9 });
    const others = await issued(server);
    const policy = await aPolicy({ max_activations: 9 });
    const { status, body } = await changeMany({ policy: policy.id, filter: { product: reference } });
    const queued = {
      id: expect.any(String),
      policy: policy.id,
      status: 'queued',
      total: 3,
      done: 0,
      changed: 0,
      failure: null,
      created_at: NOW,
      finished_at: null,
    };
    expect([status, body]).toEqual([202, queued]);
    expect(await server.sdk.licenses.getPolicyChange(body.id)).toEqual(body);
    expect(await work()).toBe(1);
    expect(await server.sdk.licenses.getPolicyChange(body.id)).toEqual({
      ...queued,
      status: 'finished',
      done: 3,
      changed: 3,
      finished_at: NOW,
    });
    expect(await limitsOf({ number })).toEqual({ changed: 3, events: 3 });
    expect(await server.sdk.licenses.get(others.id)).toMatchObject({ max_activations: 5 });
    const names = (await eventsOf(server, body.id)).map(({ name }) => name);
    expect(names).toEqual(['policy_change.started', 'policy_change.finished']);

    const again = await startChange({ policy: policy.id, filter: { product: reference } });
    await work();
    expect(await server.sdk.licenses.getPolicyChange(again.id)).toMatchObject({
      status: 'finished',
      done: 3,
      changed: 0,
    });
    expect(await limitsOf({ number })).toEqual({ changed: 3, events: 3 });
  });

  it('get entitlements with the policy', async () => {
    const own = await product();
    await declare(server, own, 'a', { type: 'number' });
    const shared = await server.sdk.policies.create({ name: 'Shared', entitlements: { a: 2 } });
    const [first, second] = await batch(own.reference, 2);
    await server.sdk.licenses.changePolicies({ policy: shared.id, ids: [first.id] });
    await work();
    expect((await validate(server, first.key)).body.entitlements).toMatchObject({ a: { value: 2 } });
    expect((await validate(server, second.key)).body.entitlements).toBeUndefined();
  });

  it('are those that matched when the change was requested', async () => {
    const { reference, number } = await product();
    const [first] = await batch(reference, 2);
    await changed(server, first, { expires_at: '2027-03-02T00:00:00Z' });
    const policy = await aPolicy({ max_activations: 9 });
    const filter = { product: reference, expires_before: '2027-04-01', status: ['unused' as const] };
    const { id } = await startChange({ policy: policy.id, filter });
    server.clock.advance(3 * DAY);
    await work();
    expect(await server.sdk.licenses.getPolicyChange(id)).toMatchObject({ status: 'finished', done: 1, changed: 1 });
    expect(await limitsOf({ number })).toEqual({ changed: 1, events: 1 });
  });

  it('begin their terms when the change was requested', async () => {
    const { reference } = await product();
    const [first] = await batch(reference, 1);
    const policy = await aPolicy({ duration_days: 30 });
    await server.sdk.licenses.changePolicies({
      policy: policy.id,
      ids: [first.id.toUpperCase(), first.id],
      expiry: 'restart',
    });
    server.clock.advance(DAY);
    await work();
    expect(await server.sdk.licenses.get(first.id)).toMatchObject({
      expires_at: '2027-03-31T12:00:00.000Z',
      duration_days: 30,
    });
  });

  it('are changed once each, though the job is interrupted, repeated and run at two nodes at once', async () => {
    const { reference, number } = await product();
    jest.replaceProperty(POLICY_CHANGE_LIMITS, 'step', 20);
    for (const count of [1, 20, 5]) {
      await batch(reference, count);
    }
    const policy = await aPolicy({ max_activations: 9, duration_days: 30 });
    const body = await startChange({
      policy: policy.id,
      filter: { product: reference },
      expiry: 'restart',
    });
    const resolution = server.app.get(ResolveLicensesService);
    const resolve = resolution.resolve.bind(resolution);
    const spy = jest.spyOn(resolution, 'resolve').mockImplementationOnce(resolve);
    spy.mockRejectedValueOnce(new Error('The node was killed'));
    await expect(work()).rejects.toThrow('The node was killed');
    spy.mockRestore();
    expect(await server.sdk.licenses.getPolicyChange(body.id)).toMatchObject({
      status: 'running',
      total: 26,
      done: 20,
      changed: 20,
    });
    expect(await limitsOf({ number })).toEqual({ changed: 20, events: 20 });

    const [{ id }] = await server.dataSource.query(`SELECT id FROM policy_changes WHERE uid = $1`, [body.id]);
    await race(
      { databaseUrl: server.databaseUrl, hold: 'SELECT 1 FROM policy_changes WHERE id = $1 FOR UPDATE', values: [id] },
      [server, other].map((node) => () => runJob(node, CHANGE_POLICIES, { change: id })),
    );
    expect(await server.sdk.licenses.getPolicyChange(body.id)).toMatchObject({
      status: 'finished',
      done: 26,
      changed: 26,
    });
    expect(await limitsOf({ number })).toEqual({ changed: 26, events: 26 });
    await runJob(server, CHANGE_POLICIES, { change: id });
    expect(await limitsOf({ number })).toEqual({ changed: 26, events: 26 });
  });

  it.each(['before', 'after'])('lose no change that was made %s them while both waited', async (order) => {
    const license = await issued(server, { max_users: 1 });
    const policy = await aPolicy({ max_activations: 9, max_users: 5 });
    await server.sdk.licenses.changePolicies({ policy: policy.id, ids: [license.id], limits: ['max_activations'] });
    const racers: (() => Promise<unknown>)[] = [() => changed(server, license, { max_users: 3 }), work];
    await raceInOrder(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      order === 'before' ? racers : racers.toReversed(),
    );
    expect(await server.sdk.licenses.get(license.id)).toMatchObject({
      max_activations: 9,
      max_users: 3,
      policy: policy.id,
    });
  });

  it('are previewed up to a bound, and counted beyond it', async () => {
    const { reference, number } = await product();
    jest.replaceProperty(PREVIEW_LIMITS, 'licenses', 20);
    jest.replaceProperty(PREVIEW_LIMITS, 'page', 5);
    await server.dataSource.query(
      `INSERT INTO licenses (key, product_id, policy_id, created_at, updated_at)
       SELECT 'MANY-' || n, id, policy_id, '${NOW}', '${NOW}' FROM products, generate_series(1, 24) n WHERE id = ${number}`,
    );
    const policy = await aPolicy({ duration_days: 30 });
    const filter = { product: reference };
    const sent = { policy: policy.id, filter, expiry: 'restart', dry_run: true } as const;
    const body = await server.sdk.licenses.changePolicies(sent);
    expect(body).toMatchObject({ licenses: 24, previewed: 20, expiry_changes: 20 });
  });

  it('go on by themselves when their node was killed', async () => {
    const { reference, number } = await product();
    await batch(reference, 2);
    const { id } = await startChange({
      policy: (await aPolicy({ max_activations: 9 })).id,
      filter: { product: reference },
    });
    await runJob(server, CHANGE_POLICIES);
    expect(await limitsOf({ number })).toEqual({ changed: 0, events: 0 });
    server.clock.advance(61_000);
    await runJob(server, CHANGE_POLICIES);
    expect(await limitsOf({ number })).toEqual({ changed: 2, events: 2 });
    expect(await server.sdk.licenses.getPolicyChange(id)).toMatchObject({ status: 'finished' });
    await work();
    expect(await limitsOf({ number })).toEqual({ changed: 2, events: 2 });
  });

  it('stay as they are when the policy is deleted before', async () => {
    const license = await issued(server);
    const policy = await aPolicy({ max_activations: 9 });
    const { id } = await startChange({ policy: policy.id, ids: [license.id] });
    expect((await server.asAdmin('DELETE', `/api/v1/policies/${policy.id}`)).status).toBe(204);
    await work();
    expect(await server.sdk.licenses.getPolicyChange(id)).toMatchObject({
      status: 'failed',
      failure: 'The policy was deleted',
      done: 0,
    });
    expect(await server.sdk.licenses.get(license.id)).toMatchObject({ max_activations: 5 });
  });

  it.each<[string, object, number]>([
    ['neither a filter nor ids', {}, 400],
    ['both', { filter: {}, ids: [crypto.randomUUID()] }, 400],
    ['no ids', { ids: [] }, 400],
    ['a key that no license has', { ids: ['a'] }, 404],
    ['an empty key', { ids: [''] }, 400],
    ['too many ids', { ids: Array.from({ length: 1001 }, () => crypto.randomUUID()) }, 400],
    ['an unknown id', { ids: [crypto.randomUUID()] }, 404],
    ['an unknown filter', { filter: { colour: 'red' } }, 400],
    ['a filter that is none', { filter: [] }, 400],
    ['a filter with a bad date', { filter: { created_after: 'then' } }, 400],
    ['a filter with an object in a list', { filter: { key: [{}] } }, 400],
    ['a filter with a NUL', { filter: { key: '\0' } }, 400],
  ])('are not changed by %s', async (_name, selection, expected) => {
    const { status } = await changeMany({ policy: (await aPolicy({})).id, ...selection });
    expect(status).toBe(expected);
    expect(await work()).toBe(0);
  });

  it('of other products are not changed by a key of one product', async () => {
    const [mine, theirs] = [await product(), await product()];
    await batch(mine.reference, 2);
    const [foreign] = await batch(theirs.reference, 2);
    const { key } = await keyOf(server, 'internal', { product: mine.reference });
    const policy = await aPolicy({ max_activations: 9 });
    const post = (body: object) => server.withKey('POST', '/api/v1/licenses/change-policy', { body }, key);
    expect((await post({ policy: policy.id, ids: [foreign.id] })).status).toBe(404);
    expect((await post({ policy: theirs.policy, filter: {} })).status).toBe(404);
    expect((await post({ policy: policy.id, filter: {}, dry_run: true })).body.licenses).toBe(2);
    const { status, body } = await post({ policy: policy.id, filter: {} });
    expect([status, body.total]).toEqual([202, 2]);
    await work();
    expect([await limitsOf(mine), await limitsOf(theirs)]).toMatchObject([{ changed: 2 }, { changed: 0 }]);

    const read = (id: string, by = key) => server.withKey('GET', `/api/v1/policy-changes/${id}`, {}, by);
    expect((await read(body.id)).status).toBe(200);
    const { key: foreignKey } = await keyOf(server, 'internal', { product: theirs.reference });
    expect((await read(body.id, foreignKey)).status).toBe(404);
    const all = await startChange({ policy: policy.id, filter: { product: mine.reference } });
    expect((await read(all.id)).status).toBe(404);
    await work();
  });
});
