import { RUN_BACKGROUND_JOBS } from '../../../src/core/platform/background-jobs/run-background-jobs';
import { AdministrativeStatusService } from '../../../src/apis/progran3/app/administrative-status.service';
import { EventSchemas } from '../../support/event-schemas';
import { activate, changed, deactivate, heartbeat, issued, validate } from '../../testkit/issue';
import { runJob, runQueued } from '../../testkit/jobs';
import { start } from '../../support/license-sessions';
import { metered, use } from '../../support/meters';
import { licenseOf, race } from '../../testkit/race';
import { eventsOf, tally } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

const MINUTE = 60_000;

let server: TestServer;
/** A second node over the same database. */
let other: TestServer;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
});
beforeEach(() => {
  [server, other].forEach((node) => node.clock.holdAt('2027-03-01T12:00:00Z'));
});
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const advance = (ms: number): void => [server, other].forEach((node) => node.clock.advance(ms));

/** The data of the events of a license with this name, without its identity. */
async function dataOf({ id }: { id: string }, name: string): Promise<Record<string, unknown>[]> {
  const events = (await eventsOf(server, id)).filter((event) => event.name === name);
  return events.map(({ data }) => {
    const { license_id, license_uid, license_key, product_id, customer_id, ...rest } = data;
    expect([license_uid, typeof license_id, typeof license_key, typeof product_id]).toEqual([
      id,
      'number',
      'string',
      'number',
    ]);
    expect(customer_id).toBeNull();
    return rest;
  });
}

/** Runs the jobs that wait, to their end. */
async function work(): Promise<void> {
  advance(1_000);
  while ((await runQueued(server, RUN_BACKGROUND_JOBS)) > 0);
}

const full = async (license: Record<string, unknown> = {}) => {
  const made = await issued(server, { max_activations: 1, ...license });
  await activate(server, made.key, 'desk');
  return made;
};

describe('license.limit_reached', () => {
  const reached = (license: { id: string }) => dataOf(license, 'license.limit_reached');
  const SEATS = { of: 'seats', meter: null, limit: 1, used: 1 };

  it('is recorded at most once an hour for a license, however many devices and nodes are refused', async () => {
    const license = await full();
    for (const [index, node] of [server, other, server].entries()) {
      expect((await activate(node, license.key, `laptop ${index}`)).status).toBe(409);
    }
    expect(await reached(license)).toEqual([SEATS]);
    advance(59 * MINUTE);
    await activate(other, license.key, 'laptop');
    expect(await reached(license)).toHaveLength(1);
    advance(MINUTE);
    await activate(other, license.key, 'laptop');
    await activate(server, license.key, 'laptop');
    expect(await reached(license)).toEqual([SEATS, SEATS]);
  });

  it('is recorded once if devices are refused at the same time', async () => {
    const license = await full();
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      ['one', 'two', 'three', 'four'].map(
        (device, index) => () => activate(index % 2 ? other : server, license.key, device),
      ),
    );
    expect(tally(answers.map(({ status }) => status))).toEqual({ 409: 4 });
    expect(await reached(license)).toEqual([SEATS]);
  });

  it('is recorded once by checks of several nodes at the same time, which lock no license', async () => {
    const license = await full({ policy_overrides: { bind_on_check: true } });
    const blocked = { databaseUrl: server.databaseUrl, hold: 'LOCK TABLE limit_notices IN SHARE ROW EXCLUSIVE MODE' };
    const answers = await race(blocked, [
      () => validate(server, license.key, 'one'),
      () => validate(other, license.key, 'two'),
    ]);
    expect(answers.map(({ body }) => body.code)).toEqual(['DEVICE_MISMATCH', 'DEVICE_MISMATCH']);
    expect(await reached(license)).toEqual([SEATS]);
  });

  it('is recorded for each of many licenses that are refused together', async () => {
    const licenses = await Promise.all(Array.from({ length: 6 }, () => full()));
    await Promise.all(licenses.flatMap(({ key }) => ['a', 'b'].map((device) => activate(server, key, device))));
    for (const license of licenses) {
      expect(await reached(license)).toEqual([SEATS]);
    }
  });

  it.each<[string, object, () => Promise<{ license: { id: string; key: string }; refuse: () => Promise<Answer> }>]>([
    [
      'a seat with its overage',
      { of: 'seats', limit: 3, used: 3 },
      async () => {
        const license = await full({ max_activations: 2, policy_overrides: { seat_overage_percent: 50 } });
        await activate(server, license.key, 'second');
        await activate(server, license.key, 'third');
        return { license, refuse: () => activate(server, license.key, 'fourth') };
      },
    ],
    [
      'a use',
      { of: 'uses', limit: 1, used: 1 },
      async () => {
        const license = await full({ max_activations: null, uses_limit: 1 });
        return { license, refuse: () => activate(server, license.key, 'laptop') };
      },
    ],
    [
      'a user',
      { of: 'users', limit: 2, used: 3 },
      async () => {
        const license = await full({ max_users: 2 });
        return { license, refuse: () => validate(server, license.key, 'desk', { current_users: 3 }) };
      },
    ],
    [
      'a floating seat',
      { of: 'sessions', limit: 1, used: 1 },
      async () => {
        const license = await full({ max_sessions: 1 });
        await start(server, license.key, 'desk');
        return { license, refuse: () => start(server, license.key, 'desk') };
      },
    ],
    [
      'a meter',
      { of: 'meter', meter: 'exports', limit: 10, used: 8 },
      async () => {
        const license = await metered(server, { exports: { limit: 10 } });
        await use(server, license.key, { exports: 8 });
        return { license, refuse: () => use(server, license.key, { exports: 3 }) };
      },
    ],
    [
      'a machine of LIC',
      { of: 'seats', limit: 1, used: 1 },
      async () => {
        const license = await issued(server, { product: 'lic-default' });
        const verify = (machine_code: string) =>
          server.call('POST', '/dialects/lic/api/verify', { body: { license_key: license.key, machine_code } });
        await verify('first');
        return { license, refuse: () => verify('second') };
      },
    ],
    [
      'a device of V2',
      { of: 'seats', limit: 1, used: 1 },
      async () => {
        const license = await full();
        const body = { license_key: license.key, hardware_hash: 'laptop' };
        return { license, refuse: () => server.withKey('POST', '/api/license/activate', { body }) };
      },
    ],
    [
      'a domain of License Manager',
      { of: 'seats', limit: 1, used: 1 },
      async () => {
        const license = await full();
        const headers = {
          'lb-api-key': server.systemKey,
          'x-api-url': 'https://shop.example',
          'x-api-ip': '192.0.2.1',
        };
        const body = { license_code: license.key, client_name: 'Ada', product_reference_id: 'v2-default' };
        return { license, refuse: () => server.call('POST', '/api/external/license/activate', { body, headers }) };
      },
    ],
  ])('is recorded when %s is refused', async (_what, expected, prepare) => {
    const { license, refuse } = await prepare();
    expect(await reached(license)).toEqual([]);
    await refuse();
    expect(await reached(license)).toEqual([{ meter: null, ...expected }]);
  });

  it('is not recorded for refusals with another reason', async () => {
    const license = await full({ max_activations: 2 });
    await validate(server, license.key, 'unknown');
    await changed(server, license, { state: 'disabled' });
    await activate(server, license.key, 'laptop');
    expect(await reached(license)).toEqual([]);
  });

  it('leaves no notices behind that are older than an hour', async () => {
    const { number } = await full().then(async (license) => {
      await activate(server, license.key, 'laptop');
      return license;
    });
    const notices = () => server.dataSource.query('SELECT FROM limit_notices WHERE license_id = $1', [number]);
    await runJob(server, 'sweep-limit-notices');
    expect(await notices()).toHaveLength(1);
    advance(60 * MINUTE);
    await runJob(server, 'sweep-limit-notices');
    expect(await notices()).toEqual([]);
  });
});

describe('license.first_activated', () => {
  const firsts = async (license: { id: string }) =>
    (await dataOf(license, 'license.first_activated')).map(({ fingerprint }) => fingerprint);

  it('is recorded once when devices activate at the same time', async () => {
    const license = await issued(server, { max_activations: 4 });
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      ['one', 'two', 'three', 'four'].map(
        (device, index) => () => activate(index % 2 ? other : server, license.key, device),
      ),
    );
    expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 4 });
    expect(await firsts(license)).toHaveLength(1);
    await deactivate(server, license.key, 'one');
    await activate(server, license.key, 'one');
    expect(await firsts(license)).toHaveLength(1);
  });

  it('is not recorded again when an admin has declared the license unused', async () => {
    const license = await full();
    await server.app.get(AdministrativeStatusService).setStatus(license.number, { status: 'unused' });
    await activate(server, license.key, 'laptop');
    expect((await eventsOf(server, license.id)).filter(({ name }) => name === 'license.activated')).toHaveLength(2);
    expect(await firsts(license)).toEqual(['desk']);
  });
});

describe('license.lease_expired', () => {
  const leases = (license: { id: string }) => dataOf(license, 'license.lease_expired');

  it('is recorded once for each floating seat that was not renewed', async () => {
    const license = await full({ max_sessions: 3 });
    const [first, second] = [await start(server, license.key, 'desk'), await start(other, license.key, 'desk')];
    advance(2 * MINUTE);
    await Promise.all([server, other].map((node) => runJob(node, 'dead-sessions')));
    await start(server, license.key, 'desk');
    const lease = {
      of: 'session',
      last_heartbeat_at: '2027-03-01T12:00:00.000Z',
      freed_at: '2027-03-01T12:01:00.000Z',
    };
    const found = await leases(license);
    expect(found).toHaveLength(2);
    expect(found).toEqual(
      expect.arrayContaining(
        [first, second].map(({ body }) => ({
          ...lease,
          session: body.session_id,
          activation_id: expect.stringMatching(/^act_/),
        })),
      ),
    );
  });

  it('is recorded for a device that lost its seat because it sent no heartbeats', async () => {
    const license = await full({ policy_overrides: { dead_seats: 'release', heartbeat_timeout: 60 } });
    advance(2 * MINUTE);
    expect((await activate(server, license.key, 'laptop')).status).toBe(201);
    expect(await leases(license)).toEqual([
      {
        of: 'device',
        activation_id: expect.stringMatching(/^act_/),
        session: null,
        last_heartbeat_at: '2027-03-01T12:00:00.000Z',
        freed_at: '2027-03-01T12:02:00.000Z',
      },
    ]);
  });

  it('is not recorded for a seat that was given up or taken away', async () => {
    const license = await full({ max_sessions: 1, policy_overrides: { when_full: 'deactivate_oldest' } });
    await start(server, license.key, 'desk');
    await heartbeat(server, license.key, 'desk');
    expect((await activate(server, license.key, 'laptop')).status).toBe(201);
    await deactivate(server, license.key, 'laptop');
    expect(await leases(license)).toEqual([]);
  });
});

describe('license.expiry_changed', () => {
  const END = '2027-06-01T00:00:00.000Z';
  const changes = (license: { id: string }) => dataOf(license, 'license.expiry_changed');

  it('has the old and the new end, and the change', async () => {
    const license = await issued(server, { expires_at: END });
    expect(await changes(license)).toEqual([]);
    await server.sdk.licenses.extend(license.id, { days: 30 });
    await changed(server, license, { expires_at: null });
    await changed(server, license, { expires_at: END, max_activations: 7 });
    await changed(server, license, { max_activations: 8 });
    expect(await changes(license)).toEqual([
      { from: END, to: '2027-07-01T00:00:00.000Z', cause: 'license.extended' },
      { from: '2027-07-01T00:00:00.000Z', to: null, cause: 'license.updated' },
      { from: null, to: END, cause: 'license.updated' },
    ]);
  });

  it('is recorded for the licenses of a job, and when the job is undone', async () => {
    const license = await issued(server, { expires_at: END });
    const { job } = (await server.sdk.licenses.bulk({
      action: 'extend',
      ids: [license.id],
      params: { days: 30 },
    })) as { job: { id: string } };
    await work();
    const undone = await server.sdk.jobs.undo(job.id);
    await work();
    const later = '2027-07-01T00:00:00.000Z';
    expect(await changes(license)).toEqual([
      { from: END, to: later, cause: 'license.extended', job: job.id },
      { from: later, to: END, cause: 'license.updated', job: undone.job.id },
    ]);
  });

  it('is recorded when a policy restarts the term, and when a first use starts it', async () => {
    const policy = await server.sdk.policies.create({
      name: 'Month',
      duration_days: 30,
      expiry_basis: 'first_activation',
    });
    const license = await issued(server, { expires_at: END });
    await server.sdk.licenses.changePolicy(license.id, { policy: policy.id, expiry: 'restart' });
    await activate(server, license.key, 'desk');
    const validated = await server.sdk.policies.create({
      name: 'Month of checks',
      duration_days: 30,
      expiry_basis: 'first_validation',
    });
    const checked = await issued(server, { policy: validated.id });
    await validate(server, checked.key);
    const end = '2027-03-31T12:00:00.000Z';
    expect(await changes(license)).toEqual([
      { from: END, to: null, cause: 'license.policy_changed' },
      { from: null, to: end, cause: 'license.activated' },
    ]);
    expect(await changes(checked)).toEqual([{ from: null, to: end, cause: 'license.term_started' }]);
  });

  it('is not recorded when the end passes', async () => {
    const license = await issued(server, { expires_at: END });
    advance(200 * 24 * 60 * MINUTE);
    await runJob(server, 'expired-licenses');
    await validate(server, license.key);
    expect(await changes(license)).toEqual([]);
  });
});

it('all of them fit the API document', async () => {
  const schemas = new EventSchemas();
  for (const type of ['limit_reached', 'first_activated', 'lease_expired', 'expiry_changed']) {
    const { items } = await server.sdk.audit.listEvents({ type: `license.${type}`, limit: 100 });
    expect(items).not.toEqual([]);
    expect(items.flatMap((event) => schemas.problemsOf(event))).toEqual([]);
  }
});
