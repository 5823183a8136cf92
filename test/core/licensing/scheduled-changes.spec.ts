import type { License } from '../../../sdk/src/generated/native';
import { DAY } from '../../../src/core/common/calendar';
import { ScheduleChangesService } from '../../../src/core/licensing';
import { UnitOfWork } from '../../../src/core/platform';
import { declare } from '../../support/grants';
import { aProduct, keyOf } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { runJob } from '../../testkit/jobs';
import { licenseOf, race } from '../../testkit/race';
import { auditOf, eventsOf } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

const NOW = '2027-03-01T12:00:00.000Z';
const END = '2027-03-31T12:00:00.000Z';

let server: TestServer;
/** A second node over the same database. */
let other: TestServer;
let count = 0;
beforeAll(async () => {
  [other, server] = await TestServer.sharedPair();
});
beforeEach(() => at(0));
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await server.stop();
  await other.stop();
});

const inDays = (days: number) => new Date(Date.parse(NOW) + days * DAY).toISOString();
const at = (days: number) => [server, other].forEach(({ clock }) => clock.holdAt(inDays(days)));
const name = () => `dated-${(count += 1)}`;
const makeDue = (node = server) => runJob(node, 'scheduled-changes');
const post = ({ id }: { id: string }, verb: string, body: object) =>
  server.asAdmin('POST', `/api/v1/licenses/${id}/${verb}`, { body });
const patch = ({ id }: { id: string }, body: object) => server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body });
const read = async ({ id }: { id: string }): Promise<License> =>
  (await server.asAdmin('GET', `/api/v1/licenses/${id}`)).body;
const listed = async ({ id }: { id: string }, query = '') =>
  (await server.asAdmin('GET', `/api/v1/licenses/${id}/scheduled-changes${query}`)).body.items;
const cancel = (license: { id: string }, change: string) =>
  server.asAdmin('DELETE', `/api/v1/licenses/${license.id}/scheduled-changes/${change}`);
const codeOf = ({ status, body }: Answer) => [status, body?.error?.code];
const namesOf = async ({ id }: { id: string }) => (await eventsOf(server, id)).map((event) => event.name);
/** A license with a month left, and one change that is due in 10 days. */
async function extendedLater(more: object = {}): Promise<{ license: License; change: string }> {
  const license = await issued(server, { expires_at: END });
  const { status, body } = await post(license, 'extend', { days: 10, effective_at: inDays(10), ...more });
  expect(status).toBe(200);
  return { license, change: body.scheduled_changes[0].id };
}

describe('a change with a date', () => {
  it('is listed on the license until it is due, and then made once', async () => {
    const { license, change } = await extendedLater({ reason: 'Paid ahead', reference: 'order-7' });
    const pending = { id: change, action: 'extend', params: { days: 10 }, effective_at: inDays(10) };
    expect(await read(license)).toEqual({ ...license, scheduled_changes: [pending] });
    const { body } = await server.asAdmin('GET', `/api/v1/licenses?key=${license.key}`);
    expect(body.items).toEqual([{ ...license, scheduled_changes: [pending] }]);

    at(9.9);
    await makeDue();
    expect((await read(license)).expires_at).toBe(END);

    at(10);
    await makeDue();
    await makeDue();
    const changed = await read(license);
    expect(changed).toEqual({ ...license, expires_at: '2027-04-10T12:00:00.000Z', updated_at: inDays(10) });
    expect(await listed(license)).toEqual([
      {
        ...pending,
        state: 'done',
        failure_code: null,
        failure: null,
        created_by: 'admin',
        reason: 'Paid ahead',
        reference: 'order-7',
        created_at: NOW,
        done_at: inDays(10),
        failed_at: null,
        cancelled_at: null,
      },
    ]);
  });

  it('is recorded with who scheduled it, and with the events of an immediate change', async () => {
    const { license, change } = await extendedLater({ reason: 'Paid ahead' });
    at(10);
    await makeDue();
    expect((await auditOf(server, license.id)).slice(1)).toEqual(
      [
        'license.change_scheduled',
        'license.extended',
        'license.expiry_changed',
        'license.scheduled_change_applied',
      ].map((action) => ({ action, actor: 'admin' })),
    );
    const events = await eventsOf(server, license.id);
    const facts = { scheduled_change: change, action: 'extend', params: { days: 10 }, effective_at: inDays(10) };
    expect(events.find((event) => event.name === 'license.scheduled_change_applied')?.data).toMatchObject(facts);
    expect(events.find((event) => event.name === 'license.change_scheduled')?.data).toMatchObject({
      ...facts,
      license_key: license.key,
    });
    expect(events.find((event) => event.name === 'license.extended')?.data).toMatchObject({
      change: { reason: 'Paid ahead' },
    });
  });

  it('changes the policy, with its term from the date, also when the server was down then', async () => {
    const license = await issued(server, { max_activations: 5, expires_at: END });
    const policy = await server.sdk.policies.create({
      name: name(),
      max_activations: 2,
      duration_days: 30,
      expiry_basis: 'fixed',
    });
    const input = { policy: policy.name, expiry: 'restart', effective_at: inDays(30) };
    const dry = await post(license, 'change-policy', { ...input, dry_run: true });
    expect([dry.status, dry.body.scheduled_changes, dry.body.after.expires_at]).toEqual([200, undefined, inDays(60)]);

    const { body } = await post(license, 'change-policy', input);
    expect(body).toEqual({
      ...dry.body,
      scheduled_changes: [
        expect.objectContaining({ action: 'change_policy', params: { policy: policy.id, expiry: 'restart' } }),
      ],
    });
    expect(await read(license)).toMatchObject({ policy: license.policy, max_activations: 5 });

    at(34);
    await makeDue();
    expect(await read(license)).toMatchObject({ policy: policy.id, max_activations: 2, expires_at: inDays(60) });
    expect(await namesOf(license)).toContain('license.policy_changed');
  });

  it('changes seats, entitlements and meters', async () => {
    const product = await aProduct(server, name());
    await declare(server, product, 'export');
    const license = await issued(server, { product: product.reference, max_activations: 3 });
    const { status, body } = await patch(license, {
      max_activations: 1,
      max_users: null,
      entitlements: { export: { value: true, expires_at: '2028-01-01T00:00:00Z' } },
      effective_at: inDays(2),
    });
    expect([status, body.max_activations, body.entitlements]).toEqual([200, 3, {}]);
    expect(body.scheduled_changes).toMatchObject([
      { action: 'seats', params: { max_activations: 1, max_users: null } },
      { action: 'entitlements', params: { entitlements: { export: { value: true } } } },
    ]);
    at(2);
    await makeDue();
    const changed = await read(license);
    expect(changed.max_activations).toBe(1);
    expect(changed.entitlements.export).toMatchObject({ value: true, expires_at: '2028-01-01T00:00:00.000Z' });
    expect(changed.scheduled_changes).toBeUndefined();
  });

  it('follows the changes before it', async () => {
    const license = await issued(server, { max_activations: 1 });
    await patch(license, { max_activations: 9, effective_at: inDays(3) });
    await patch(license, { max_activations: 4, effective_at: inDays(2) });
    await patch(license, { max_activations: 7, effective_at: inDays(3) });
    expect((await read(license)).scheduled_changes?.map(({ params }) => params.max_activations)).toEqual([4, 9, 7]);
    at(5);
    await makeDue();
    const seats = (await eventsOf(server, license.id))
      .filter((event) => event.name === 'license.updated')
      .map(({ data }) => data.max_activations);
    expect(seats).toEqual([4, 9, 7]);
  });
});

describe('scheduling', () => {
  it.each<[string, string, object, object]>([
    ['a date in the past', 'extend', { days: 1, effective_at: inDays(-1) }, { field: 'effective_at', reason: 'past' }],
    ['now', 'extend', { days: 1, effective_at: NOW }, { field: 'effective_at', reason: 'past' }],
    ['no date', 'extend', { days: 1, effective_at: 'now' }, { field: 'effective_at' }],
    ['no span', 'extend', { effective_at: inDays(1) }, { field: 'days' }],
    ['an unknown policy', 'change-policy', { policy: 'nowhere', effective_at: inDays(1) }, { field: 'policy' }],
  ])('refuses %s', async (_what, verb, body, field) => {
    const license = await issued(server, { expires_at: END });
    const { status, body: refusal } = await post(license, verb, body);
    expect([400, 404]).toContain(status);
    expect(refusal.error.details).toEqual([expect.objectContaining(field)]);
    expect(await listed(license)).toEqual([]);
  });

  it('refuses fields that cannot have a date, and a date alone', async () => {
    const license = await issued(server);
    for (const body of [{ max_activations: 2, description: 'x' }, { key: 'NEW' }, {}]) {
      const { status } = await patch(license, { ...body, effective_at: inDays(1) });
      expect(status).toBe(400);
    }
    const issue = await server.asAdmin('POST', '/api/v1/licenses', {
      body: { product: 'v2-default', effective_at: inDays(1) },
    });
    expect(issue.status).toBe(400);
    expect(await listed(license)).toEqual([]);
  });

  it('refuses what would be refused today', async () => {
    const license = await issued(server);
    expect(codeOf(await post(license, 'extend', { days: 1, effective_at: inDays(1) }))).toEqual([409, 'NEVER_EXPIRES']);
    const unknown = await patch(license, { entitlements: { unknown: true }, effective_at: inDays(1) });
    expect(unknown.status).toBe(422);
    expect(await namesOf(license)).toEqual(['license.issued']);
  });

  it('allows a limited number of pending changes', async () => {
    const { license, change } = await extendedLater();
    jest.replaceProperty(server.app.get(ScheduleChangesService), 'maxPending', 2);
    const again = () => post(license, 'extend', { days: 1, effective_at: inDays(20) });
    expect((await again()).status).toBe(200);
    expect(codeOf(await again())).toEqual([409, 'CONFLICT']);
    await cancel(license, change);
    expect((await again()).status).toBe(200);
  });

  it('lists changes newest first, in pages and by their state', async () => {
    const { license, change } = await extendedLater();
    await post(license, 'extend', { days: 20, effective_at: inDays(9) });
    expect((await listed(license)).map(({ params }: { params: object }) => params)).toEqual([
      { days: 20 },
      { days: 10 },
    ]);
    expect(await listed(license, '?limit=1')).toHaveLength(1);
    await cancel(license, change);
    expect(await listed(license, '?state=cancelled,failed')).toMatchObject([{ id: change, cancelled_at: NOW }]);
    expect(await listed(license, '?state=pending')).toMatchObject([{ params: { days: 20 } }]);
  });
});

describe('cancelling', () => {
  it('takes a pending change back', async () => {
    const { license, change } = await extendedLater();
    expect((await cancel(license, change)).status).toBe(204);
    at(11);
    await makeDue();
    expect(await read(license)).toEqual(license);
    expect(await namesOf(license)).toEqual([
      'license.issued',
      'license.change_scheduled',
      'license.scheduled_change_cancelled',
    ]);
    expect(codeOf(await cancel(license, change))).toEqual([409, 'CONFLICT']);
  });

  it('refuses a change that is done, unknown or of another license', async () => {
    const { license, change } = await extendedLater();
    const others = await extendedLater();
    expect(codeOf(await cancel(license, others.change))).toEqual([404, 'NOT_FOUND']);
    expect(codeOf(await cancel(license, license.id))).toEqual([404, 'NOT_FOUND']);
    at(10);
    await makeDue();
    expect(codeOf(await cancel(license, change))).toEqual([409, 'CONFLICT']);
  });

  it('is allowed to callers of the product alone', async () => {
    const product = await aProduct(server, name());
    const { key } = await keyOf(server, 'internal', { product: product.reference });
    const { license, change } = await extendedLater();
    const path = `/api/v1/licenses/${license.id}/scheduled-changes`;
    const headers = { 'x-api-key': key };
    expect((await server.call('GET', path, { headers })).status).toBe(404);
    expect((await server.call('DELETE', `${path}/${change}`, { headers })).status).toBe(404);
    expect((await listed(license)).map(({ state }: { state: string }) => state)).toEqual(['pending']);
  });

  it('takes back all pending changes of an origin, also under the lock of a license', async () => {
    const license = await issued(server, { expires_at: END });
    const changes = server.app.get(ScheduleChangesService);
    const origin = `subscription ${name()}`;
    const schedule = (days: number, of: string) =>
      changes.schedule(license.id, 'seats', { max_activations: days }, new Date(inDays(days)), of);
    await schedule(1, origin);
    await schedule(2, origin);
    await schedule(3, `${origin} of others`);
    at(1);
    await makeDue();
    const cancelled = await server.app.get(UnitOfWork).run(async (manager) => {
      await manager.query('SELECT 1 FROM licenses WHERE uid = $1 FOR UPDATE', [license.id]);
      return changes.cancelByOrigin(origin);
    });
    expect(cancelled.map(({ params }) => params)).toEqual([{ max_activations: 2 }]);
    expect((await listed(license)).map(({ state }: { state: string }) => state)).toEqual([
      'pending',
      'cancelled',
      'done',
    ]);
    expect(await changes.cancelByOrigin('nothing')).toEqual([]);
  });
});

describe('a change that fails', () => {
  it('is kept with its reason, and those after it are made', async () => {
    const license = await issued(server, { expires_at: END });
    const policy = await server.sdk.policies.create({ name: name() });
    await post(license, 'change-policy', { policy: policy.id, effective_at: inDays(1) });
    await patch(license, { max_activations: 8, effective_at: inDays(2) });
    await server.sdk.policies.delete(policy.id);
    at(3);
    await makeDue();
    expect(await read(license)).toMatchObject({ policy: license.policy, max_activations: 8 });
    expect(await listed(license)).toMatchObject([
      { action: 'seats', state: 'done' },
      { action: 'change_policy', state: 'failed', failed_at: inDays(3), failure: 'Policy not found' },
    ]);
    const failed = (await eventsOf(server, license.id)).find(
      (event) => event.name === 'license.scheduled_change_failed',
    );
    expect(failed?.data).toMatchObject({
      action: 'change_policy',
      failure: 'Policy not found',
      license_uid: license.id,
    });
    expect(await auditOf(server, license.id)).toContainEqual({
      action: 'license.scheduled_change_failed',
      actor: 'admin',
    });
  });

  it('fails when its license is deleted then, and goes on when that is restored before', async () => {
    const { license } = await extendedLater();
    await patch(license, { max_activations: 8, effective_at: inDays(2) });
    await server.sdk.licenses.delete(license.id);
    at(2);
    await makeDue();
    await server.asAdmin('POST', `/api/v1/licenses/${license.id}/restore`);
    at(10);
    await makeDue();
    expect((await listed(license)).map(({ state, failure }: Record<string, unknown>) => [state, failure])).toEqual([
      ['failed', 'The license was deleted'],
      ['done', null],
    ]);
    const failed = (await eventsOf(server, license.id)).find(
      (event) => event.name === 'license.scheduled_change_failed',
    );
    expect(failed?.data).toMatchObject({ license_key: license.key, license_uid: license.id });
  });

  it('leaves nothing behind when its license is deleted for good', async () => {
    const { license, change } = await extendedLater();
    await server.asAdmin('DELETE', `/api/v1/licenses/${license.id}?final=true`);
    at(10);
    await makeDue();
    const rows = await server.dataSource.query('SELECT 1 FROM scheduled_changes WHERE uid = $1', [change]);
    expect(rows).toEqual([]);
    expect(await namesOf(license)).not.toContain('license.scheduled_change_failed');
  });
});

describe('two nodes and interruptions', () => {
  it('makes each change once, however many nodes try', async () => {
    const { license } = await extendedLater();
    at(10);
    await race({ databaseUrl: server.databaseUrl, ...licenseOf(license.key) }, [
      () => makeDue(server),
      () => makeDue(other),
    ]);
    expect((await read(license)).expires_at).toBe('2027-04-10T12:00:00.000Z');
    const made = (await namesOf(license)).filter((event) => event === 'license.extended');
    expect(made).toHaveLength(1);
  });

  it('neither loses nor doubles a change when a node stops before its mark', async () => {
    const { license } = await extendedLater();
    at(10);
    const work = server.app.get(UnitOfWork);
    const record = work.record.bind(work);
    const stopped = Object.assign(new Error('terminating connection'), { code: '57P01' });
    jest
      .spyOn(work, 'record')
      .mockImplementation((changes) =>
        changes.some(({ event }) => event === 'license.scheduled_change_applied')
          ? Promise.reject(stopped)
          : record(changes),
      );
    await expect(makeDue()).rejects.toThrow('terminating connection');
    expect(await read(license)).toMatchObject({ expires_at: END, scheduled_changes: [{ action: 'extend' }] });
    await makeDue(other);
    jest.restoreAllMocks();
    await makeDue();
    expect((await read(license)).expires_at).toBe('2027-04-10T12:00:00.000Z');
    expect((await namesOf(license)).filter((event) => event.startsWith('license.extended'))).toHaveLength(1);
  });

  it('does not cancel what is being made', async () => {
    const { license, change } = await extendedLater();
    at(10);
    const [, cancelled] = await race<unknown>({ databaseUrl: server.databaseUrl, ...licenseOf(license.key) }, [
      () => makeDue(other),
      () => cancel(license, change),
    ]);
    const [{ state }] = await listed(license);
    const isDone = (await read(license)).expires_at !== END;
    expect([state, codeOf(cancelled as Answer)[0]]).toEqual(isDone ? ['done', 409] : ['cancelled', 204]);
  });
});
