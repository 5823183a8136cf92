import fc from 'fast-check';
import { UnitOfWork } from '../../../src/core/platform/database/unit-of-work';
import {
  CheckLicenseService,
  type VerificationScope,
} from '../../../src/core/verification/calls/check-license.service';
import type { VerificationResult } from '../../../src/core/verification/rules/verdict';
import { holdLocks } from '../../testkit/database';
import { inOneBatch } from '../../support/in-one-batch';
import { activate, deactivate, heartbeat, issued, validate } from '../../testkit/issue';
import { untilWaiting } from '../../testkit/race';
import { countOf, countsAndRows, verificationsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { cases } from '../../testkit/sample';

let server: TestServer;
let other: TestServer;
let checking: CheckLicenseService;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
  checking = server.app.get(CheckLicenseService);
});
afterEach(() => server.clock.reset());
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const crowd = <T>(count: number, each: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => each(index)));
const deadlocks = async (): Promise<number> => {
  const [row] = await server.dataSource.query(
    `SELECT deadlocks::integer FROM pg_stat_database WHERE datname = current_database()`,
  );
  return row.deadlocks;
};
const countChecks = async (key: string): Promise<number> => {
  const [{ checks }] = await server.dataSource.query(
    `SELECT sum(a.check_count)::integer AS checks FROM activations a JOIN licenses l ON l.id = a.license_id WHERE l.key = $1`,
    [key],
  );
  return checks;
};

describe('a check in a batch', () => {
  const DEVICES = ['desk', 'laptop', 'ended'];
  const LICENSES = [
    {},
    { max_activations: 2 },
    { max_activations: 3, features: ['pro'] },
    { expires_at: '2031-01-15T00:00:00Z' },
    { starts_at: '2031-01-15T00:00:00Z' },
    { allowed_domains: ['shop.example'] },
    { restricted_to_client_name: 'Globex' },
  ];
  const keys: string[] = [];
  beforeAll(async () => {
    for (const fields of LICENSES) {
      server.clock.holdAt('2031-01-20T00:00:00Z');
      const license = await issued(server, fields);
      keys.push(license.key);
      server.clock.holdAt(fields.expires_at ? '2031-01-10T00:00:00Z' : '2031-01-20T00:00:00Z');
      const more = { domain: 'shop.example', client_name: 'Globex' };
      await activate(server, license.key, 'desk', more);
      await activate(server, license.key, 'ended', more);
      await deactivate(server, license.key, 'ended', more);
    }
  });

  const calls = fc.array(
    fc.record({
      license: fc.integer({ min: 0, max: LICENSES.length }),
      device: fc.option(fc.constantFrom(...DEVICES), { nil: undefined }),
      scope: fc.record<VerificationScope>(
        {
          domain: fc.constantFrom('shop.example', 'other.example'),
          clientName: fc.constantFrom('Globex', 'Initech'),
          product: fc.constantFrom('v2-default', 'lic-default'),
        },
        { requiredKeys: [] },
      ),
    }),
    { minLength: 1, maxLength: 40 },
  );
  const moments = fc.constantFrom('2031-01-14T23:59:59.999Z', '2031-01-15T00:00:00Z', '2031-02-01T00:00:00Z');

  it('is answered and logged like a check on its own', async () => {
    const work = server.app.get(UnitOfWork);
    await fc.assert(
      fc.asyncProperty(calls, moments, async (asked, moment) => {
        server.clock.holdAt(moment);
        const ask = ({ license, device, scope }: (typeof asked)[number]) =>
          checking.check(keys[license] ?? 'unknown', device === undefined ? undefined : { fingerprint: device }, scope);
        const before = await countOf(server, 'verifications');
        const batched = await Promise.all(asked.map(ask));
        expect(await countOf(server, 'verifications')).toBe(before + asked.length);
        for (const [index, call] of asked.entries()) {
          const single = await work.run(() => ask(call));
          expect(comparable(batched[index])).toEqual(comparable(single));
        }
      }),
      cases(8),
    );
    const { counts, rows } = await countsAndRows(server);
    expect(counts).toEqual(rows);
  });

  function comparable(result: VerificationResult | undefined): unknown {
    const { usable, code, license, activation, seatsTaken } = result ?? {};
    return { usable, code, license, seatsTaken, activation: activation && [activation.id, activation.isActive] };
  }
});

it('answers and logs each caller of one license in a batch for itself', async () => {
  const { key } = await issued(server, { max_activations: 2, features: ['export'] });
  await activate(server, key, 'desk');
  await activate(server, key, 'laptop');
  await deactivate(server, key, 'laptop');
  const callers: [device: string | undefined, more: object, code: string][] = [
    ['desk', {}, 'VALID'],
    ['phone', {}, 'DEVICE_MISMATCH'],
    [undefined, {}, 'VALID'],
    ['desk', { product: 'lic-default' }, 'PRODUCT_MISMATCH'],
    ['desk', {}, 'VALID'],
  ];
  const answers = await inOneBatch(
    server,
    'lookup',
    callers.map(
      ([device, more]) =>
        () =>
          validate(server, key, device, { ...more }),
    ),
  );
  expect(answers.map(({ body }) => body.code)).toEqual(callers.map(([, , code]) => code));
  const logged = (await verificationsOf(server, key)).filter(({ operation }) => operation === 'check');
  expect(logged.map(({ fingerprint, outcome }) => [fingerprint ?? undefined, outcome])).toEqual(
    callers.map(([device, , code]) => [device, code]),
  );
  expect(await countChecks(key)).toBe(3);
});

it('counts each of many checks of the same devices, on two nodes at once', async () => {
  const licenses = await crowd(5, () => issued(server));
  for (const { key } of licenses) {
    await activate(server, key, 'desk');
  }
  const answers = await crowd(60, (index) =>
    validate(index % 2 ? server : other, licenses[index % licenses.length]?.key ?? '', 'desk'),
  );
  expect(answers.filter(({ body }) => body.code !== 'VALID')).toEqual([]);
  expect(await Promise.all(licenses.map(({ key }) => countChecks(key)))).toEqual([12, 12, 12, 12, 12]);
});

it('answers every call about a few licenses on two nodes at once, without a deadlock', async () => {
  const licenses = await crowd(3, () => issued(server, { max_activations: 5 }));
  const devices = ['desk', 'laptop', 'phone'];
  const calls = [activate, validate, heartbeat, validate, deactivate];
  const before = await deadlocks();
  const answers = await crowd(45, (index) => {
    const call = calls[index % calls.length] ?? validate;
    return call(index % 2 ? server : other, licenses[index % 3]?.key ?? '', devices[(index >> 2) % 3]);
  });
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  expect(await deadlocks()).toBe(before);
  const { counts, rows } = await countsAndRows(server);
  expect(counts).toEqual(rows);
});

it('fails nobody but the one that the database rejects', async () => {
  const { key } = await issued(server);
  const checks = ['desk', 'nul \0', 'x'.repeat(513), 'laptop'].map((fingerprint) =>
    checking.check(key, { fingerprint }).then(
      ({ code }) => code,
      () => 'failed',
    ),
  );
  expect(await Promise.all(checks)).toEqual(['NOT_ACTIVATED', 'failed', 'failed', 'NOT_ACTIVATED']);
});

it('lets a device whose row is locked wait alone', async () => {
  const [locked, free] = [await issued(server), await issued(server)];
  await activate(server, locked.key, 'desk');
  await activate(server, free.key, 'desk');
  const lock = await holdLocks(
    server.databaseUrl,
    `SELECT 1 FROM activations a JOIN licenses l ON l.id = a.license_id WHERE l.key = '${locked.key}' FOR UPDATE OF a`,
  );
  const waiting = validate(server, locked.key, 'desk');
  expect((await validate(server, free.key, 'desk')).body.code).toBe('VALID');
  await untilWaiting(server.databaseUrl, 1);
  await lock.end();
  expect((await waiting).body.code).toBe('VALID');
  expect([await countChecks(locked.key), await countChecks(free.key)]).toEqual([1, 1]);
});

it('sees a revocation that was committed before the check', async () => {
  const license = await issued(server);
  await activate(server, license.key, 'desk');
  const load = crowd(100, () => validate(server, license.key, 'desk'));
  await other.asAdmin('POST', `/api/v1/licenses/${license.id}/revoke`);
  expect((await validate(server, license.key, 'desk')).body.code).toBe('REVOKED');
  await load;
});
