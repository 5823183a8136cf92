import fc from 'fast-check';
import {
  CheckLicenseService,
  type VerificationScope,
} from '../../../src/core/verification/calls/check-license.service';
import { LICENSE_COLUMNS } from '../../../src/core/verification/context/license-context.query';
import type { VerificationResult } from '../../../src/core/verification/rules/verdict';
import { License } from '../../../src/core/licenses/licenses/license.entity';
import { activate, issued } from '../../testkit/issue';
import { rolledBack } from '../../support/rolled-back';
import { TestServer } from '../../testkit/server';
import { cases } from '../../testkit/sample';

const DEVICES = ['desk', 'laptop', 'phone'];
const LICENSES = 5;
const TIMES = ['2031-01-10T00:00:00.000Z', '2031-01-15T00:00:00.000Z', '2031-01-20T00:00:00.000Z'];

let server: TestServer;
let checking: CheckLicenseService;
const keys: string[] = [];
beforeAll(async () => {
  server = await TestServer.shared();
  checking = server.app.get(CheckLicenseService);
  for (let count = 0; count < LICENSES; count++) {
    const { key } = await issued(server, { max_activations: 5 });
    keys.push(key);
    for (const device of DEVICES) {
      await activate(server, key, `${device} of ${count}`);
    }
  }
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const rarely = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: fc.constant(null), weight: 4 }, { arbitrary: value, weight: 1 });
const time = rarely(fc.constantFrom(...TIMES));
const someOf = (...values: string[]) => fc.subarray(values, { maxLength: 2 });

/** Column values of a license, in any state. */
const license = fc.record({
  disabled_at: time,
  blocked_at: time,
  revoked_at: time,
  starts_at: time,
  expires_at: time,
  updates_until: time,
  max_activations: fc.option(fc.integer({ min: 1, max: 4 })),
  uses_limit: fc.option(fc.integer({ min: 1, max: 4 })),
  features: someOf('pro', 'a "quoted" \\ feature', ''),
  allowed_domains: someOf('shop.example', '*.other.example'),
  allowed_ips: someOf('192.0.2.0/24', '2001:db8::1'),
  restricted_to_client_name: rarely(fc.constant('Globex')),
  restricted_to_email: rarely(fc.constant('ann@example.com')),
  description: fc.constantFrom('', 'email:ann@example.com'),
  policy_overrides: fc.record(
    {
      graceDays: fc.constantFrom(0, 5, 30),
      deviceUniqueWithin: fc.constantFrom('license', 'product'),
      deadSeats: fc.constantFrom('keep', 'release'),
      heartbeatTimeout: fc.constantFrom(null, 60, 86_400),
      whenFull: fc.constantFrom('refuse', 'deactivate_oldest'),
    },
    { requiredKeys: [] },
  ),
});

const device = fc.record({ deactivated_at: time, last_seen_at: fc.constantFrom(...TIMES) });

const call = fc.record({
  license: fc.integer({ min: 0, max: LICENSES }),
  device: fc.option(fc.constantFrom(...DEVICES.map((name) => `${name} of 0`), 'desk of 1', 'unknown', '"{\\}')),
  operation: fc.constantFrom('check' as const, 'download' as const),
  scope: fc.record<VerificationScope>(
    {
      domain: fc.constantFrom('shop.example', 'www.other.example', 'else.example'),
      address: fc.constantFrom('192.0.2.7', '2001:db8::1', null),
      clientName: fc.constantFrom('Globex', 'Initech'),
      email: fc.constantFrom('ann@example.com', 'bob@example.com'),
      product: fc.constantFrom('v2-default', 'lic-default'),
      activationId: fc.constantFrom(1, 2, 3),
    },
    { requiredKeys: [] },
  ),
});
type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

it('answers a check in a batch like one on its own, for licenses and devices in any state', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(license, { minLength: LICENSES, maxLength: LICENSES }),
      fc.array(device, { minLength: LICENSES * DEVICES.length, maxLength: LICENSES * DEVICES.length }),
      fc.array(call, { minLength: 1, maxLength: 30 }),
      fc.constantFrom(...TIMES, '2031-01-17T12:00:00.000Z'),
      async (licenses, devices, calls, now) => {
        await store(licenses, devices);
        server.clock.holdAt(now);
        const single: VerificationResult[] = [];
        const withSeats: VerificationResult[] = [];
        for (const asked of calls) {
          // Rolled back, so that the devices are as they were.
          single.push(await rolledBack(server, () => ask(asked)));
          withSeats.push(await rolledBack(server, () => ask(asked, true)));
        }
        const batched = await Promise.all(calls.map((asked) => ask(asked)));
        expect(batched).toEqual(single);
        expect(withSeats.map(({ code }) => code)).toEqual(single.map(({ code }) => code));
      },
    ),
    cases(8),
  );
});

it('reads every property of a license as its entity has it', async () => {
  for (const key of keys) {
    const { license: read } = await checking.check(key, undefined);
    const entity = await server.dataSource.getRepository(License).findOneByOrFail({ key });
    const { product, customer, shownMetadata, ...properties } = read ?? {};
    expect(entity).toMatchObject(properties);
    expect(Object.keys(properties)).toEqual(Object.keys(LICENSE_COLUMNS));
    expect([product?.reference, customer, shownMetadata]).toEqual(['v2-default', null, null]);
  }
});

it('counts the seats of a license only for a call that asks for them, or a device without one', async () => {
  const { key } = await issued(server);
  await activate(server, key, 'desk');
  await activate(server, key, 'laptop');
  const counted = async (fingerprint: string, withSeats?: boolean) =>
    (await checking.check(key, { fingerprint }, {}, { withSeats })).seatsTaken;
  expect([await counted('desk'), await counted('desk', true), await counted('phone')]).toEqual([1, 2, 2]);
});

function ask({ license: index, device: name, operation, scope }: Call, withSeats = false): Promise<VerificationResult> {
  const key = keys[index] ?? 'unknown';
  const asking = name === null ? undefined : { fingerprint: name, appVersion: '1.0' };
  return operation === 'check'
    ? checking.check(key, asking, scope, { withLatestVersion: true, withSeats })
    : checking.checkDownload(key, asking, scope);
}

/** Writes the columns of all licenses, and of all devices in the order of their ids. */
async function store(licenses: readonly object[], devices: readonly object[]): Promise<void> {
  const columns =
    'disabled_at, blocked_at, revoked_at, starts_at, expires_at, updates_until, max_activations, uses_limit';
  const more = 'features, allowed_domains, allowed_ips, restricted_to_client_name, restricted_to_email, description';
  const all = `${columns}, ${more}, policy_overrides`;
  await server.dataSource.query(
    `UPDATE licenses AS l SET (${all}) = (SELECT ${all} FROM json_populate_record(l, $1::json->(
       array_position($2::text[], l.key::text) - 1))) WHERE key = ANY ($2::text[])`,
    [JSON.stringify(licenses), keys],
  );
  await server.dataSource.query(
    `UPDATE activations AS a SET (deactivated_at, last_seen_at) = (
       SELECT deactivated_at, last_seen_at FROM json_populate_record(a, $1::json->(a.id::integer % json_array_length($1::json))))`,
    [JSON.stringify(devices)],
  );
}
