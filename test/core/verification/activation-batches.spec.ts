import fc from 'fast-check';
import { DomainError } from '../../../src/core/common/errors/domain-error';
import { ActivateLicenseService } from '../../../src/core/verification/calls/activate-license.service';
import { LicenseContextLoader } from '../../../src/core/verification/assessment/license-context.loader';
import { BATCH_LIMITS } from '../../../src/core/platform/database/batcher';
import { UnitOfWork } from '../../../src/core/platform/database/unit-of-work';
import { keyOf } from '../../testkit/callers';
import { batchFigures, holdBatches, inOneBatch } from '../../support/in-one-batch';
import { activate, deactivate, issued } from '../../testkit/issue';
import { licenseOf, raceInOrder } from '../../testkit/race';
import { countsAndRows, tally, verificationsOf } from '../../testkit/records';
import { roundTripsOf } from '../../testkit/statements';
import { rolledBack } from '../../support/rolled-back';
import { TestServer } from '../../testkit/server';
import { cases } from '../../testkit/sample';

let server: TestServer;
let activating: ActivateLicenseService;
beforeAll(async () => {
  server = await TestServer.shared();
  activating = server.app.get(ActivateLicenseService);
});
afterEach(() => {
  jest.restoreAllMocks();
  server.clock.reset();
});
afterAll(() => server.stop());

const several = <T>(count: number, each: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => each(index)));

const inBatch = <T>(calls: readonly (() => Promise<T>)[]): Promise<T[]> => inOneBatch(server, 'activation', calls);

it('takes four round trips for many activations', async () => {
  const licenses = await several(8, () => issued(server));
  const trips = await roundTripsOf(() =>
    Promise.all(licenses.map(({ key }) => activating.activate(key, { fingerprint: 'desk' }))),
  );
  expect(trips.map((text) => text.split(' ')[0])).toEqual(['START', 'find_license_contexts', 'write_seats', 'COMMIT']);
});

it('records each activation with its own request', async () => {
  const licenses = await several(6, () => issued(server, { max_activations: 1 }));
  const { key: otherKey } = await keyOf(server, 'external');
  const answers = await inBatch(
    licenses.map(({ key }, index) => () => {
      const headers = { 'user-agent': `agent ${index}` };
      return index % 2 === 0
        ? server.call('POST', '/api/v1/activate', { body: { license_key: key, hardware_id: 'desk' }, headers })
        : server.withKey(
            'POST',
            '/api/license/activate',
            { body: { license_key: key, hardware_hash: 'desk' }, headers },
            index === 1 ? otherKey : server.systemKey,
          );
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual([201, 200, 201, 200, 201, 200]);
  for (const [index, { key, id }] of licenses.entries()) {
    const [log] = await verificationsOf(server, key);
    expect(log).toMatchObject({ user_agent: `agent ${index}`, dialect: index % 2 === 0 ? 'native' : 'v2' });
    const [entry] = await server.dataSource.query(
      `SELECT actor_type, actor, ip, request_id, after->>'user_agent' AS agent FROM audit_entries
       WHERE target_id = $1 AND action = 'license.activated'`,
      [id],
    );
    const keyName = index === 1 ? 'external' : expect.any(String);
    expect(entry).toEqual({
      actor_type: index % 2 === 0 ? 'client' : 'api-key',
      actor: index % 2 === 0 ? 'client' : keyName,
      ip: '127.0.0.1',
      request_id: answers[index]?.headers['x-request-id'],
      agent: `agent ${index}`,
    });
    const others = await server.dataSource.query(
      `SELECT action, request_id FROM audit_entries WHERE target_id = $1 AND action <> 'license.issued' ORDER BY id`,
      [id],
    );
    const request_id = answers[index]?.headers['x-request-id'];
    expect(others).toEqual(
      ['license.activated', 'license.first_activated', 'license.usage_threshold'].map((action) => ({
        action,
        request_id,
      })),
    );
  }
});

it('counts every activation in the metrics of its own API', async () => {
  const licenses = await several(4, () => issued(server, { max_activations: 1 }));
  const counted = async (dialect: string): Promise<number> => {
    const text = await server.metrics();
    const line = text.split('\n').find((one) => one.includes(`dialect="${dialect}"`) && one.includes('"activate"'));
    return Number(line?.split(' ').at(-1) ?? 0);
  };
  const before = [await counted('native'), await counted('v2')];
  await inBatch(
    licenses.map(
      ({ key }, index) =>
        () =>
          index === 0
            ? activate(server, key, 'desk')
            : server.withKey('POST', '/api/license/activate', { body: { license_key: key, hardware_hash: 'desk' } }),
    ),
  );
  expect([await counted('native'), await counted('v2')]).toEqual([(before[0] ?? 0) + 1, (before[1] ?? 0) + 3]);
});

it('fails nobody but the one that the database rejects', async () => {
  const licenses = await several(4, () => issued(server));
  const results = await inBatch(
    licenses.map(
      ({ key }, index) =>
        () =>
          activating.activate(key, { fingerprint: 'desk', name: index === 2 ? 'nul \0' : 'desk' }).then(
            ({ activation }) => activation.name,
            () => 'failed',
          ),
    ),
  );
  expect(results).toEqual(['desk', 'desk', 'failed', 'desk']);
});

it('decides an activation on its own if the batch cannot', async () => {
  const [bad, good] = [await issued(server), await issued(server)];
  const contexts = server.app.get(LicenseContextLoader);
  const find = contexts.findEach.bind(contexts);
  const result = await inBatch([
    () => activate(server, good.key, 'desk'),
    () => {
      jest.spyOn(contexts, 'findEach').mockImplementationOnce(async (lookups) => {
        const found = await find(lookups);
        // A fault in the rules for one license.
        return found.map((context) => context && (context.license.key === bad.key ? broken(context) : context));
      });
      return activate(server, bad.key, 'desk');
    },
  ]);
  expect(result.map(({ status }) => status)).toEqual([201, 201]);
});

function broken<T extends object>(context: T): T {
  return Object.defineProperty({ ...context }, 'blacklist', {
    get: () => {
      throw new Error('A fault of one context');
    },
  });
}

it('waits for no license that somebody else has locked', async () => {
  const [locked, free] = [await issued(server), await issued(server)];
  const order: string[] = [];
  const activated = async (name: string, key: string): Promise<number> => {
    const { status } = await activate(server, key, 'desk');
    order.push(name);
    return status;
  };
  const answers = await raceInOrder(
    { databaseUrl: server.databaseUrl, ...licenseOf(locked.key) },
    [() => inBatch([() => activated('locked', locked.key), () => activated('free', free.key)])],
    async () => expect((await activate(server, free.key, 'laptop')).status).toBe(201),
  );
  expect([answers.flat(), order]).toEqual([
    [201, 201],
    ['free', 'locked'],
  ]);
});

it('gives the last seat to one of several devices in a batch', async () => {
  const { key } = await issued(server, { max_activations: 1 });
  const answers = await inBatch(['desk', 'laptop', 'phone'].map((device) => () => activate(server, key, device)));
  expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 1, 409: 2 });
});

it('gives one seat to a device that is several times in a batch', async () => {
  const { key } = await issued(server, { max_activations: 3 });
  const answers = await inBatch(['desk', 'desk', 'desk'].map((device) => () => activate(server, key, device)));
  expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 1, 200: 2 });
});

it('takes the way of single activations while refused ones are limited', async () => {
  const { key } = await issued(server);
  const limit = (value: number) =>
    server.asAdmin('PATCH', '/api/v1/settings', {
      body: { 'throttle.failed_activations_per_address': value },
    });
  expect((await limit(1_000)).status).toBe(200);
  const { items } = batchFigures(server, 'activation');
  expect((await activate(server, key, 'desk')).status).toBe(201);
  expect(batchFigures(server, 'activation').items).toBe(items);
  await limit(0);
});

it('refuses an activation behind as many others as may wait in the format of each API', async () => {
  jest.replaceProperty(BATCH_LIMITS, 'waiting', 50);
  const release = await holdBatches(server, 'activation');
  const refused = (fingerprint: string) =>
    activating
      .activate('unknown', { fingerprint })
      .catch((error: unknown) => error instanceof DomainError && error.code);
  const waiting = Array.from({ length: 50 }, (_, index) => refused(`device ${index}`));
  const native = await activate(server, 'unknown', 'desk');
  const body = { license_key: 'AAAA-BBBB-CCCC-DDDD', hardware_hash: 'desk' };
  const v2 = await server.withKey('POST', '/api/license/activate', { body });
  release();
  expect([native.status, native.body.error.code]).toEqual([503, 'UNAVAILABLE']);
  expect(native.headers['retry-after']).toMatch(/^\d+$/);
  expect([v2.status, v2.body.error.code]).toEqual([503, 'INTERNAL_ERROR']);
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['LICENSE_NOT_FOUND']));
});

describe('an activation in a batch', () => {
  const DEVICES = ['desk', 'laptop', 'ended'];
  const LICENSES = 6;
  const TIMES = ['2031-01-10T00:00:00.000Z', '2031-01-15T00:00:00.000Z', '2031-01-20T00:00:00.000Z'];
  const keys: string[] = [];
  beforeAll(async () => {
    for (let count = 0; count < LICENSES; count++) {
      const { key } = await issued(server, { max_activations: 5 });
      keys.push(key);
      for (const device of DEVICES) {
        await activate(server, key, device);
      }
      await deactivate(server, key, 'ended');
    }
  });

  const rarely = <T>(value: fc.Arbitrary<T>) =>
    fc.oneof({ arbitrary: fc.constant(null), weight: 4 }, { arbitrary: value, weight: 1 });
  const time = rarely(fc.constantFrom(...TIMES));
  const license = fc.record({
    disabled_at: time,
    revoked_at: time,
    starts_at: time,
    expires_at: time,
    expiry_basis: fc.constantFrom('fixed', 'first_activation'),
    duration_days: fc.constantFrom(null, 30),
    first_activated_at: time,
    term_started_at: time,
    max_activations: fc.option(fc.integer({ min: 1, max: 4 })),
    uses_limit: fc.option(fc.integer({ min: 1, max: 5 })),
    allowed_domains: fc.subarray(['shop.example'], { maxLength: 1 }),
    restricted_to_email: rarely(fc.constant('ann@example.com')),
    policy_overrides: fc.record(
      {
        addFirstDomain: fc.boolean(),
        deviceUniqueWithin: fc.constantFrom('license', 'product'),
        deadSeats: fc.constantFrom('keep', 'release'),
        heartbeatTimeout: fc.constantFrom(null, 60),
        whenFull: fc.constantFrom('refuse', 'deactivate_oldest'),
        seatOveragePercent: fc.constantFrom(0, 50, null),
      },
      { requiredKeys: [] },
    ),
  });
  const call = fc.record({
    license: fc.integer({ min: 0, max: LICENSES }),
    device: fc.record(
      {
        fingerprint: fc.constantFrom(...DEVICES, 'unknown', '"{\\}'),
        name: fc.constantFrom('Desk', 'quoted " \\ name', ''),
        appVersion: fc.constantFrom('1.0', '2.0'),
        data: fc.constantFrom({}, { os: 'linux', "it's": ['"', '\\'] }),
      },
      { requiredKeys: ['fingerprint'] },
    ),
    scope: fc.record(
      {
        domain: fc.constantFrom('shop.example', 'else.example'),
        email: fc.constantFrom('ann@example.com', 'bob@example.com'),
        product: fc.constantFrom('v2-default', 'lic-default'),
      },
      { requiredKeys: [] },
    ),
  });
  // The second of two calls about the same license or device may depend on the first.
  const isDependent = (one: Call, other: Call): boolean =>
    one.license === other.license || one.device.fingerprint === other.device.fingerprint;
  type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

  it('has the result and the records of one on its own, for licenses and devices in any state', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(license, { minLength: LICENSES, maxLength: LICENSES }),
        fc.uniqueArray(call, { comparator: isDependent, minLength: 1, maxLength: LICENSES + 1 }),
        fc.constantFrom(...TIMES, '2031-01-17T12:00:00.000Z'),
        async (licenses, calls, now) => {
          await store(licenses);
          server.clock.holdAt(now);
          const before = await lastRows();
          const single = [];
          for (const asked of calls) {
            single.push(await rolledBack(server, async () => [await ask(asked), await writtenSince(before, asked)]));
          }
          const results = await inBatch(calls.map((asked) => () => ask(asked)));
          const batched = [];
          for (const [index, asked] of calls.entries()) {
            batched.push([results[index], await writtenSince(before, asked)]);
          }
          expect(batched).toEqual(single);
        },
      ),
      cases(5),
    );
    const { counts, rows } = await countsAndRows(server);
    expect(counts).toEqual(rows);
  });

  /** Without ids, which differ each time. */
  function comparable(value: unknown): unknown {
    return JSON.parse(
      JSON.stringify(value, (name, field: unknown) =>
        ['id', 'uid', 'activation_id', 'reservedId'].includes(name) ? undefined : field,
      ),
    );
  }

  const keyOfCall = ({ license: index }: Call) => keys[index] ?? 'unknown';

  async function ask(asked: Call): Promise<unknown> {
    const email = asked.scope.email;
    try {
      return comparable(await activating.activate(keyOfCall(asked), asked.device, { ...asked.scope, email }));
    } catch (error) {
      if (error instanceof DomainError) {
        return error.code;
      }
      throw error;
    }
  }

  async function store(licenses: readonly object[]): Promise<void> {
    const [columns] = licenses.map((one) => Object.keys(one).join(', '));
    await server.dataSource.query(
      `UPDATE licenses AS l SET (${columns}) = (SELECT ${columns} FROM json_populate_record(l, $1::json->(
         array_position($2::text[], l.key::text) - 1))) WHERE key = ANY ($2::text[])`,
      [JSON.stringify(licenses), keys],
    );
    await server.dataSource.query(`DELETE FROM activations WHERE fingerprint <> ALL ($1::text[])`, [DEVICES]);
    await server.dataSource.query(
      `UPDATE activations SET name = 'before', app_version = '0.1', device_data = NULL, check_count = 7,
         activated_at = '2030-12-01', last_seen_at = ('2030-12-0' || (id % 5 + 1))::timestamptz,
         deactivated_at = CASE WHEN fingerprint = 'ended' THEN '2030-12-20'::timestamptz END`,
    );
  }

  async function lastRows(): Promise<number[]> {
    const [row] = await server.dataSource.query(
      `SELECT (SELECT max(id) FROM verifications) AS log, (SELECT max(id) FROM events) AS events,
              (SELECT max(id) FROM audit_entries) AS audit`,
    );
    return [row.log, row.events, row.audit];
  }

  /** What the call wrote about its license, and the devices of the license. */
  async function writtenSince([log, events, audit]: number[], asked: Call): Promise<unknown> {
    const { manager } = server.app.get(UnitOfWork);
    const key = keyOfCall(asked);
    return comparable([
      await manager.query(
        `SELECT at, license_id, key, fingerprint, app_version, dialect, operation, outcome FROM verifications
         WHERE id > $1 AND key = $2 AND fingerprint <> 'first' ORDER BY id`,
        [log, key],
      ),
      await manager.query(
        `SELECT name, target_id, data - '{id,uid,activation_id}'::text[] AS data, at FROM events
         WHERE id > $1 AND data->>'license_key' = $2 ORDER BY id`,
        [events, key],
      ),
      await manager.query(
        `SELECT action, actor, before, after - '{id,uid}'::text[] AS after, at FROM audit_entries
         WHERE id > $1 AND target_id = (SELECT uid::text FROM licenses WHERE key = $2) ORDER BY id`,
        [audit, key],
      ),
      await manager.query(
        `SELECT a.* FROM activations a JOIN licenses l ON l.id = a.license_id WHERE l.key = $1 ORDER BY fingerprint`,
        [key],
      ),
      await manager.query(
        `SELECT first_activated_at, expires_at, term_started_at, allowed_domains FROM licenses WHERE key = $1`,
        [key],
      ),
    ]);
  }
});
